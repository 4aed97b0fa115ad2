/**
 * What is private in the log (CORE.md §9): form values, metrics and values seen, free text, printed names, people's
 * names, file names and urls. One list of paths an event type; `*` stands for every element of a list and every value
 * of a table. Structure, outcomes, ids and person ids (pseudonyms: names stand in the directory) are public.
 */
import type { EventType } from '../event.ts';
import type { SopEvent } from '../sop/event.ts';
import type { WorkspaceEvent } from '../workspace/event.ts';

export type AnyEventType = EventType | SopEvent['type'] | WorkspaceEvent['type'];

const seenValues = 'results.*.seen.*';
export const privatePaths: { readonly [T in AnyEventType]: readonly string[] } = {
  submitted: ['form.*'],
  edited: ['changes.*', 'reason'],
  attached: ['metrics', 'name', 'url'],
  opened: [],
  entered: [],
  checked: [seenValues],
  answered: ['answers.*.comment'],
  waived: ['reason'],
  recommended: ['text'],
  signed: ['conditions.*.text', 'identity.name', 'nonce', 'reason'],
  closed: ['conditions.*.text'],
  overtaken: [],
  affirmed: ['identity.name', 'nonce'],
  revoked: ['reason'],
  reassessed: [seenValues],
  claimed: [],
  released: [],
  delegated: [],
  recused: ['reason'],
  added: [],
  escalated: ['reason'],
  reminded: [],
  overdue: [],
  moved: ['why.seen.*'],
  forked: [],
  joined: [],
  cancelled: [],
  waiting: [],
  held: [],
  notified: [],
  issued: [],
  spawned: ['form.*'],
  ended: [],
  completed: [],
  childEnded: [],
  certified: ['jws'],
  settled: ['note'],
  commented: ['text'],
  withdrawn: ['reason'],
  suspended: ['incident.seen.*', 'reason'],
  resumed: ['reason'],
  migrated: ['form.*'],

  created: [],
  published: ['accepted.*.reason', 'approvals.*.note', 'reason'],
  retired: ['reason'],

  set: ['row.name'],
  redacted: ['reason'],
  keyed: ['reason'],
  personKeyed: ['reason'],
};

/** The paths as a tree, for one walk over an event; `true`: this value is private. */
export interface PrivateTree {
  readonly [key: string]: PrivateTree | true;
}

interface Growing {
  [key: string]: Growing | true;
}
function tree(paths: readonly string[]): PrivateTree {
  const root: Growing = {};
  for (const path of paths) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at = root;
    for (const key of keys) {
      const next = at[key];
      at = typeof next === 'object' ? next : (at[key] = {});
    }
    at[last] = true;
  }
  return root;
}

/** By event type; undefined: nothing of it is private. */
export const privateTrees: ReadonlyMap<string, PrivateTree> = new Map(
  Object.entries(privatePaths)
    .filter(([, paths]) => paths.length > 0)
    .map(([type, paths]) => [type, tree(paths)]),
);
