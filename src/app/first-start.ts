/** A new workspace starts with the sample people, so that there is somebody to act as. */
import type { Database } from '#store/database.ts';
import { local } from '#ui/kept.ts';
import { rememberActing } from '#ui/workspace.tsx';
import { loadTemplate } from './library/template-files.ts';

const started = 'countersign.started';

/** Once a browser profile, and only while nobody is in the directory. */
export async function firstStart(database: Database): Promise<void> {
  if (local.getItem(started) !== null) return;
  if ((await database.directory.get('workspace')) === undefined) {
    const { installSamples } = await import('#store/samples.ts');
    const file = await loadTemplate('general/five-gate-deployment');
    await installSamples(database, file);
    const owner = file.diagram.control.owner;
    const role = owner === null ? undefined : file.diagram.nodes[owner];
    const group = role?.kind === 'role' && role.group !== null ? role.group : null;
    const first = group === null ? undefined : file.directory?.groups[group]?.members[0];
    if (first !== undefined) rememberActing(first);
  }
  local.setItem(started, '1');
}
