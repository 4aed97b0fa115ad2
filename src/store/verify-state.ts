/** What is stored beside the log, held against what the log says: folds, and the published diagrams requests run on. */
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { Stream } from '#engine/log/entry.ts';
import { openEvents, openSopEvents, openWorkspaceEvents, stampOf } from '#engine/log/open.ts';
import type { Line } from '#engine/log/read.ts';
import type { Verification } from '#engine/log/verify.ts';
import type { Request } from '#engine/request.ts';
import { evolveSop, initialSop } from '#engine/sop/state.ts';
import type { SopState } from '#engine/sop/state.ts';
import { evolveWorkspace } from '#engine/workspace/decide.ts';
import { digest } from '#model/digest.ts';
import { emptyDirectory } from '#model/directory.ts';
import type { Digest } from '#model/ids.ts';
import type { Version } from '#model/version.ts';
import { hash } from './hash.ts';

export interface State {
  /** By stream, as stored: what a screen shows of it. */
  readonly folds: ReadonlyMap<Stream, unknown>;
  readonly versions: readonly Version[];
}
interface Place {
  readonly stream: Stream;
  readonly seq: number;
}
type Bad = Extract<Verification, { readonly ok: false }>;

/** Of a log that verifies. A redaction folds its stream anew, so that folds follow from the log there too. */
export function stateDiffers(lines: readonly Line[], state: State): Bad | null {
  return foldsDiffer(lines, state.folds) ?? versionsDiffer(lines, state.versions);
}

function foldsDiffer(lines: readonly Line[], folds: State['folds']): Bad | null {
  const requests = new Map<Stream, Request>();
  const sops = new Map<Stream, SopState>();
  let directory = emptyDirectory;
  const last = new Map<Stream, number>();
  for (const line of lines) {
    if (!line.ok) continue;
    const { entry, record } = line;
    const { stream } = entry;
    last.set(stream, entry.seq);
    if (stream === 'workspace')
      directory = openWorkspaceEvents(entry, record.private).reduce(evolveWorkspace, directory);
    else if (stream.startsWith('sop/')) {
      let sop = sops.get(stream) ?? initialSop;
      for (const event of openSopEvents(entry, record.private))
        sop = evolveSop(sop, event, stampOf(entry));
      sops.set(stream, sop);
    } else {
      const before = requests.get(stream) ?? initial;
      requests.set(stream, fold(before, openEvents(entry, record.private), stampOf(entry)));
    }
  }
  for (const [stream, seq] of last) {
    if (!folds.has(stream)) continue;
    const built = stream === 'workspace' ? directory : (sops.get(stream) ?? requests.get(stream));
    if (!same(built, folds.get(stream)))
      return bad(
        { stream, seq },
        'changed',
        `The log of ${stream} is intact, but the state stored beside it is not what the log says.`,
      );
  }
  return null;
}

/** Every version that an entry names has to be there, and to mean what its digest says. */
function versionsDiffer(lines: readonly Line[], versions: readonly Version[]): Bad | null {
  const named = new Map<Digest, Place>();
  for (const line of lines) {
    if (!line.ok) continue;
    const { entry, record } = line;
    const found: (Digest | undefined)[] = [entry.version];
    if (entry.stream.startsWith('sop/'))
      for (const event of openSopEvents(entry, record.private))
        if (event.type === 'published') found.push(event.digest);
    for (const each of found)
      if (each !== undefined && !named.has(each))
        named.set(each, { stream: entry.stream, seq: entry.seq });
  }
  for (const [wanted, place] of named) {
    const rows = versions.filter((version) => version.digest === wanted);
    const short = wanted.slice(0, 12);
    if (rows.length === 0)
      return bad(place, 'removed', `The log is intact, but the version ${short} is missing.`);
    if (!rows.every((version) => same(meant(version), wanted)))
      return bad(
        place,
        'changed',
        `The log is intact, but the diagram stored as version ${short} is not the one that was published.`,
      );
  }
  return null;
}

const meant = (version: Version): Digest | null => orNull(() => digest(version.diagram, hash));

/** Equal as data; what is no data (tampered with, it may be anything) equals nothing. `a` was built here. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((each, i) => same(each, b[i]));
  if (Object.getPrototypeOf(b) !== Object.prototype) return false;
  const members = Object.entries(a);
  const others = new Map<string, unknown>(Object.entries(b));
  return (
    members.length === others.size &&
    members.every(([key, each]) => others.has(key) && same(each, others.get(key)))
  );
}

function orNull<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

const bad = ({ stream, seq }: Place, what: Bad['what'], says: string): Bad => ({
  ok: false,
  stream,
  seq,
  what,
  says,
});
