/** A workspace in a real browser's IndexedDB with a year of requests at the bank: made up, sealed, imported. */
import { compile } from '#engine/compile.ts';
import { readRuns } from '#formats/runs.ts';
import { readSop } from '#formats/sop.ts';
import { digest } from '#model/digest.ts';
import { as } from '#model/ids.ts';
import type { PersonId, SopId } from '#model/ids.ts';
import { makeHistory } from '#simulate/history/history.ts';
import { isRefused } from '#store/append.ts';
import { Database } from '#store/database.ts';
import { readDirectory } from '#store/directory.ts';
import { hash } from '#store/hash.ts';
import { importRequests } from '#store/import-requests.ts';
import { installSamples } from '#store/samples.ts';
import { createSop, publish } from '#store/sop-life.ts';
import { findings } from '#verify/findings.ts';
import runsText from '../../templates/bank/credit-model-deployment.runs.json?raw';
import sopText from '../../templates/bank/credit-model-deployment.sop.json?raw';

const sop = readSop(sopText);
const runs = readRuns(runsText);
if (!sop.ok || !runs.ok) throw new Error('The template does not read.');
export const bank = sop.file;
export const bankId = as<SopId>('sop_bank');
const owner = { kind: 'person', id: as<PersonId>('laura.svensson') } as const;

/** `requests`: how many came in the year up to 21 November 2026. */
export async function bankYear(name: string, requests: number): Promise<Database> {
  const db = new Database(name);
  const refused = await installSamples(db, bank);
  if (refused !== null) throw new Error(refused.says);
  const made = await createSop(db, {
    id: bankId,
    title: 'Credit models',
    from: bank.id,
    actor: owner,
  });
  if (isRefused(made)) throw new Error(made.says);
  const published = await publish(
    db,
    bankId,
    {
      diagram: bank.diagram,
      reason: 'First issue',
      revision: 'A',
      accepted: findings(bank.diagram).flatMap(({ rule, level }) =>
        level === 'warning' ? [{ rule, by: owner.id, reason: 'Known.' }] : [],
      ),
    },
    owner,
  );
  if (isRefused(published)) throw new Error(published.says);
  const until = Date.UTC(2026, 10, 21);
  const history = makeHistory(
    {
      sop: bankId,
      compiled: compile(bank.diagram, digest(bank.diagram, hash)),
      samples: runs.ok ? runs.file.runs : [],
    },
    {
      directory: await readDirectory(db),
      seed: 1,
      from: until - 365 * 24 * 3_600_000,
      until,
      requests,
      hash,
    },
  );
  const logs = [...history].flatMap((each) => each ?? []);
  const imported = await importRequests(db, logs);
  if (!imported.ok) throw new Error(imported.says);
  return db;
}
