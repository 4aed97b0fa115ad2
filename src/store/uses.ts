/** Who and what rests on a part of the directory: asked before somebody is set inactive, or a group or list is removed. */
import { Dexie } from 'dexie';
import type { Diagram } from '#model/diagram.ts';
import type { GroupId, HolidayListId, PersonId } from '#model/ids.ts';
import type { Database } from './database.ts';
import { getVersion, listSops } from './sops.ts';

/** A role, calendar or window of an SOP's effective version that names a group or a holiday list. */
export interface Use {
  readonly sop: string;
  /** What of it: the role's, the calendar's name. */
  readonly part: string;
}
export interface Uses {
  readonly groups: ReadonlyMap<GroupId, readonly Use[]>;
  readonly holidays: ReadonlyMap<HolidayListId, readonly Use[]>;
}

/** What the effective versions name. Drafts are free to change, and are told by their own findings. */
export async function usesOf(db: Database): Promise<Uses> {
  const groups = new Map<GroupId, Use[]>();
  const holidays = new Map<HolidayListId, Use[]>();
  for (const sop of await listSops(db)) {
    if (sop.effective === null) continue;
    const version = await getVersion(db, sop.effective, sop.id);
    if (version === undefined) continue;
    const { diagram } = version;
    for (const node of Object.values(diagram.nodes))
      if (node.kind === 'role' && node.group !== null)
        put(groups, node.group, { sop: diagram.control.title, part: node.name });
    for (const [list, part] of listsOf(diagram))
      put(holidays, list, { sop: diagram.control.title, part });
  }
  return { groups, holidays };
}

function listsOf(diagram: Diagram): readonly (readonly [HolidayListId, string])[] {
  return [
    ...Object.values(diagram.calendars).flatMap(({ holidays, name }) =>
      holidays === null ? [] : [[holidays, name] as const],
    ),
    ...Object.values(diagram.windows).flatMap(({ closed }) =>
      closed.flatMap((each) =>
        each.kind === 'holidays' ? [[each.list, 'deployment window'] as const] : [],
      ),
    ),
  ];
}

function put<K>(map: Map<K, Use[]>, key: K, use: Use): void {
  map.set(key, [...(map.get(key) ?? []), use]);
}

/** How many pieces of open work are addressed to this person by name, or to this group. */
export const openWorkOf = (db: Database, owner: PersonId | GroupId): Promise<number> =>
  db.inbox
    .where('[owner+due+request+work]')
    .between([owner, Dexie.minKey], [owner, Dexie.maxKey])
    .count();
