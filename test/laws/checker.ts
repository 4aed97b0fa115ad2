/**
 * The auditor's view of law 3 (CORE.md §10): reads nothing but the drawing, the directory of each moment and the log,
 * and says where a signature or closing should never have been possible. It shares no code with the engine, on
 * purpose: it knows the rules from DOMAIN.md §3–4, not from `authority`.
 */
import { event } from './checker/event.ts';
import { watching } from './checker/watch.ts';
import type { Diagram, Directory, LogEntry } from './plain.ts';

/** What the first event of an entry may be while a request is suspended. */
const whileSuspended: ReadonlySet<string> = new Set([
  'edited',
  'attached',
  'opened',
  'commented',
  'resumed',
  'withdrawn',
  'migrated',
  'certified',
]);

export function violations(
  submittedUnder: Diagram,
  log: readonly LogEntry[],
  directoryOf: (n: number) => Directory,
  versions: { readonly [digest: string]: Diagram } = {},
): string[] {
  const found: string[] = [];
  const w = watching(submittedUnder, versions, directoryOf(log[0]?.n ?? 0));
  for (const entry of log) {
    const [first] = entry.events;
    if (w.suspended && first !== undefined && !whileSuspended.has(first.type))
      found.push(`entry ${entry.n}, ${first.type}: the request is suspended`);
    w.at = entry.at;
    w.directory = directoryOf(entry.n);
    for (const each of entry.events) {
      w.bad = (why) => found.push(`entry ${entry.n}, ${each.type}: ${why}`);
      event(w, each, entry);
    }
    // What the checker holds to be overtaken, the log has to say.
    if (first?.type === 'migrated') continue;
    for (const [gate, { changed: since }] of w.approved)
      if (since === entry.n && !entry.events.some((e) => e.type === 'overtaken' && e.node === gate))
        found.push(`entry ${entry.n}, edited: ${gate} is overtaken, and nobody is told`);
  }
  return found;
}
