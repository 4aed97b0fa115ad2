/** Who signs again where a later change has overtaken a gate that closed (CORE.md §4.3). */
import type { AssignmentId, PersonId, RuleId } from '#model/ids.ts';
import type { CNode } from '../compiled.ts';
import type { Result } from '../request.ts';
import type { View } from '../run.ts';
import { isRecused, principals } from './authority.ts';
import { holders, holds, isActive } from './roles.ts';
import { decidesUnder } from './separation.ts';

/** A signature that an overtaken gate still waits for. */
export interface Place {
  readonly signer: PersonId;
  readonly edge: AssignmentId;
}
export interface MayAffirm {
  readonly ok: true;
  readonly principal: PersonId;
  readonly edge: AssignmentId;
  /** The signer whose place is taken. */
  readonly instead: PersonId | null;
  /** The independence limitation that turns the refusal of this pair into a flag on their signature. */
  readonly limitation: RuleId | null;
}

const none: readonly Place[] = [];

/** Whose signatures an overtaken gate waits for; empty where it is not overtaken. */
export function unaffirmed(result: Result | undefined): readonly Place[] {
  if (result?.overtaken === undefined) return none;
  const { signers = [], edges = [], affirmed = [] } = result;
  return signers.flatMap((signer, i) => {
    const edge = edges[i];
    return affirmed.includes(signer) || edge === undefined ? [] : [{ signer, edge }];
  });
}

/**
 * Who signed may, or who stands in for them while they are absent; the place of a signer who has left goes to anybody
 * who may sign that edge and has no other signature there. Null: this person may not.
 */
export function mayAffirm(view: View, gate: CNode, person: PersonId): MayAffirm | null {
  const result = view.request.results[gate.id];
  const places = unaffirmed(result);
  if (places.length === 0) return null;
  const pool = principals(view, person, null);
  for (const principal of pool) {
    const place = places.find((each) => each.signer === principal);
    if (place === undefined || !isActive(view, principal)) continue;
    const under = decides(view, gate, person, principal);
    if (under !== null) return { ok: true, principal, edge: place.edge, instead: null, ...under };
  }
  const signers = result?.signers ?? [];
  for (const principal of pool) {
    if (signers.includes(principal) || signers.includes(person)) continue;
    const place = places.find(
      ({ signer, edge }) =>
        hasLeft(view, gate, signer, edge) && mayFill(view, gate, edge, principal),
    );
    const under = place === undefined ? null : decides(view, gate, person, principal);
    if (place !== undefined && under !== null)
      return { ok: true, principal, edge: place.edge, instead: place.signer, ...under };
  }
  return null;
}

/** Nobody affirms whom recusal or the SOP's rules would keep from signing there. */
const decides = (view: View, gate: CNode, person: PersonId, principal: PersonId) =>
  isRecused(view, gate, person, principal) ? null : decidesUnder(view, gate, person, principal);

/** A signer who is gone, or holds the edge no longer. */
function hasLeft(view: View, gate: CNode, signer: PersonId, edge: AssignmentId): boolean {
  if (!isActive(view, signer)) return true;
  const row = gate.signs.find((each) => each.id === edge);
  return row !== undefined && !holds(view, gate, row, signer);
}

/** The edge of a reviewer added by hand is nobody else's: the keeper takes it over. */
function mayFill(view: View, gate: CNode, edge: AssignmentId, person: PersonId): boolean {
  const row = gate.signs.find((each) => each.id === edge) ?? gate.keeper;
  return row !== null && holds(view, gate, row, person);
}

/** Everybody who may sign again now. */
export function affirmers(view: View, gate: CNode): readonly PersonId[] {
  const pool: PersonId[] = [];
  for (const { signer, edge } of unaffirmed(view.request.results[gate.id])) {
    const row = gate.signs.find((each) => each.id === edge) ?? gate.keeper;
    for (const each of [signer, ...(row === null ? [] : holders(view, gate, row))])
      if (!pool.includes(each)) pool.push(each);
  }
  for (const { substitute } of Object.values(view.directory.absences))
    if (substitute !== null && !pool.includes(substitute)) pool.push(substitute);
  return pool.filter((person) => mayAffirm(view, gate, person) !== null);
}
