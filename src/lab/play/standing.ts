/** Who could act where the request stands, and who may not and why: the engine's own answers, asked in a play. */
import { asks, whoCan } from '#engine/asks.ts';
import type { WhoCan } from '#engine/asks.ts';
import type { CNode } from '#engine/compiled.ts';
import { decide, isRefusal } from '#engine/decide.ts';
import type { Work } from '#engine/request.ts';
import { as } from '#model/ids.ts';
import type { CommandId, PersonId, RoleId } from '#model/ids.ts';
import type { Scene } from './desk.ts';

export interface Standing {
  readonly work: Work;
  readonly node: CNode;
  readonly edges: readonly WhoCan[];
  /** They hold a role here and may not act now, in the engine's words. */
  readonly mayNot: readonly { readonly person: PersonId; readonly says: string }[];
}

export function standings(scene: Scene): readonly Standing[] {
  const { compiled, request, directory, now } = scene;
  if (request === null) return [];
  const asked = new Map<string, { readonly person: PersonId; readonly says: string }[]>();
  for (const person of peopleOf(scene))
    for (const ask of asks(compiled, request, person, directory, now)) {
      if (ask.ok) continue;
      const found = asked.get(ask.work) ?? [];
      found.push({ person, says: ask.refusal.says });
      asked.set(ask.work, found);
    }
  return request.work.flatMap((work): Standing[] => {
    const node = compiled.at.get(work.node);
    if (node === undefined) return [];
    const edges = whoCan(compiled, request, work, directory, now);
    const known = new Set([
      ...edges.flatMap(({ people }) => people),
      ...(asked.get(work.id) ?? []).map(({ person }) => person),
    ]);
    // Those the engine asks for nothing, and so refuses nothing: what would it say if they tried?
    const silent = edges
      .filter(({ letter }) => letter === 'A' || letter === 'S')
      .flatMap(({ role }) => membersOf(scene, role))
      .filter((person, i, all) => !known.has(person) && all.indexOf(person) === i)
      .flatMap((person) => {
        const says = tried(scene, node, work, person);
        return says === null ? [] : [{ person, says }];
      });
    return [{ work, node, edges, mayNot: [...(asked.get(work.id) ?? []), ...silent] }];
  });
}

const peopleOf = ({ directory }: Scene): readonly PersonId[] =>
  Object.entries(directory.people).flatMap(([id, { active }]) =>
    active ? [as<PersonId>(id)] : [],
  );

function membersOf({ compiled, directory }: Scene, role: RoleId): readonly PersonId[] {
  const row = compiled.diagram.nodes[role];
  const group = row?.kind === 'role' ? row.group : null;
  return group === null ? [] : (directory.groups[group]?.members ?? []);
}

/** What the engine says when they sign or finish; null: it lets them. Nothing is kept of it. */
function tried(scene: Scene, node: CNode, work: Work, person: PersonId): string | null {
  const { compiled, request, directory, now } = scene;
  if (request === null) return null;
  const id = as<CommandId>('play/tried');
  const answer = decide(
    compiled,
    request,
    node.kind === 'step'
      ? { type: 'finish', id, work: work.id }
      : {
          type: 'sign',
          id,
          work: work.id,
          verdict: 'approved',
          meaning: '',
          seen: request.n,
          identity: { name: person, auth: 'none' },
          nonce: '',
        },
    {
      now,
      zone: compiled.diagram.control.zone,
      actor: { kind: 'person', id: person },
      directory,
      hash: null,
      version: () => undefined,
    },
  );
  return isRefusal(answer) ? answer.says : null;
}
