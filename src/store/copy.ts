/** A copy of a workspace's record, from the mirror or a file: read, verified, and never believed before that. */
import { exportLog, headerOf } from '#engine/log/export.ts';
import type { Head } from '#engine/log/export.ts';
import { openSopEvents } from '#engine/log/open.ts';
import { readLog } from '#engine/log/read.ts';
import type { Line } from '#engine/log/read.ts';
import { verifyLines } from '#engine/log/verify.ts';
import { diagramSchema } from '#model/diagram.schema.ts';
import { digest } from '#model/digest.ts';
import { idSchema } from '#model/id.schema.ts';
import type { Digest, PersonId, SopId } from '#model/ids.ts';
import type { Version } from '#model/version.ts';
import { z } from '#model/zod.ts';
import { hash } from './hash.ts';
import type { MirrorHead } from './mirror-log.ts';

export type SoundLine = Extract<Line, { readonly ok: true }>;

/** Verified: every entry whole and in its place, and every version that an entry names there and unchanged. */
export interface Copy {
  /** In chain order. */
  readonly lines: readonly SoundLine[];
  readonly versions: readonly Version[];
  readonly head: MirrorHead;
}
export type ReadCopy =
  | { readonly ok: true; readonly copy: Copy }
  | { readonly ok: false; readonly says: string };

const bad = (says: string): ReadCopy => ({ ok: false, says });

/** Reads the lines of a log with its chain (no line of heads: they are what the lines say), and lines of versions. */
export function readCopy(lines: readonly string[], versionLines: readonly string[]): ReadCopy {
  const heads: { [stream: string]: Head } = {};
  for (const line of lines) {
    const place = placeOf(line);
    if (place !== null) heads[place.stream] = { seq: place.seq, hash: place.hash };
  }
  return readWhole([headerOf(heads), ...lines, ''].join('\n'), versionLines);
}

/** As `readCopy`, of a whole `.log.jsonl` with its line of heads. */
export function readWhole(text: string, versionLines: readonly string[]): ReadCopy {
  const log = readLog(text);
  if (!log.ok) return bad(log.says);
  const verdict = verifyLines(log.heads, log.lines, hash);
  if (!verdict.ok) return bad(verdict.says);
  const sound = log.lines.filter((line): line is SoundLine => line.ok);
  if (sound.length > 0 && verdict.chain === undefined)
    return bad('The log is that of one stream: it has no workspace chain.');
  const versions = versionsOf(versionLines);
  if (typeof versions === 'string') return bad(versions);
  const says = missing(sound, versions);
  if (says !== null) return bad(says);
  const { n, hash: chain } = verdict.chain ?? { n: 0, hash: '' };
  return { ok: true, copy: { lines: sound, versions, head: { n, chain } } };
}

const placeSchema = z.object({
  entry: z.object({ stream: z.string(), seq: z.number() }),
  hash: z.string(),
});
/** Where a line says that it stands; null where it cannot be read, which the verifier then says. */
function placeOf(line: string): { stream: string; seq: number; hash: string } | null {
  try {
    const read = placeSchema.safeParse(JSON.parse(line));
    return read.success ? { ...read.data.entry, hash: read.data.hash } : null;
  } catch {
    return null;
  }
}

const digestText = z.custom<Digest>(
  (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
);
const personId = idSchema<PersonId>();
const versionSchema: z.ZodType<Version> = z.strictObject({
  sop: idSchema<SopId>(),
  number: z.int().positive(),
  revision: z.string(),
  digest: digestText,
  appearance: digestText,
  diagram: diagramSchema,
  publishedAt: z.number(),
  publishedBy: personId,
  reason: z.string(),
  effectiveFrom: z.string(),
  nextReview: z.string().nullable(),
  supersedes: digestText.nullable(),
  approvals: z.array(
    z.strictObject({ by: personId, at: z.number(), note: z.string().exactOptional() }),
  ),
  accepted: z.array(
    z.strictObject({
      rule: z.string(),
      id: z.string().exactOptional(),
      by: personId,
      reason: z.string(),
    }),
  ),
});

/** The last of each SOP and number, or what is wrong. */
function versionsOf(lines: readonly string[]): readonly Version[] | string {
  const found = new Map<string, Version>();
  for (const [i, line] of lines.entries()) {
    const read = versionSchema.safeParse(parsed(line));
    if (!read.success) return `Version ${i + 1} of ${lines.length} cannot be read.`;
    const version = read.data;
    if (digest(version.diagram, hash) !== version.digest)
      return `The diagram of version ${version.digest.slice(0, 12)} is not the one that was published.`;
    found.set(`${version.sop} ${version.number}`, version);
  }
  return [...found.values()];
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** A version that an entry names and nothing holds. */
function missing(lines: readonly SoundLine[], versions: readonly Version[]): string | null {
  const held = new Set(versions.map((version) => version.digest));
  for (const { entry, record } of lines) {
    const named = entry.version === undefined ? [] : [entry.version];
    if (entry.stream.startsWith('sop/'))
      for (const event of openSopEvents(entry, record.private))
        if (event.type === 'published') named.push(event.digest);
    const gone = named.find((each) => !held.has(each));
    if (gone !== undefined)
      return `Version ${gone.slice(0, 12)}, which entry ${entry.seq} of ${entry.stream} names, is missing.`;
  }
  return null;
}

/** The copy's log as a `.log.jsonl`: what cannot be put back can be kept as a file. */
export function copyText({ lines }: Copy): string {
  const heads: { [stream: string]: Head } = {};
  for (const { entry, record } of lines)
    heads[entry.stream] = { seq: entry.seq, hash: record.hash };
  return exportLog(
    heads,
    lines.map(({ record }) => record),
  );
}
