/** Reading entries: private values put back, older formats brought up to date. */
import type { Json } from '#model/json.ts';
import type { Event, Stamp } from '../event.ts';
import type { SopEvent } from '../sop/event.ts';
import type { WorkspaceEvent } from '../workspace/event.ts';
import type { Entry, Private } from './entry.ts';

/**
 * What a private value reads as after a redaction: the fold goes on, for `evolve` decides nothing by a private value.
 * A text that is only shown reads as a text, so that a name is a name still; data that expressions look at reads as
 * what no expression takes for a value.
 */
const redacted: Json = { redacted: true };
/** The same, told apart by its identity. */
const inData: Json = { redacted: true };
const redactedText = '[redacted]';
const texts: ReadonlySet<string> = new Set(['comment', 'name', 'note', 'reason', 'text', 'url']);
const data: ReadonlySet<string> = new Set(['changes', 'form', 'metrics', 'seen']);

/**
 * The events of a request's entry as they were decided, or, with no private part, with `{ redacted: true }` in its
 * places. They are not checked again, as the hash was.
 */
export const openEvents = (entry: Entry, kept: Private | null): readonly Event[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what sealEntry wrote, its hash verified where it is read
  opened(entry, kept) as readonly Event[];

/** As `openEvents`, of an SOP's entry. */
export const openSopEvents = (entry: Entry, kept: Private | null): readonly SopEvent[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what sealEntry wrote, its hash verified where it is read
  opened(entry, kept) as readonly SopEvent[];

/** As `openEvents`, of the workspace's. */
export const openWorkspaceEvents = (
  entry: Entry,
  kept: Private | null,
): readonly WorkspaceEvent[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what sealEntry wrote, its hash verified where it is read
  opened(entry, kept) as readonly WorkspaceEvent[];

const opened = (entry: Entry, kept: Private | null): readonly unknown[] =>
  entry.sealed === null ? entry.events : entry.events.map((event) => shown(event, kept));

/** Public places never hold data of users, so an object that is nothing but `$p` is always a place of ours. */
function shown(value: unknown, kept: Private | null, gone = redacted): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => shown(each, kept, gone));
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === '$p' && typeof only[1] === 'number')
    return kept === null ? gone : (kept.values[only[1]] ?? null);
  const copy: { [key: string]: unknown } = {};
  for (const [key, each] of entries) {
    // Within data a key is the user's own: `name` is no name there.
    const text = gone === inData ? inData : texts.has(key) ? redactedText : redacted;
    copy[key] = shown(each, kept, data.has(key) ? inData : text);
  }
  return copy;
}

/** What `evolve` gets of an entry. */
export const stampOf = (entry: Entry): Stamp => ({
  n: entry.seq,
  at: entry.at,
  by: entry.actor.kind === 'person' ? entry.actor.id : null,
  for: entry.for ?? null,
});

/** The format this program writes. */
const entryFormat = 2;

/** From each older format to the next; raw text is never rewritten, its hash was checked before. */
const upcast: { readonly [format: number]: (old: unknown) => unknown } = {
  // Another seal of the private part; the entry reads the same, and says itself which seal it has.
  1: (old) => old,
};

/**
 * The entry of a stored text. Throws on a text that is no entry and on a newer format: this program cannot know what
 * it means.
 */
export function readEntry(text: string): Entry {
  let value: unknown = JSON.parse(text);
  let format = formatOf(value);
  if (format > entryFormat)
    throw new Error(
      `This log was written by a newer version of Countersign (format ${format}). Update to read it.`,
    );
  for (; format < entryFormat; format++) value = upcast[format]?.(value);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what sealEntry wrote; hostile files go through readLog
  return value as Entry;
}

function formatOf(value: unknown): number {
  if (typeof value === 'object' && value !== null && 'format' in value)
    if (typeof value.format === 'number') return value.format;
  throw new Error('This is no entry of a log.');
}
