/** Ways in and out, people and time of one node. */
import type { Diagram } from '#model/diagram.ts';
import type { Fault } from '#model/finding.ts';
import { fits, outcomesOf, timersOf } from '#model/route.ts';
import type { CNode } from '../compiled.ts';
import { fault, named } from './fault.ts';

export const nodeFaults = (d: Diagram, node: CNode): readonly Fault[] => [
  ...waysIn(node),
  ...waysOut(node),
  ...people(node),
  ...slaOf(d, node),
];

const at = (node: CNode, field?: string): readonly ['nodes', string, string | undefined] => [
  'nodes',
  node.id,
  field,
];

function waysIn(node: CNode): Fault[] {
  if (node.kind !== 'intake' || node.in.length === 0) return [];
  return [
    fault(
      'flow_into_intake',
      at(node),
      `A flow leads into ${named(node)}: a request starts there once.`,
    ),
  ];
}

function waysOut(node: CNode): Fault[] {
  const { kind, row } = node;
  if (kind === 'end') return [];
  if (kind === 'parallel') return forkOrJoin(node);
  const fitting = node.out.filter(({ route }) => fits(row, route));
  if (kind === 'decision') return decision(node);
  if (kind === 'gate') return gate(node);
  if (row.kind === 'subprocess' && (row.sop === null || row.version === null))
    return [
      fault('subprocess_without_sop', at(node), `${named(node)} doesn’t say which SOP to run.`),
    ];
  const timers = timersOf(row);
  if (timers.length > 0)
    return timers
      .filter((timer) => !node.byTimer.has(timer))
      .map((timer) =>
        fault(
          'timer_without_flow',
          at(node),
          `${named(node)} has no flow for its timer “${timer}”.`,
        ),
      );
  if (fitting.length === 0 && outcomesOf(row).length === 0)
    return [
      fault('no_way_on', at(node), `${named(node)} has no flow out: a request would stay there.`),
    ];
  if (fitting.length < 2 || outcomesOf(row).length > 0) return [];
  return [
    fault(
      'two_ways_on',
      at(node),
      `${named(node)} has ${fitting.length} flows out and nothing to choose by: put a decision or a fork behind it.`,
    ),
  ];
}

/** A fork has exactly one way in, a join exactly one out; a loop enters before the fork, never into it. */
function forkOrJoin(node: CNode): Fault[] {
  const [ins, outs] = [node.in.length, node.out.length];
  if (ins > 1 && outs > 1)
    return [
      fault(
        'parallel_both',
        at(node),
        `${named(node)} has ${ins} flows in and ${outs} out: a fork has one in, a join one out.`,
      ),
    ];
  if (ins > 1 ? outs === 1 : ins === 1 && outs > 1) return [];
  return [
    fault(
      'parallel_neither',
      at(node),
      `${named(node)} is neither a fork (one flow in, several out) nor a join (several in, one out).`,
    ),
  ];
}

function decision(node: CNode): Fault[] {
  if (node.fallback !== null) return [];
  const last = node.out.at(-1);
  const says = `${named(node)} has no default flow: where no condition holds, a request would stay there.`;
  if (last === undefined) return [fault('decision_without_default', at(node), says)];
  const set = { route: { kind: 'default' } };
  return [
    fault('decision_without_default', at(node), says, {
      mend: { edit: 'setRow', args: { table: 'flows', id: last.id, set } },
    }),
  ];
}

function gate(node: CNode): Fault[] {
  const faults: Fault[] = [];
  if (!node.byOutcome.has('approved'))
    faults.push(
      fault(
        'gate_cannot_approve',
        at(node),
        `${named(node)} has no flow for “approved”: nobody could approve.`,
      ),
    );
  const lapses = node.row.kind === 'gate' && node.row.sla?.breach.kind === 'lapse';
  if (lapses && !node.byOutcome.has('expired'))
    faults.push(
      fault(
        'lapse_without_flow',
        at(node, 'sla'),
        `${named(node)} lapses when its time is up, but has no flow for “expired”.`,
      ),
    );
  return faults;
}

function people(node: CNode): Fault[] {
  const faults: Fault[] = [];
  if (node.kind === 'step' && node.works.length === 0 && node.keeper === null)
    faults.push(
      fault(
        'step_without_worker',
        at(node),
        `${named(node)} has nobody to do it: give a role the letter R.`,
      ),
    );
  for (const { id, quorum } of node.signs)
    if (quorum?.kind === 'atLeast' && !(Number.isInteger(quorum.n) && quorum.n > 0))
      faults.push(
        fault(
          'quorum_not_positive',
          ['assignments', id, 'quorum'],
          `${named(node)} asks for ${quorum.n} signatures of a role: at least 1 is needed.`,
        ),
      );
  return faults;
}

function slaOf(d: Diagram, node: CNode): Fault[] {
  const sla = node.row.kind === 'gate' ? node.row.sla : undefined;
  if (sla === undefined) return [];
  const faults: Fault[] = [];
  if (d.calendars[sla.calendar] === undefined)
    faults.push(
      fault(
        'calendar_missing',
        at(node, 'sla'),
        `The calendar of ${named(node)} is missing: choose another.`,
      ),
    );
  if (!(sla.minutes > 0))
    faults.push(
      fault('sla_not_positive', at(node, 'sla'), `${named(node)} allows no time to decide.`),
    );
  return faults;
}
