/** What repair keeps though two edits contradict each other, said with a mend where one is clear (CORE.md §1.1). */
import type { Diagram, Flow, Node } from './diagram.ts';
import type { Finding } from './finding.ts';
import type { RoleId } from './ids.ts';
import { fits, nextRoute } from './route.ts';
import { assignmentsOf, fieldsOf, flowsFrom, nodesOf } from './rows.ts';

export function repairFindings(d: Diagram): readonly Finding[] {
  return [
    ...twoIntakes(d),
    ...Object.values(d.nodes).flatMap((node) => [
      ...keepers(d, node),
      ...deletedRoles(d, node),
      ...routes(d, node),
    ]),
    ...deletedOwners(d),
    ...keysTwice(d),
    ...deletedGates(d),
  ];
}

const error = (finding: Omit<Finding, 'level'>): Finding => ({ level: 'error', ...finding });
const isRole = (d: Diagram, role: RoleId): boolean => d.nodes[role]?.kind === 'role';

const twoIntakes = (d: Diagram): Finding[] =>
  nodesOf(d, 'intake')
    .slice(1)
    .map(({ id, name }) =>
      error({
        rule: 'two_intakes',
        at: { table: 'nodes', id },
        says: `“${name}” is a second intake: an SOP has exactly one.`,
        mend: { edit: 'deleteThings', args: { nodes: [id], flows: [] } },
      }),
    );

function keepers(d: Diagram, node: Node): Finding[] {
  if (node.kind !== 'gate') return [];
  const [keeper, ...more] = assignmentsOf(d, node.id).filter(({ letter }) => letter === 'A');
  if (keeper === undefined)
    return [
      error({
        rule: 'gate_without_keeper',
        at: { table: 'nodes', id: node.id },
        says: `Gate “${node.name}” has no keeper: give one role the letter A.`,
      }),
    ];
  return more.map(({ id }) =>
    error({
      rule: 'two_keepers',
      at: { table: 'assignments', id, field: 'letter' },
      says: `Gate “${node.name}” has two keepers: only one role is accountable.`,
      mend: { edit: 'setRow', args: { table: 'assignments', id, set: { letter: 'S' } } },
    }),
  );
}

function deletedRoles(d: Diagram, node: Node): Finding[] {
  if (node.kind === 'notify') {
    const to = node.to.filter((one) => one === 'requester' || isRole(d, one));
    if (to.length === node.to.length) return [];
    return [
      error({
        rule: 'role_deleted',
        at: { table: 'nodes', id: node.id, field: 'to' },
        says: `A role that “${node.name}” tells was deleted: choose another.`,
        mend: { edit: 'setNode', args: { id: node.id, set: { to } } },
      }),
    ];
  }
  if (node.kind !== 'gate' || node.sla?.breach.kind !== 'escalate') return [];
  if (isRole(d, node.sla.breach.role)) return [];
  const keeper = assignmentsOf(d, node.id).find(({ letter }) => letter === 'A')?.role;
  const finding = error({
    rule: 'role_deleted',
    at: { table: 'nodes', id: node.id, field: 'sla' },
    says: `The role that “${node.name}” escalates to was deleted: choose another.`,
  });
  if (keeper === undefined) return [finding];
  const sla = { ...node.sla, breach: { kind: 'escalate', role: keeper } };
  return [{ ...finding, mend: { edit: 'setNode', args: { id: node.id, set: { sla } } } }];
}

function deletedOwners(d: Diagram): Finding[] {
  const { owner, requesters } = d.control;
  const found: Finding[] = [];
  if (owner !== null && !isRole(d, owner))
    found.push(
      error({
        rule: 'role_deleted',
        at: { table: 'control', field: 'owner' },
        says: 'The role that owns this SOP was deleted: choose another.',
        mend: { edit: 'setControl', args: { set: { owner: null } } },
      }),
    );
  // No mend: without requesters' role anybody may submit, which nobody asked for.
  if (requesters !== null && !isRole(d, requesters))
    found.push(
      error({
        rule: 'role_deleted',
        at: { table: 'control', field: 'requesters' },
        says: 'The role that may submit requests was deleted: choose another.',
      }),
    );
  return found;
}

/** Of two flows that claim one outcome, timer or default the first in order counts. */
function routes(d: Diagram, node: Node): Finding[] {
  const claimed = new Set<string>();
  const flows = flowsFrom(d, node.id);
  return flows.flatMap((flow): Finding[] => {
    const { route } = flow;
    if (!fits(node, route)) return [misfit(node, flow, flows)];
    const claims =
      route.kind === 'outcomes'
        ? route.outcomes
        : route.kind === 'timer'
          ? [route.timer]
          : route.kind === 'default'
            ? ['default']
            : [];
    const twice = claims.filter((claim) => claimed.has(claim));
    for (const claim of claims) claimed.add(claim);
    return twice.length === 0 ? [] : [second(node, flow, twice)];
  });
}

function misfit(node: Node, flow: Flow, flows: readonly Flow[]): Finding {
  const others = flows.filter((one) => one.id !== flow.id && fits(node, one.route));
  const route = nextRoute(
    node,
    others.map((one) => one.route),
  );
  const set = { table: 'flows', id: flow.id, set: { route } };
  return error({
    rule: 'route_misfit',
    at: { table: 'flows', id: flow.id, field: 'route' },
    says:
      node.kind === 'end'
        ? `A flow leaves the end “${node.name}”, where every request stops.`
        : `A flow out of “${node.name}” is never taken: its condition belongs to another kind of node.`,
    mend:
      route === null
        ? { edit: 'deleteThings', args: { nodes: [], flows: [flow.id] } }
        : { edit: 'setRow', args: set },
  });
}

function second(node: Node, { id, route }: Flow, twice: readonly string[]): Finding {
  const at = { table: 'flows', id, field: 'route' } as const;
  const set = (to: Flow['route']) => ({
    edit: 'setRow',
    args: { table: 'flows', id, set: { route: to } },
  });
  if (route.kind === 'default')
    return error({
      rule: 'two_defaults',
      at,
      says: `“${node.name}” has two default flows: give one of them a condition.`,
      mend: set({ kind: 'when', when: '' }),
    });
  if (route.kind !== 'outcomes')
    return error({
      rule: 'timer_twice',
      at,
      says: `Two flows out of “${node.name}” wait for the same timer.`,
      mend: { edit: 'deleteThings', args: { nodes: [], flows: [id] } },
    });
  const outcomes = route.outcomes.filter((outcome) => !twice.includes(outcome));
  return error({
    rule: 'outcome_twice',
    at,
    says: `“${twice.join('” and “')}” leaves “${node.name}” by two flows: each outcome takes one.`,
    mend:
      outcomes.length === 0
        ? { edit: 'deleteThings', args: { nodes: [], flows: [id] } }
        : set({ kind: 'outcomes', outcomes }),
  });
}

function keysTwice(d: Diagram): Finding[] {
  const fields = fieldsOf(d);
  const keys = new Set(fields.map((field) => field.key));
  const claimed = new Set<string>();
  return fields.flatMap(({ id, key, label }): Finding[] => {
    if (!claimed.has(key)) {
      claimed.add(key);
      return [];
    }
    let n = 2;
    while (keys.has(`${key}_${n}`)) n += 1;
    keys.add(`${key}_${n}`);
    // Not renameKey: expressions that name this key mean the first field.
    const args = { table: 'fields', id, set: { key: `${key}_${n}` } };
    return [
      error({
        rule: 'key_twice',
        at: { table: 'fields', id, field: 'key' },
        says: `The field “${label}” has the key “${key}” of another field.`,
        mend: { edit: 'setRow', args },
      }),
    ];
  });
}

/** An assurance that hangs on a deleted gate is kept: nobody took the promise back. */
const deletedGates = (d: Diagram): Finding[] =>
  Object.values(d.rules).flatMap((rule) =>
    rule.kind !== 'onlyThrough' || d.nodes[rule.gate] !== undefined
      ? []
      : [
          error({
            rule: 'gate_deleted',
            at: { table: 'rules', id: rule.id, field: 'gate' },
            says: 'The SOP promises that something is only reached through a gate that was deleted.',
            mend: { edit: 'removeRow', args: { table: 'rules', id: rule.id } },
          }),
        ],
  );
