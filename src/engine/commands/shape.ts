/**
 * Whether a command is what it says: commands also come from tabs of another version, a server and people with a
 * console. What is no text, number or list where one has to stand is refused before anybody looks at it.
 */
import type { Command, CommandType, Refusal } from '../command.ts';
import { isObject } from '../metrics.ts';

type Is = (value: unknown) => boolean;
type Shape = { readonly [part: string]: Is };

const text: Is = (value) => typeof value === 'string';
const whole: Is = (value) => Number.isSafeInteger(value);
const count: Is = (value) => whole(value) && Number(value) >= 0;
const data: Is = (value) => isObject(value);
const digest: Is = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const one =
  (...of: readonly string[]): Is =>
  (value) =>
    typeof value === 'string' && of.includes(value);
const or =
  (is: Is, none: null | undefined): Is =>
  (value) =>
    value === none || is(value);
const may = (is: Is): Is => or(is, undefined);
const all =
  (is: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(is);
const has =
  (shape: Shape): Is =>
  (value) =>
    isObject(value) && missing(shape, value) === null;

/** The first part that is not what it has to be; what everything inherits is no part. */
function missing(shape: Shape, value: { readonly [part: string]: unknown }): string | null {
  for (const part in shape)
    if (shape[part]?.(Object.hasOwn(value, part) ? value[part] : undefined) !== true) return part;
  return null;
}

const nothing: Shape = {};
const onWork: Shape = { work: text };
const edge: Shape = { work: text, assignment: text };
const why: Shape = { reason: text };
const verdict = one('approved', 'conditional', 'rejected', 'returned');
const outcome = one('approved', 'rejected', 'withdrawn', 'expired', 'revoked', 'completed');
const identity = has({ name: text, auth: one('none', 'passphrase', 'account') });
const draft = has({ text, owner: text, due: (due) => typeof due === 'number', effect: text });
const given = has({ item: text, result: one('pass', 'fail', 'na'), comment: may(text) });

const shapes: { readonly [T in CommandType]: Shape } = {
  submit: {
    request: text,
    sop: text,
    form: data,
    parent: may(has({ request: text, token: text })),
    requester: may(text),
  },
  edit: { changes: data },
  resubmit: { work: text, changes: data },
  attach: {
    evidence: text,
    name: text,
    sha256: digest,
    size: count,
    url: may(text),
    metrics: may(data),
  },
  open: { evidence: text, version: count },
  answer: { work: text, answers: all(given) },
  waive: { ...why, work: may(text), item: may(text), condition: may(text) },
  recommend: { work: text, verdict, text },
  sign: {
    work: text,
    verdict: text,
    reason: may(text),
    fields: may(all(text)),
    conditions: may(all(draft)),
    meaning: text,
    seen: whole,
    identity,
    nonce: text,
    seal: may(data),
  },
  finish: onWork,
  claim: edge,
  release: edge,
  delegate: { work: text, to: or(text, null) },
  recuse: { work: text, ...why },
  escalate: { work: text, role: text, ...why },
  add: { work: text, person: text, letter: one('S', 'C') },
  affirm: { node: text, meaning: text, seen: whole, identity, nonce: text, seal: may(data) },
  fulfil: { condition: text, note: text, evidence: may(text) },
  comment: { text, on: may(text) },
  withdraw: why,
  correct: { changes: data, ...why },
  suspend: why,
  resume: why,
  retry: nothing,
  migrate: { to: text },
  revoke: why,
  reassess: { metrics: may(data) },
  tick: nothing,
  report: { child: text, outcome },
  certify: { token: text, jws: text },
};

/** Why this is no such command, or null. */
export function misshapen(command: Command): Refusal | null {
  const { type } = command;
  if (!Object.hasOwn(shapes, type))
    return { refused: 'malformed', says: 'Nobody can do that: there is no such act.' };
  const part = missing(shapes[type], command);
  const halved =
    type === 'waive' && !('condition' in command) && !('item' in command && 'work' in command);
  return part === null && !halved
    ? null
    : {
        refused: 'malformed',
        says: `Nobody can do that: “${part ?? 'item'}” is missing, or is not what it has to be.`,
      };
}
