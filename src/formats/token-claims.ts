/**
 * The claims of an approval token, from the log and nothing beside it (and the holidays of its deployment window), so
 * that signing can follow at any time, in any tab, and says the same.
 */
import type { Compiled } from '#engine/compiled.ts';
import { dataOf } from '#engine/data.ts';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { Request } from '#engine/request.ts';
import { instantOf } from '#engine/time/date.ts';
import { day } from '#engine/time/zone.ts';
import type { Diagram, Field } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { Json } from '#model/json.ts';
import { sorted } from '#model/order.ts';
import type { TokenId } from '#model/ids.ts';
import { jtiOf } from './token.ts';
import type { Artifact, Claims, LogEntry, TokenCondition } from './token.ts';
import { signersOf } from './token-signers.ts';
import { windowOf } from './token-window.ts';

export interface Issue {
  /** Up to the entry that holds `issued`, which is its last. */
  readonly log: readonly LogEntry[];
  readonly token: TokenId;
  /** The version it was issued under. */
  readonly compiled: Compiled;
  readonly version: { readonly number: number; readonly revision: string } | null;
  readonly holidays: Directory['holidays'];
  /** The workspace. */
  readonly issuer: string;
}

/** An approval stands this long, ms, unless its request names an earlier end. */
const longestDays = 90;

export function approvalClaims(issue: Issue): Claims {
  const { log, token, compiled, version, holidays, issuer } = issue;
  const request = log.reduce((before, { events, stamp }) => fold(before, events, stamp), initial);
  const { diagram } = compiled;
  const until = expiry(compiled, request);
  const iat = Math.floor(request.at / 1000);
  const exp = Math.floor(until / 1000);
  return {
    ver: 1,
    iss: issuer,
    iat,
    nbf: iat,
    exp,
    jti: jtiOf(request.id, token),
    sub: subjectOf(diagram, request),
    sop: {
      id: request.sop,
      title: diagram.control.title,
      version: version?.number ?? null,
      revision: version?.revision ?? null,
    },
    version_digest: request.version,
    request: request.id,
    tier: request.tier,
    conditions: conditionsOf(diagram, request),
    signers: signersOf(diagram, request, log),
    artifacts: artifactsOf(diagram, request),
    window: windowOf({ compiled, request, log, holidays, until }),
  };
}

/** UTC ms: 90 days on, or before that the last day an `until … end` wait of the version names for this request. */
function expiry(compiled: Compiled, request: Request): number {
  let least = request.at + longestDays * day;
  const data = dataOf(compiled, request);
  const { zone } = compiled.diagram.control;
  for (const node of compiled.nodes) {
    const wait = node.row.kind === 'wait' ? node.row.wait : null;
    for (const [timer, expr] of node.until) {
      const spec = wait?.kind !== 'first' ? wait : timer === '' ? null : wait.timers[timer];
      const date = expr.eval(data);
      if (spec?.kind !== 'until' || spec.edge !== 'end' || typeof date !== 'string') continue;
      const at = instantOf(date, zone, 'end');
      if (at !== null && at > request.at && at < least) least = at;
    }
  }
  return least;
}

const fieldsOf = (diagram: Diagram): readonly Field[] =>
  sorted(Object.values<Field>(diagram.fields));

/** What the SOP names as its subject, else the first two required fields; the request's id where they say nothing. */
function subjectOf(diagram: Diagram, request: Request): string {
  const named = diagram.control.subject.flatMap((id) => diagram.fields[id] ?? []);
  const fields =
    named.length > 0
      ? named
      : fieldsOf(diagram)
          .filter(({ required, type }) => required && type.kind !== 'boolean')
          .slice(0, 2);
  const words = fields.flatMap(({ key }) => wordsOf(request.form[key]));
  return words.length === 0 ? request.id : words.join(' ');
}
function wordsOf(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return typeof value === 'number' ? [String(value)] : [];
}

/**
 * What may be deployed: the digests the form names. Where it names none, the files that were attached. Never both: a
 * file attached by whoever could attach one must not stand beside the digest everybody signed.
 */
function artifactsOf(diagram: Diagram, request: Request): readonly Artifact[] {
  const named = fieldsOf(diagram).flatMap(({ key, label }) => {
    const value = request.form[key];
    const digest = typeof value === 'string' ? digestIn(value) : null;
    return digest === null ? [] : [{ name: label, sha256: digest }];
  });
  if (named.length > 0) return named;
  return sorted(Object.values(diagram.evidence))
    .filter(({ kind }) => kind === 'file')
    .flatMap(({ id, name }) => {
      const piece = request.evidence[id];
      return piece === undefined ? [] : [{ name, sha256: piece.sha256 }];
    });
}

/** 64 hex digits of `sha256:…`, or of a text that is nothing else; null: the text is no SHA-256. */
export const digestIn = (text: string): string | null =>
  /^(?:sha256:)?([0-9a-f]{64})$/i.exec(text.trim())?.[1]?.toLowerCase() ?? null;

function conditionsOf(diagram: Diagram, request: Request): readonly TokenCondition[] {
  return request.conditions.flatMap(({ id, text, owner, due, effect, status }) =>
    status === 'superseded'
      ? []
      : [
          {
            id,
            text: typeof text === 'string' ? text : '(redacted)',
            owner: diagram.nodes[owner]?.name ?? owner,
            due: Math.floor(due / 1000),
            blocks: effect,
            status,
          },
        ],
  );
}
