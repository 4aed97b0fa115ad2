import type { Actor } from '#engine/command.ts';
import { as } from '#model/ids.ts';
import type { EvidenceId, RequestId } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';
import { append } from '#store/append.ts';
import { putBlob } from '#store/blobs.ts';
import type { Database } from '#store/database.ts';
import { commandId } from '#store/hash.ts';

/** Attaches a sample's figures to the request that was filled from it, one piece of metrics evidence after the other. */
export async function attachSample(
  database: Database,
  request: RequestId,
  sample: Sample,
  actor: Actor,
): Promise<void> {
  for (const [key, metrics] of Object.entries(sample.metrics)) {
    const evidence = as<EvidenceId>(key);
    const bytes = new TextEncoder().encode(JSON.stringify(metrics, null, 2));
    const { sha256, size } = await putBlob(database, bytes);
    const name = `${evidence}.json`;
    await append(
      database,
      `request/${request}`,
      { type: 'attach', id: commandId(), evidence, name, sha256, size, metrics },
      actor,
    );
  }
}
