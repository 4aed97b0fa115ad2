import type { DirectoryRow, WorkspaceEvent } from '#engine/workspace/event.ts';
import { emptyDirectory, keyOf } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import type { PersonId } from '#model/ids.ts';
import { dateText, listText, plural } from '../format.ts';
import type { Names, Told } from './told.ts';
import { said } from './told.ts';

type Row<T extends DirectoryRow['table']> = Extract<DirectoryRow, { readonly table: T }>;
type PersonKeyed = Extract<WorkspaceEvent, { readonly type: 'personKeyed' }>;
type Naming = Pick<Names, 'person'>;

/**
 * A change of the directory in words: who got and lost which role, who is away, which days are holidays. `before`: the
 * directory that was changed; without it, what stands now is told instead of what changed.
 */
export function toldOfWorkspace(
  event: WorkspaceEvent,
  names: Naming,
  before: Directory = emptyDirectory,
): Told {
  if (event.type === 'redacted')
    return {
      says: `Erased ${plural(event.values, 'private value')} of entry ${event.seq} of ${event.stream}`,
      more: `${said(event.reason)}${/[.!?]$/.test(said(event.reason)) ? '' : '.'}${
        event.evidence.length > 0
          ? ` The content of ${plural(event.evidence.length, 'piece')} of evidence went with it.`
          : ''
      }${
        event.nonces === undefined
          ? ''
          : ` The ${event.nonces.length === 1 ? 'nonce of the signature' : 'nonces of the signatures'} in ${event.nonces.length === 1 ? 'entry' : 'entries'} ${listText(event.nonces.map(String))} went with it, so that no guess can be checked.`
      } Left: who, when, what was decided, and digests.`,
      sign: 'cancel',
      weighs: true,
    };
  if (event.type === 'keyed')
    return {
      says: event.compromised
        ? 'Made a new signing key; nothing the one before signed is trusted any more'
        : 'Made a new signing key for approval tokens',
      more: [`Key ${event.kid.slice(0, 12)}…`, said(event.reason)].filter(Boolean).join(' · '),
      sign: 'token',
      weighs: true,
    };
  if (event.type === 'personKeyed') return ofPersonKey(event, names, before);
  // Who was known by a name when this happened is told by it, though they may have left since.
  const then: Naming = {
    person: (id) => {
      const name = names.person(id);
      return name === id ? said(before.people[id]?.name ?? id) : name;
    },
  };
  switch (event.table) {
    case 'people':
      return ofPerson(event, before);
    case 'groups':
      return ofGroup(event, before, then);
    case 'absences':
      return ofAbsence(event, before, then);
    case 'holidays':
      return ofHolidays(event, before);
  }
}

function ofPersonKey(
  { person, key, compromised, reason, seal }: PersonKeyed,
  names: Naming,
  before: Directory,
): Told {
  const who = names.person(person);
  const had = keyOf(before, person) !== null || reason !== undefined;
  const says =
    key === null
      ? `Ended the signing key of ${who}`
      : `${had ? 'Replaced' : 'Set'} the signing key of ${who}`;
  const how =
    key === null
      ? 'Their signatures are not authenticated from here on'
      : seal === undefined && had
        ? 'Without the passphrase of the one before'
        : seal === undefined
          ? ''
          : 'Confirmed by the one before';
  return {
    says: compromised ? `${says}: it got into other hands` : says,
    more: [
      key === null ? '' : `Key ${key.kid.slice(0, 12)}…`,
      how,
      reason === undefined ? '' : said(reason),
    ]
      .filter(Boolean)
      .join(' · '),
    sign: 'token',
    weighs: true,
  };
}

function ofPerson({ id, row }: Row<'people'>, before: Directory): Told {
  const sign = 'person';
  const had = before.people[id];
  const was = said(had?.name ?? id);
  if (row === null) return { says: `Removed ${was} from the directory`, sign };
  const name = said(row.name);
  const zone = row.zone === undefined ? {} : { more: `Time zone ${row.zone}` };
  if (had === undefined)
    return { says: `Added ${name}${row.active ? '' : ', inactive'}`, ...zone, sign };
  const changes = [
    ...(was === name ? [] : [`renamed ${was} to ${name}`]),
    ...(had.active === row.active
      ? []
      : [row.active ? `made ${name} active again` : `set ${name} inactive`]),
    ...(had.zone === row.zone
      ? []
      : [
          row.zone === undefined
            ? `took the time zone from ${name}`
            : `set the time zone of ${name} to ${row.zone}`,
        ]),
  ];
  return { says: capital(listText(changes)) || `Kept ${name} as they are`, sign };
}

function ofGroup({ id, row }: Row<'groups'>, before: Directory, names: Naming): Told {
  const sign = 'person';
  const had = before.groups[id];
  const named = (people: readonly PersonId[]): string =>
    listText(people.map((person) => names.person(person)));
  const was = said(had?.name ?? id);
  if (row === null)
    return {
      says: `Removed the group ${was}`,
      ...(had === undefined || had.members.length === 0
        ? {}
        : { more: `Its members were ${named(had.members)}` }),
      sign,
      weighs: true,
    };
  const name = said(row.name);
  if (had === undefined)
    return {
      says: `Made the group ${name}`,
      more:
        row.members.length === 0 ? 'Nobody is in it yet' : `Gave the role to ${named(row.members)}`,
      sign,
      weighs: true,
    };
  const gave = row.members.filter((person) => !had.members.includes(person));
  const took = had.members.filter((person) => !row.members.includes(person));
  const changes = [
    ...(was === name ? [] : [`renamed the group ${was} to ${name}`]),
    ...(gave.length === 0 ? [] : [`gave ${named(gave)} the role ${name}`]),
    ...(took.length === 0 ? [] : [`took the role ${name} from ${named(took)}`]),
  ];
  return {
    says: capital(listText(changes)) || `Put the members of ${name} in another order`,
    more: row.members.length === 0 ? 'Nobody is left in it' : `Now ${named(row.members)}`,
    sign,
    weighs: true,
  };
}

function ofAbsence({ id, row }: Row<'absences'>, before: Directory, names: Naming): Told {
  const sign = 'time';
  const had = before.absences[id];
  if (row === null)
    return {
      says:
        had === undefined
          ? `Took back the absence ${id}`
          : `Took back that ${names.person(had.person)} is away ${daysAway(had, before)}`,
      sign,
    };
  const who = names.person(row.person);
  return {
    says: `${had === undefined ? 'Recorded' : 'Changed'} that ${who} is away ${daysAway(row, before)}`,
    more:
      row.substitute === null
        ? 'Nobody stands in'
        : `${names.person(row.substitute)} stands in, and may do what they may`,
    sign,
    weighs: true,
  };
}

/** "3 Nov 2026 to 7 Nov 2026", the last day included, in the person's own zone. */
export function daysAway(
  absence: Pick<Directory['absences'][string], 'person' | 'from' | 'to'>,
  directory: Directory,
): string {
  const zone = directory.people[absence.person]?.zone;
  const first = dateText(absence.from, zone);
  const last = dateText(absence.to - 1, zone);
  return first === last ? `on ${first}` : `${first} to ${last}`;
}

function ofHolidays({ id, row }: Row<'holidays'>, before: Directory): Told {
  const sign = 'time';
  const had = before.holidays[id];
  if (row === null) return { says: `Removed the holiday list ${id}`, sign };
  const kept = `kept until ${dateText(row.keptUntil)}`;
  if (had === undefined)
    return {
      says: `Made the holiday list ${id}`,
      more: `${plural(row.days.length, 'day')}, ${kept}`,
      sign,
    };
  const added = row.days.filter((date) => !had.days.includes(date));
  const gone = had.days.filter((date) => !row.days.includes(date));
  const changes = [
    ...(added.length === 0 ? [] : [`added ${days(added)}`]),
    ...(gone.length === 0 ? [] : [`took out ${days(gone)}`]),
    ...(had.keptUntil === row.keptUntil ? [] : [kept]),
  ];
  return { says: `Holiday list ${id}: ${listText(changes) || 'unchanged'}`, sign };
}

/** The days where they are few, else how many. */
const days = (dates: readonly string[]): string =>
  dates.length <= 4 ? listText(dates.map((date) => dateText(date))) : plural(dates.length, 'day');

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
