/** A new workspace starts with the sample people, so that there is somebody to act as. */
import type { Database } from '#store/database.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { local } from '#ui/kept.ts';
import { rememberActing } from '#ui/workspace.tsx';
import { loadTemplate } from './library/template-files.ts';

const started = 'countersign.started';

/**
 * Once a browser profile. Where somebody was quicker, and has opened a template before the samples stood, its people are
 * there already: then it is only said who acts.
 */
export async function firstStart(database: Database): Promise<void> {
  if (local.getItem(started) !== null) return;
  const file = await loadTemplate('general/five-gate-deployment');
  if ((await database.directory.get('workspace')) === undefined) {
    const { installSamples } = await import('#store/samples.ts');
    await installSamples(database, file);
  }
  const owner = file.diagram.control.owner;
  const role = owner === null ? undefined : file.diagram.nodes[owner];
  const group = role?.kind === 'role' && role.group !== null ? role.group : null;
  const first = group === null ? undefined : file.directory?.groups[group]?.members[0];
  const people = (await database.directory.get('workspace'))?.fold.people ?? {};
  const active = Object.entries(people).flatMap(([id, { active: is }]) => (is ? [id] : []));
  const acting = active.find((id) => id === first) ?? active[0];
  if (acting !== undefined) rememberActing(as<PersonId>(acting));
  local.setItem(started, '1');
}
