/** What a random diagram is drawn from: blocks that are sound each for itself and stay sound when nested. */
import * as fc from 'fast-check';

/** Roles of every random diagram; the first is the requesters'. */
export const roles = ['r_requester', 'r_one', 'r_two', 'r_three', 'r_four'] as const;
const others = roles.slice(1);

export interface ItemPlan {
  readonly required: boolean;
  readonly waivable: boolean;
  readonly check: string | null;
  readonly when: string | null;
}
export interface StepPlan {
  readonly block: 'step';
  readonly role: string;
  readonly keeper: string | null;
  readonly edits: readonly string[] | null;
  readonly items: readonly ItemPlan[];
  readonly evidence: readonly ('file' | 'url' | 'metrics')[];
}
export interface GatePlan {
  readonly block: 'gate';
  readonly rule: 'veto' | 'majority';
  readonly keeper: string;
  readonly keeperQuorum: 'any' | 'all' | 1 | null;
  readonly signers: readonly { readonly role: string; readonly quorum: 'any' | 'all' | 1 | 2 }[];
  readonly consulted: { readonly role: string; readonly before: boolean } | null;
  readonly works: string | null;
  readonly informed: string | null;
  readonly items: readonly ItemPlan[];
  readonly evidence: readonly ('file' | 'url' | 'metrics')[];
  readonly sla: 'escalate' | 'lapse' | null;
  /** Leaves with `approved`, by a flow of its own, or not at all. */
  readonly conditional: 'with' | 'own' | 'none';
  readonly rejected: boolean;
  /** Sent back to a step of its own, or out of all regions to where the request began. */
  readonly returned: 'revise' | 'back' | 'none';
}
interface DecisionPlan {
  readonly block: 'decision';
  readonly branches: readonly { readonly when: string; readonly blocks: Plan }[];
  readonly otherwise: Plan;
  /** One more way out, to a terminating end. */
  readonly exit: string | null;
}
export interface WaitPlan {
  readonly block: 'wait';
  readonly wait: 'days' | 'business' | 'until' | 'window' | null;
}
export type BlockPlan =
  | StepPlan
  | GatePlan
  | DecisionPlan
  | WaitPlan
  | { readonly block: 'parallel'; readonly branches: readonly Plan[] }
  | { readonly block: 'first'; readonly branches: readonly Plan[]; readonly lapses: boolean }
  | { readonly block: 'notify'; readonly to: readonly string[]; readonly message: boolean }
  | { readonly block: 'subprocess'; readonly rejected: boolean };
export type Plan = readonly BlockPlan[];

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { freq: 2 });
const role = fc.constantFrom(...others);
const cut = fc.constantFrom(5, 20, 50, 80, 95);

/** FEEL over fields that every form has, so that none is null: enum, number, boolean, tier. */
export const condition: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('low', 'medium', 'high').map((risk) => `form.risk = "${risk}"`),
  fc.constant('form.risk in ("medium", "high")'),
  cut.map((n) => `form.amount >= ${n}`),
  cut.map((n) => `form.amount < ${n} and form.risk != "low"`),
  cut.map((n) => `(form.amount in [${n}..${n + 10}]) or form.secret = true`),
  cut.map((n) => `form.amount between ${n} and ${n + 20}`),
  fc.constant('form.secret = true'),
  fc.constant('not(form.secret)'),
  fc.constantFrom('high', 'standard').map((tier) => `tier = "${tier}"`),
  fc.constant('if form.secret then form.amount > 10 else form.risk = "high"'),
);

const item: fc.Arbitrary<ItemPlan> = fc.record({
  required: fc.boolean(),
  waivable: fc.boolean(),
  check: maybe(
    fc.oneof(
      { weight: 2, arbitrary: cut.map((n) => `form.amount <= ${n + 5}`) },
      fc.constant('metrics.score >= 0.8'),
      fc.constant('form.amount >= 0'),
    ),
  ),
  when: fc.option(condition, { freq: 4 }),
});
const items = fc.array(item, { maxLength: 3 });
const evidence = fc.array(fc.constantFrom('file', 'url', 'metrics'), { maxLength: 2 });

const step: fc.Arbitrary<StepPlan> = fc.record({
  block: fc.constant('step'),
  role: fc.constantFrom(...roles),
  keeper: maybe(role),
  edits: maybe(fc.subarray(['amount', 'secret', 'note'])),
  items,
  evidence,
});
const gate: fc.Arbitrary<GatePlan> = fc.record({
  block: fc.constant('gate'),
  rule: fc.constantFrom('veto', 'majority'),
  keeper: role,
  keeperQuorum: fc.constantFrom(...([null, null, 'any', 'all', 1] as const)),
  signers: fc.uniqueArray(
    fc.record({ role, quorum: fc.constantFrom(...(['any', 'all', 1, 2] as const)) }),
    {
      maxLength: 2,
      selector: (seat) => seat.role,
    },
  ),
  consulted: maybe(fc.record({ role: fc.constantFrom(...roles), before: fc.boolean() })),
  works: maybe(role),
  informed: maybe(role),
  items,
  evidence,
  sla: fc.constantFrom(null, 'escalate', 'lapse'),
  conditional: fc.constantFrom('with', 'with', 'own', 'none'),
  rejected: fc.boolean(),
  returned: fc.constantFrom('none', 'revise', 'revise', 'back'),
});
const wait: fc.Arbitrary<WaitPlan> = fc.record({
  block: fc.constant('wait'),
  wait: fc.constantFrom('days', 'business', 'until', 'window'),
});
const notify = fc.record({
  block: fc.constant('notify' as const),
  to: fc.subarray(['requester', ...roles], { minLength: 1 }),
  message: fc.boolean(),
});
const subprocess = fc.record({ block: fc.constant('subprocess' as const), rejected: fc.boolean() });

export interface Kinds {
  /** How deep blocks nest; 2 unless told. */
  readonly depth?: number;
  /** Calls of other SOPs too; off unless told, for they need a published child. */
  readonly subprocess?: boolean;
}

/** A sequence of one to three blocks. */
export function plan({ depth = 2, subprocess: calls = false }: Kinds): fc.Arbitrary<Plan> {
  const flat: fc.Arbitrary<BlockPlan>[] = [step, step, gate, gate, gate, wait, notify];
  if (calls) flat.push(subprocess);
  if (depth === 0) return fc.array(fc.oneof(...flat), { minLength: 1, maxLength: 2 });
  const inner = plan({ depth: depth - 1, subprocess: calls });
  const empty = fc.constant<Plan>([]);
  const decision: fc.Arbitrary<DecisionPlan> = fc.record({
    block: fc.constant('decision'),
    branches: fc.array(fc.record({ when: condition, blocks: fc.oneof(inner, inner, empty) }), {
      minLength: 1,
      maxLength: 2,
    }),
    otherwise: fc.oneof(inner, empty),
    exit: fc.option(condition, { freq: 4 }),
  });
  const parallel = fc.record({
    block: fc.constant('parallel' as const),
    branches: fc.array(inner, { minLength: 2, maxLength: 3 }),
  });
  const first = fc.record({
    block: fc.constant('first' as const),
    branches: fc.array(fc.oneof(inner, empty), { minLength: 1, maxLength: 2 }),
    lapses: fc.boolean(),
  });
  return fc.array(fc.oneof(...flat, decision, decision, parallel, parallel, first), {
    minLength: 1,
    maxLength: 3,
  });
}
