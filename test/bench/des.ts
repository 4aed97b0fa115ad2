/**
 * The forecast as a benchmark calls it: a network of stations becomes an SOP (each station a gate with a role of its own,
 * rework an outcome of the gate), compiled and simulated like any other. Built by `npm run build` into
 * dist-node/bench-des.js.
 */
import { compile } from '#engine/compile.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import { blankDiagram } from '#model/blank.ts';
import { diagramSchema } from '#model/diagram.schema.ts';
import type { Model } from '#simulate/forecast/model.ts';
import { prepare } from '#simulate/forecast/prepare.ts';
import { replicate } from '#simulate/forecast/replicate.ts';
import type { Scenario } from '#simulate/forecast/scenario.ts';

interface Network {
  readonly measure: 'wait' | 'cycle';
  /** Per hour. */
  readonly arrival: number;
  readonly stations: readonly { readonly mu: number; readonly c: number }[];
  /** Shares to each station; the rest leaves. */
  readonly route: readonly (readonly number[])[];
}
const hour = 3_600_000;
const outcomes = ['approved', 'conditional', 'rejected', 'returned'] as const;
const nobody: Directory = { people: {}, groups: {}, absences: {}, holidays: {} };

function drawn({ arrival, stations, route }: Network): Diagram {
  const nodes: { [id: string]: object } = {
    in: { id: 'in', kind: 'intake', name: 'In' },
    out: {
      id: 'out',
      kind: 'end',
      name: 'Out',
      outcome: 'completed',
      terminating: true,
      issues: false,
    },
  };
  const flows: { [id: string]: object } = {
    f_in: { id: 'f_in', from: 'in', to: 'g0', order: 'a0', route: { kind: 'always' } },
  };
  const assignments: { [id: string]: object } = {};
  const assumptions: { [id: string]: object } = {
    sop: { arrivals: { kind: 'poisson', perWeek: 168 * arrival } },
  };
  for (const [i, { mu, c }] of stations.entries()) {
    const [gate, role] = [`g${i}`, `r${i}`];
    nodes[gate] = { id: gate, kind: 'gate', name: gate, rule: 'veto' };
    nodes[role] = { id: role, kind: 'role', name: role, group: null };
    assignments[`a${i}`] = { id: `a${i}`, role, node: gate, letter: 'A' };
    assumptions[role] = { headcount: c, costPerHour: 0 };
    const row = route[i] ?? [];
    const rest = 1 - row.reduce((sum, p) => sum + p, 0);
    const ways = [...row.entries()]
      .map(([to, p]) => ({ to: `g${to}`, p }))
      .filter(({ p }) => p > 0);
    if (rest > 1e-9) ways.push({ to: 'out', p: rest });
    const percents: { [outcome: string]: number } = {};
    for (const [k, { to, p }] of ways.entries()) {
      const outcome = outcomes[k] ?? 'approved';
      percents[outcome] = p * 100;
      flows[`f${i}_${k}`] = {
        id: `f${i}_${k}`,
        from: gate,
        to,
        order: `a${k}`,
        route: { kind: 'outcomes', outcomes: [outcome] },
      };
    }
    assumptions[gate] = { touch: { kind: 'exponential', mean: 1 / mu }, outcomePercent: percents };
  }
  const blank = blankDiagram({ title: 'Stations', zone: 'UTC' });
  return diagramSchema.parse({ ...blank, nodes, flows, assignments, assumptions, layout: {} });
}

const models = new Map<string, Model>();
function modelOf(network: Network): Model {
  const key = JSON.stringify(network);
  let model = models.get(key);
  if (model === undefined) {
    const prepared = prepare(compile(drawn(network), 'draft'), nobody, scenario);
    if (!prepared.ok) throw new Error(prepared.says.join(' '));
    model = prepared.model;
    models.set(key, model);
  }
  return model;
}
const scenario: Scenario = {
  start: 0,
  seed: 1,
  cases: 1,
  replications: 1,
  warmup: 0,
  target: null,
  assumptions: {},
  forms: [],
};

/** Mean wait or mean cycle in hours of the `cases` requests after the first `warmup`. */
export function simulate(
  network: Network,
  {
    seed,
    warmup,
    cases,
  }: { readonly seed: number; readonly warmup: number; readonly cases: number },
): { mean: number; cases: number; events: number } {
  const one = replicate(modelOf(network), { seed, replication: 0, warmup, cases });
  const waited = one.nodeWait.reduce((sum, each) => sum + each, 0);
  const sum = network.measure === 'wait' ? waited : one.cycle;
  return { mean: sum / one.counted / hour, cases: one.finished, events: one.events };
}
