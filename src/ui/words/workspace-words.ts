import type { WorkspaceEvent } from '#engine/workspace/event.ts';
import { dateText, plural } from '../format.ts';
import type { Names, Told } from './told.ts';
import { said } from './told.ts';

/** A change of the directory in words: people, groups, absences, holiday lists. */
export function toldOfWorkspace(event: WorkspaceEvent, names: Pick<Names, 'person'>): Told {
  if (event.type === 'redacted')
    return {
      says: `Erased the private values of entry ${event.seq} of ${event.stream}`,
      more: said(event.reason),
      sign: 'cancel',
      weighs: true,
    };
  const sign = 'person';
  switch (event.table) {
    case 'people':
      if (event.row === null) return { says: `Removed the person ${event.id}`, sign };
      return {
        says: `${said(event.row.name)} ${event.row.active ? 'is in the directory' : 'was set inactive'}`,
        sign,
      };
    case 'groups':
      if (event.row === null) return { says: `Removed the group ${event.id}`, sign };
      return {
        says: `Group ${said(event.row.name)}: ${plural(event.row.members.length, 'member')}`,
        more: event.row.members.map((person) => names.person(person)).join(', '),
        sign,
      };
    case 'absences':
      if (event.row === null) return { says: `Ended the absence ${event.id}`, sign };
      return {
        says: `${names.person(event.row.person)} is away ${dateText(event.row.from)} to ${dateText(event.row.to)}`,
        ...(event.row.substitute === null
          ? {}
          : { more: `substitute ${names.person(event.row.substitute)}` }),
        sign: 'time',
      };
    case 'holidays':
      return {
        says:
          event.row === null
            ? `Removed the holiday list ${event.id}`
            : `Holiday list ${event.id}: ${plural(event.row.days.length, 'day')}, kept until ${event.row.keptUntil}`,
        sign: 'time',
      };
  }
}
