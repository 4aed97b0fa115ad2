import type { NodeId, PersonId, RuleId } from '#model/ids.ts';
import type { CNode } from '../compiled.ts';
import type { View } from '../run.ts';

interface Breach {
  readonly rule: RuleId;
  readonly kind: 'different' | 'same' | 'atMost';
  /** The other node, where one is to blame. */
  readonly at: NodeId | null;
}
interface Broken {
  readonly breach: Breach;
  /** The independence limitation that turns the refusal into a flag. */
  readonly limitation: RuleId | null;
}

/**
 * The first rule of the SOP that an act of this pair would break; both person and principal are looked at. One that a
 * limitation covers counts only if no other is broken. `signing`: gates are counted too (at most k).
 */
export function separation(
  view: View,
  node: CNode,
  person: PersonId,
  principal: PersonId,
  signing: boolean,
): Broken | null {
  let limited: Broken | null = null;
  for (const breach of breaches(view, node, person, principal, signing)) {
    const limitation = view.compiled.rules.limitations.get(breach.rule) ?? null;
    if (limitation === null) return { breach, limitation };
    limited ??= { breach, limitation };
  }
  return limited;
}

/** A recorded independence limitation on the requester rule flags the signature instead of refusing it. */
export function limitationOnRequester(view: View): RuleId | null {
  if (view.compiled.rules.limitations.size === 0) return null;
  for (const rule of Object.values(view.compiled.diagram.rules))
    if (rule.kind === 'requesterNeverSigns') {
      const limitation = view.compiled.rules.limitations.get(rule.id);
      if (limitation !== undefined) return limitation;
    }
  return null;
}

/** What the SOP's rules say of a pair that decides at a gate: kept out (null), or in, under which limitation if any. */
export function decidesUnder(
  view: View,
  gate: CNode,
  person: PersonId,
  principal: PersonId,
): { readonly limitation: RuleId | null } | null {
  const { requester } = view.request;
  let limitation: RuleId | null = null;
  if (
    view.compiled.rules.requesterNeverSigns &&
    (person === requester || principal === requester)
  ) {
    limitation = limitationOnRequester(view);
    if (limitation === null) return null;
  }
  const broken = separation(view, gate, person, principal, true);
  if (broken === null) return { limitation };
  return broken.limitation === null ? null : { limitation: limitation ?? broken.limitation };
}

const none: readonly Breach[] = [];

function breaches(
  view: View,
  node: CNode,
  person: PersonId,
  principal: PersonId,
  signing: boolean,
): readonly Breach[] {
  const { acted } = view.request;
  const { atMost } = view.compiled.rules;
  if (node.sets.length === 0 && (atMost.length === 0 || !signing)) return none;
  const found: Breach[] = [];
  for (const { rule, kind, others } of node.sets) {
    let anyone = false;
    let one: NodeId | null = null;
    for (const other of others) {
      const people = acted[other];
      if (people === undefined || people.length === 0) continue;
      anyone = true;
      if (people.includes(person) || people.includes(principal)) one ??= other;
    }
    if (kind === 'different' && one !== null) found.push({ rule, kind, at: one });
    if (kind === 'same' && anyone && one === null) {
      const at = others.find((other) => (acted[other]?.length ?? 0) > 0) ?? null;
      found.push({ rule, kind, at });
    }
  }
  if (signing)
    for (const { rule, gates } of atMost)
      if (signedGates(view, node, person) > gates || signedGates(view, node, principal) > gates)
        found.push({ rule, kind: 'atMost', at: null });
  return found;
}

/** Gates this person has signed in any round, with this one. */
function signedGates(view: View, here: CNode, person: PersonId): number {
  let count = 1;
  for (const gate of view.compiled.nodes)
    if (gate.kind === 'gate' && gate !== here && view.request.acted[gate.id]?.includes(person))
      count += 1;
  return count;
}
