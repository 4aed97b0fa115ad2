import type { EndOutcome } from '#model/diagram.ts';
import type { RequestId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import type { CNode } from '../compiled.ts';
import { dataOf } from '../data.ts';
import { expr } from '../feel/expr.ts';
import { checkForm } from '../form.ts';
import type { Problem } from '../form.ts';
import { move, noRoute } from '../move.ts';
import { plain } from '../normal.ts';
import type { Form, Token } from '../request.ts';
import { emit } from '../run.ts';
import type { Run } from '../run.ts';
import { suspend } from '../suspend.ts';
import type { Arrive } from './arrive.ts';

/** Asks for a child request (an outbox row, the store submits it) and rests until its end is reported. */
export const subprocess: Arrive = (run, token, node) => {
  if (token.childEnd !== undefined) return goOn(run, token, node, token.childEnd);
  if (token.child !== undefined) return;
  const { row } = node;
  if (row.kind !== 'subprocess' || row.sop === null || row.version === null)
    return suspend(run, noRoute(node.id));
  const data = dataOf(run.compiled, run.request);
  const form: { [key: string]: Json } = {};
  for (const key of Object.keys(row.form).toSorted()) {
    const text = row.form[key];
    if (text !== undefined)
      form[key] = plain(expr(text, run.compiled.diagram.control.zone).eval(data));
  }
  // Its own intake would refuse it, where nobody sees that.
  const version = run.context.version(row.version);
  const problems = version === undefined ? [] : checkForm(version.fields, given(form));
  if (problems.length > 0)
    return suspend(run, { code: 'child_form', node: node.id, seen: told(problems) });
  const child = as<RequestId>(`${run.request.id}.${token.id}`);
  emit(run, {
    child,
    form,
    sop: row.sop,
    token: token.id,
    type: 'spawned',
    version: row.version,
  });
};

/** The child's end selects the flow out; one without a flow is an incident, and the end is kept for a retry. */
function goOn(run: Run, token: Token, node: CNode, outcome: EndOutcome): void {
  const flow = node.byOutcome.get(outcome) ?? node.fallback;
  if (flow === null) suspend(run, noRoute(node.id));
  else move(run, token, flow);
}

/** A child's form leaves out what came to nothing. */
const given = (form: Form): Form =>
  Object.fromEntries(Object.entries(form).filter(([, value]) => value !== null));

/** What is wrong, by field. */
function told(problems: readonly Problem[]): { readonly [field: string]: string } {
  const seen: { [field: string]: string } = {};
  for (const { field, says } of problems.toSorted((a, b) => (a.field < b.field ? -1 : 1)))
    seen[field] = says;
  return seen;
}
