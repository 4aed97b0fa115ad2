/**
 * What is new for a person, read from the end of the log: nothing is stored beside it. Whom an arrival concerns is
 * reckoned with today's directory, and what nobody has to do any more is left out.
 */
import type { Entry, Stream } from '#engine/log/entry.ts';
import { readEntry } from '#engine/log/open.ts';
import type { Request } from '#engine/request.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { PersonId, RequestId } from '#model/ids.ts';
import { compiledVersion } from '#store/compiled.ts';
import type { Database } from '#store/database.ts';
import { placeOf, rowsAt } from '#store/entries.ts';
import { requestsOf } from '#store/inbox.ts';
import { namesFor } from '#store/numbers.ts';
import { personName } from '#ui/names.ts';
import type { Sign } from '#ui/words/told.ts';
import { daysAway } from '#ui/words/workspace-words.ts';
import { concerns, meIn, newsOf, publicEvents } from './notices-words.ts';
import type { Me } from './notices-words.ts';
import { subjectOf } from './subject.ts';
import { directoryChanges } from './workspace-before.ts';

export interface Notice {
  /** The entry's number in the workspace's chain, and the event's in the entry. */
  readonly key: string;
  readonly n: number;
  /** UTC ms. */
  readonly at: number;
  readonly says: string;
  /** The request's subject, or what a change of the directory means. */
  readonly about: string;
  readonly sign: Sign;
  /** null: of the workspace. */
  readonly request: RequestId | null;
  /** Asked of this person, so that it leads to the inbox. */
  readonly asks: boolean;
  /** Which gate or condition of the request it leads to; absent: what is asked there first. */
  readonly place?: string | undefined;
}

/** Entries of the chain that are looked through: what is older stands in the audit trail. */
const window = 1000;

interface Read {
  readonly n: number;
  readonly stream: Stream;
  readonly entry: Entry;
}
/** Entries never change: those of the window stay parsed. */
const parsed = new Map<string, Entry | null>();

/** Newest first. */
export async function readNotices(
  database: Database,
  person: PersonId,
  directory: Directory,
  now: number,
): Promise<readonly Notice[]> {
  const entries = await lastEntries(database);
  const mine: { readonly read: Read; readonly me: Me; readonly request: RequestId }[] = [];
  for (const read of entries) {
    if (read.stream === 'workspace' || read.entry.version === undefined) continue;
    const compiled = await compiledVersion(database, read.entry.version);
    if (compiled === undefined) continue;
    const me = meIn(compiled, directory, person, now);
    // Whose request it is decides of few events; most concern somebody else, and then no fold is read.
    if (publicEvents(read.entry).some((event) => concerns(event, me)))
      mine.push({ read, me, request: as<RequestId>(read.stream.slice('request/'.length)) });
  }
  // All at once: the inbox may be waiting for the database behind these.
  const ids = mine.map(({ request }) => request);
  const [requests, names] = await Promise.all([
    requestsOf(database, mine),
    namesFor(database, ids),
  ]);
  const found: Notice[] = [];
  for (const { read, me, request: id } of mine) {
    const request = requests.get(id);
    if (request === undefined) continue;
    for (const notice of noticesOf(read, me, request))
      found.push({ ...notice, about: `${names.get(id) ?? id} · ${notice.about}` });
  }
  found.push(...(await ofDirectory(database, entries, person, directory)));
  return found.toSorted((a, b) => b.n - a.n || (a.key < b.key ? 1 : -1));
}

async function lastEntries(database: Database): Promise<readonly Read[]> {
  const top = (await database.chain.orderBy('n').last())?.n ?? 0;
  const rows = await database.chain
    .where('n')
    .above(top - window)
    .toArray();
  const missing = rows.filter(({ entry }) => !parsed.has(entry));
  const texts = await database.transaction('r', database.entries, () =>
    rowsAt(database.entries, missing),
  );
  if (parsed.size > window * 4) parsed.clear();
  for (const row of missing) parsed.set(row.entry, entryOf(texts.get(placeOf(row))?.text));
  return rows.flatMap(({ n, stream, entry }) => {
    const read = parsed.get(entry);
    return read ? [{ n, stream, entry: read }] : [];
  });
}

/** A text that is no entry is the audit page's to show. */
function entryOf(text: string | undefined): Entry | null {
  if (text === undefined) return null;
  try {
    return readEntry(text);
  } catch {
    return null;
  }
}

function noticesOf(read: Read, me: Me, request: Request): readonly Notice[] {
  const { entry, n } = read;
  // What one did oneself is no news.
  if (entry.actor.kind === 'person' && entry.actor.id === me.person) return [];
  const about = subjectOf(me.compiled.diagram, request.form, request.id);
  const told = new Set<string>();
  return publicEvents(entry).flatMap((event, i) => {
    const words = newsOf(event, { me, request, entry });
    // Who is asked may be notified of it too: once is enough.
    if (words === null || told.has(words.says)) return [];
    told.add(words.says);
    const { says, sign, asks = false, place } = words;
    const key = `${n}/${i}`;
    return [{ key, n, at: entry.at, says, about, sign, request: request.id, asks, place }];
  });
}

/** Roles given and taken, and whom one stands in for. */
async function ofDirectory(
  database: Database,
  entries: readonly Read[],
  person: PersonId,
  directory: Directory,
): Promise<readonly Notice[]> {
  const own = entries.filter(({ stream }) => stream === 'workspace');
  if (own.length === 0) return [];
  const changes = await directoryChanges(database);
  return own.flatMap(({ n, entry }) => {
    if (entry.actor.kind === 'person' && entry.actor.id === person) return [];
    const who = entry.actor.kind === 'person' ? entry.actor.id : as<PersonId>('');
    const actor = directory.people[who] ? personName(directory, who) : 'Somebody at this device';
    const its = changes.get(entry.seq) ?? [];
    // Who came with that very entry knows.
    if (its[0]?.before.people[person] === undefined) return [];
    return its.flatMap(({ event, before }, i): Notice[] => {
      if (event.type !== 'set' || event.row === null) return [];
      const base = { key: `${n}/${i}`, n, at: entry.at, request: null, asks: false };
      if (event.table === 'groups') {
        const had = before.groups[event.id]?.members.includes(person) ?? false;
        const has = event.row.members.includes(person);
        if (had === has) return [];
        const says = has
          ? `${actor} gave you the role ${event.row.name}`
          : `${actor} took the role ${event.row.name} from you`;
        return [
          {
            ...base,
            says,
            about: has ? 'From now on, in requests under way too' : '',
            sign: 'person',
          },
        ];
      }
      if (event.table === 'absences' && event.row.substitute === person)
        return [
          {
            ...base,
            says: `You stand in for ${personName(directory, event.row.person)}`,
            about: daysAway(event.row, directory),
            sign: 'time',
          },
        ];
      return [];
    });
  });
}
