/** Where two runs of one request part, and why, in one sentence. */
import type { Compiled } from '#engine/compiled.ts';
import type { NodeId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { Backtested } from '#simulate/backtest/backtest.ts';

export interface Parting {
  readonly node: NodeId | null;
  readonly because: string;
}
export interface Stop {
  readonly node: NodeId;
  /** Of a gate, where it is not approved. */
  readonly outcome: string | null;
}

/** `g_legal(rejected)` of a trail is the node `g_legal` and its outcome; what an interrupt cancelled is no node. */
export function stopOf(written: string | undefined): Stop | null {
  const found = /^([^⟂()]+)(?:\(([a-z]+)\))?$/.exec(written ?? '');
  const id = found?.[1];
  return id === undefined ? null : { node: as<NodeId>(id), outcome: found?.[2] ?? null };
}

export function partingOf(compiled: Compiled, found: Backtested): Parting {
  const { departs, recorded, replayed, refused, verdict, assumed } = found;
  const unknown = assumed.find(({ source }) => source === 'unknown');
  if (verdict === 'unknown' && unknown !== undefined)
    return { node: unknown.node, because: unknown.says };
  if (departs === null && recorded.tier !== replayed.tier)
    return {
      node: compiled.intake?.id ?? null,
      because: `Tier ${replayed.tier ?? 'none'} instead of ${recorded.tier ?? 'none'}`,
    };
  if (departs === null) return { node: assumed[0]?.node ?? null, because: unparted(found) };
  const was = stopOf(recorded.trail[departs]);
  const now = stopOf(replayed.trail[departs]);
  const before = stopOf(replayed.trail[departs - 1])?.node ?? null;
  if (refused !== null && now === null)
    return { node: refused.node ?? was?.node ?? before, because: refused.says };
  if (now === null)
    return { node: was?.node ?? before, because: 'Nobody recorded what comes here' };
  if (was?.node === now.node)
    return {
      node: now.node,
      because: `${ending(now.outcome)} instead of ${ending(was.outcome).toLowerCase()}`,
    };
  const name = compiled.at.get(now.node)?.row.name || now.node;
  const fresh = assumed.find(({ node }) => node === now.node);
  if (fresh !== undefined) return { node: now.node, because: fresh.says };
  return { node: before ?? now.node, because: `${ruleOf(compiled, before, now.node)}${name}` };
}

/** Of a request that goes the same way. */
function unparted({ assumed, laterHours }: Backtested): string {
  if (assumed[0] !== undefined) return assumed[0].says;
  return laterHours === null || laterHours === 0 ? '' : 'Other clocks and calendars';
}

/** "form.exposure >= 500: on to ", of the flow that was taken. */
function ruleOf(compiled: Compiled, from: NodeId | null, to: NodeId): string {
  const node = from === null ? undefined : compiled.at.get(from);
  const flow = node?.out.find((each) => compiled.nodes[each.to]?.id === to);
  if (flow?.route.kind === 'when') return `${flow.route.when}: on to `;
  return flow?.route.kind === 'default' ? 'No condition holds: on to ' : 'Now comes to ';
}

const words: Readonly<Record<string, string>> = {
  conditional: 'Approved with conditions',
  rejected: 'Rejected',
  returned: 'Returned',
  expired: 'Expired',
  done: 'Done',
};
const ending = (outcome: string | null): string => words[outcome ?? ''] ?? 'Approved';
