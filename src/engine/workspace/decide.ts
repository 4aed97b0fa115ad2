/** The decider and fold of the workspace: people, groups, absences, holidays. The fold is the `Directory`. */
import {
  absenceSchema,
  groupSchema,
  holidayListSchema,
  personSchema,
} from '#model/directory.schema.ts';
import type { Directory } from '#model/directory.ts';
import { isId } from '#model/id.schema.ts';
import type { CommandId, PersonId } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import { equal, flaw, plain } from '../normal.ts';
import { isZone, parseDate } from '../time/zone.ts';
import type { DirectoryRow, WorkspaceEvent } from './event.ts';
import { withKey } from './keys.ts';
import { withPersonKey } from './person-keys.ts';

/** Sets one row or several at once: all of them or none. */
interface SetRows {
  readonly type: 'set';
  readonly id: CommandId;
  readonly rows: readonly DirectoryRow[];
}
export type WorkspaceCommand = SetRows;

export type WorkspaceRefusalCode = 'malformed' | 'has_acted' | 'unknown_person' | 'unchanged';
interface WorkspaceRefusal {
  readonly refused: WorkspaceRefusalCode;
  readonly says: string;
}
export interface WorkspaceContext {
  /** Whether the person stands in any log: then they can be set inactive, not removed. */
  readonly hasActed: (person: PersonId) => boolean;
}
type Answer = { readonly events: readonly WorkspaceEvent[] } | WorkspaceRefusal;

const schemas = {
  people: personSchema,
  groups: groupSchema,
  absences: absenceSchema,
  holidays: holidayListSchema,
} as const;

/** The events of the command, or why it is refused. Rows that are so already make no event. */
export function decideWorkspace(
  directory: Directory,
  command: WorkspaceCommand,
  context: WorkspaceContext,
): Answer {
  const wrong = flaw(command);
  if (wrong) return { refused: 'malformed', says: wrong.says };
  const events: WorkspaceEvent[] = [];
  let after = directory;
  for (const set of command.rows) {
    const says = malformed(set);
    if (says !== null) return { refused: 'malformed', says };
    const had = rowOf(after, set);
    if (equal(had, plain(set.row))) continue;
    if (set.table === 'people' && set.row === null && context.hasActed(set.id))
      return {
        refused: 'has_acted',
        says: `${nameOf(after, set.id)} has acted here, and what they did stays on record. Set them inactive instead.`,
      };
    const event = inOrder(set);
    events.push(event);
    after = evolveWorkspace(after, event);
  }
  if (events.length === 0) return { refused: 'unchanged', says: 'Nothing has changed.' };
  return dangling(after) ?? { events };
}

function malformed(set: DirectoryRow): string | null {
  if (!isId(set.id)) return `${JSON.stringify(set.id)} is no id.`;
  if (set.row === null) return null;
  const parsed = schemas[set.table].safeParse(set.row);
  if (parsed.success) return senseless(set);
  const [issue] = parsed.error.issues;
  return `${set.id}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is wrong'}.`;
}

/** Of the right shape, and still no row that means anything. */
function senseless(set: DirectoryRow): string | null {
  if (set.row === null) return null;
  switch (set.table) {
    case 'people':
      if (set.row.name.trim() === '') return 'A person needs a name.';
      if (set.row.zone !== undefined && !isZone(set.row.zone))
        return `${set.row.zone} is no time zone.`;
      return null;
    case 'groups':
      if (set.row.name.trim() === '') return 'A group needs a name.';
      return new Set(set.row.members).size < set.row.members.length
        ? `${set.row.name} names a member twice.`
        : null;
    case 'absences':
      if (!(set.row.from < set.row.to)) return 'An absence ends after it begins.';
      return set.row.substitute === set.row.person ? 'Nobody stands in for themselves.' : null;
    case 'holidays': {
      const wrong = [...set.row.days, set.row.keptUntil].find((date) => parseDate(date) === null);
      return wrong === undefined ? null : `${wrong} is no date.`;
    }
  }
}

/** Whom the directory names without knowing them. */
function dangling(directory: Directory): WorkspaceRefusal | null {
  const unknown = (person: PersonId | null): boolean =>
    person !== null && !Object.hasOwn(directory.people, person);
  for (const group of Object.values(directory.groups))
    for (const member of group.members)
      if (unknown(member))
        return {
          refused: 'unknown_person',
          says: `${member}, a member of ${group.name}, is not in the directory.`,
        };
  for (const absence of Object.values(directory.absences))
    for (const person of [absence.person, absence.substitute])
      if (unknown(person))
        return {
          refused: 'unknown_person',
          says: `${person ?? ''}, named in an absence, is not in the directory.`,
        };
  return null;
}

const nameOf = (directory: Directory, person: PersonId): string =>
  directory.people[person]?.name ?? person;

const rowOf = (directory: Directory, { table, id }: DirectoryRow): Json => {
  const rows: { readonly [id: string]: unknown } = directory[table];
  return Object.hasOwn(rows, id) ? plain(rows[id]) : null;
};

/** Keys in canonical order, those of the row too. */
function inOrder(set: DirectoryRow): WorkspaceEvent {
  switch (set.table) {
    case 'people': {
      const { id, table, row } = set;
      const zone = row?.zone === undefined ? {} : { zone: row.zone };
      return {
        id,
        row: row && { active: row.active, name: row.name, ...zone },
        table,
        type: 'set',
      };
    }
    case 'groups': {
      const { id, table, row } = set;
      return { id, row: row && { members: [...row.members], name: row.name }, table, type: 'set' };
    }
    case 'absences': {
      const { id, table, row } = set;
      return {
        id,
        row: row && { from: row.from, person: row.person, substitute: row.substitute, to: row.to },
        table,
        type: 'set',
      };
    }
    case 'holidays': {
      const { id, table, row } = set;
      return {
        id,
        row: row && { days: [...row.days], keptUntil: row.keptUntil },
        table,
        type: 'set',
      };
    }
  }
}

export function evolveWorkspace(directory: Directory, event: WorkspaceEvent): Directory {
  if (event.type === 'redacted') return directory;
  if (event.type === 'keyed') return withKey(directory, event);
  if (event.type === 'personKeyed') return withPersonKey(directory, event);
  const rows: { [id: string]: unknown } = { ...directory[event.table] };
  if (event.row === null) delete rows[event.id];
  else rows[event.id] = event.row;
  return { ...directory, [event.table]: rows };
}
