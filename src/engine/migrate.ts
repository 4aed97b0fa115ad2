/**
 * Whether a running request may go on under another version, and what of it would not come along (CORE.md §8). Computed
 * without side effect, so that it is shown before anybody decides.
 */
import { canonical } from '#model/canonical.ts';
import type { NodeKind, Wait } from '#model/diagram.ts';
import type { FlowId, ItemId, NodeId, TokenId, WorkId } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import type { CNode, Compiled } from './compiled.ts';
import { dataWith } from './data.ts';
import { checkForm, tierOf } from './form.ts';
import { forkOf } from './move.ts';
import { isJoin } from './regions.ts';
import type { Form, Request, Token, Work } from './request.ts';

export interface Migration {
  /** yes · with: something does not come along, as `says` tells · no: `says` tells why. */
  readonly verdict: 'yes' | 'with' | 'no';
  readonly says: readonly string[];
  /** What the request is then; of no meaning where the verdict is no. */
  readonly form: Form;
  readonly tier: string | null;
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly signatures: readonly WorkId[];
  readonly answers: readonly ItemId[];
  readonly via: readonly { readonly flow: FlowId; readonly token: TokenId }[];
  /** Tokens at waits whose spec changed: their instants are computed anew. */
  readonly waits: readonly TokenId[];
}

export function migration(from: Compiled, to: Compiled, request: Request): Migration {
  const against: string[] = [];
  const loses: string[] = [];
  if (from.digest === to.digest) against.push('The request runs on this version already.');
  for (const token of request.tokens) against.push(...tokenAgainst(from, to, token));
  const via = request.tokens.flatMap((token) => viaIn(from, to, token, against));
  const { form, renamed } = formIn(from, to, request, loses);
  for (const problem of checkForm(to.fields, form)) {
    const label = to.diagram.fields[problem.field]?.label ?? problem.field;
    against.push(`The form does not fit the version: ${label}: ${problem.says}`);
  }
  const tier = tierOf(to, dataWith(to, request, form, null, request.metrics));
  if (tier !== request.tier)
    loses.push(`The tier becomes ${tier ?? 'none'}; it was ${request.tier ?? 'none'}.`);
  const signatures: WorkId[] = [];
  const answers: ItemId[] = [];
  for (const work of request.work) {
    const name = nameOf(to, work.node);
    if (work.signatures.length > 0) {
      signatures.push(work.id);
      loses.push(
        `${counted(work.signatures.length, 'signature')} at ${name} ${work.signatures.length === 1 ? 'is' : 'are'} asked for again.`,
      );
    }
    const gone = changedItems(from, to, work);
    answers.push(...gone);
    if (gone.length > 0)
      loses.push(`${counted(gone.length, 'item')} of ${name} changed and must be answered again.`);
  }
  return {
    verdict: against.length > 0 ? 'no' : loses.length > 0 ? 'with' : 'yes',
    says: against.length > 0 ? against : loses,
    form,
    tier,
    renamed,
    signatures,
    answers: [...new Set(answers)].toSorted(),
    via,
    waits: request.tokens.filter((token) => waitChanged(from, to, token)).map(({ id }) => id),
  };
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
const nameOf = (compiled: Compiled, id: NodeId): string => {
  const name = compiled.diagram.nodes[id]?.name;
  return name === undefined || name === '' ? `“${id}”` : `“${name}”`;
};
const kindWord: { readonly [K in NodeKind]?: string } = { parallel: 'fork or join' };

/** Why a token cannot go on from where it is. */
function tokenAgainst(from: Compiled, to: Compiled, token: Token): string[] {
  const before = from.at.get(token.node);
  const after = to.at.get(token.node);
  const name = nameOf(from, token.node);
  if (after === undefined) return [`It is at ${name}, which the version does not have.`];
  if (before !== undefined && before.kind !== after.kind)
    return [`It is at ${name}, which is a ${kindWord[after.kind] ?? after.kind} in the version.`];
  for (const split of token.splits) {
    const fork = forkOf(split);
    const region = to.regions.get(fork);
    if (region === undefined)
      return [
        `It came to ${name} by the fork ${nameOf(from, fork)}, which the version does not have.`,
      ];
    if (!region.inside.has(token.node) && region.join !== token.node)
      return [
        `In the version ${name} does not lie between the fork ${nameOf(to, fork)} and its join.`,
      ];
  }
  return [];
}

/** The flow by which a token waits at a join: the same, or the one from the same node; changes only. */
function viaIn(from: Compiled, to: Compiled, token: Token, against: string[]): Migration['via'] {
  const join = to.at.get(token.node);
  if (join === undefined || token.via === null || !isJoin(join)) return [];
  if (join.in.some((flow) => flow.id === token.via)) return [];
  const old = from.flow.get(token.via);
  const source = old === undefined ? undefined : from.nodes[old.from]?.id;
  const flow = join.in.find((each) => to.nodes[each.from]?.id === source);
  if (flow !== undefined) return [{ flow: flow.id, token: token.id }];
  against.push(
    `It waits at the join ${nameOf(from, token.node)} by a flow the version does not have${source === undefined ? '' : ` (from ${nameOf(from, source)})`}.`,
  );
  return [];
}

/** Values follow their field's id; those of fields that are gone are left behind. */
function formIn(from: Compiled, to: Compiled, request: Request, loses: string[]) {
  const form: { [key: string]: Json } = {};
  const renamed: { from: string; to: string }[] = [];
  for (const [key, value] of Object.entries(request.form)) {
    const field = from.fields.get(key);
    const now = field === undefined ? undefined : to.diagram.fields[field.id];
    if (now === undefined) {
      if (value !== null)
        loses.push(
          `The value of ${field?.label ?? key} is left behind: the version has no such field.`,
        );
      continue;
    }
    form[now.key] = value;
    if (now.key !== key) renamed.push({ from: key, to: now.key });
  }
  const sorted: { [key: string]: Json } = {};
  for (const key of Object.keys(form).toSorted()) sorted[key] = form[key] ?? null;
  return { form: sorted, renamed: renamed.toSorted((a, b) => (a.from < b.from ? -1 : 1)) };
}

/** Answered or waived items that are not what they were; automated ones are evaluated anew anyway. */
function changedItems(from: Compiled, to: Compiled, work: Work): ItemId[] {
  const after = to.at.get(work.node);
  const given = new Set([...Object.keys(work.answers), ...Object.keys(work.waived)]);
  const found: ItemId[] = [];
  for (const { row: before } of from.at.get(work.node)?.items ?? []) {
    if (!given.has(before.id)) continue;
    const now = after?.items.find(({ row }) => row.id === before.id)?.row;
    const automated = now !== undefined && now.check !== undefined;
    const kept =
      now !== undefined &&
      now.text === before.text &&
      (work.waived[before.id] === undefined || now.waivable) &&
      // What the engine said of an item that a person has to answer now.
      (work.answers[before.id]?.by !== null || automated || now.when !== undefined);
    if (!kept) found.push(before.id);
  }
  return found;
}

function waitChanged(from: Compiled, to: Compiled, token: Token): boolean {
  if (token.wake === undefined) return false;
  return specOf(from, from.at.get(token.node)) !== specOf(to, to.at.get(token.node));
}
/** Everything the instants of a wait are computed from but the data. */
function specOf({ diagram }: Compiled, node: CNode | undefined): string {
  const wait: Wait | null = node?.row.kind === 'wait' ? node.row.wait : null;
  if (wait === null) return '';
  const parts = wait.kind === 'first' ? Object.values(wait.timers) : [wait];
  const named = parts.map((part) => {
    if (part.kind === 'window') return diagram.windows[part.window] ?? null;
    if (part.kind === 'for' && part.calendar !== undefined)
      return diagram.calendars[part.calendar] ?? null;
    return null;
  });
  return canonical({ named, wait, zone: diagram.control.zone });
}
