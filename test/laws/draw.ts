/** Draws a plan as an SOP, in the words of test/builders/sop.ts. */
import type { Drawing, RouteWords } from '../builders/sop.ts';
import type { BlockPlan, GatePlan, ItemPlan, Plan, StepPlan, WaitPlan } from './plan.ts';

/** A way out that still wants a target. */
interface Loose {
  readonly from: string;
  readonly route: RouteWords;
}

export class Pen {
  readonly drawing: Drawing;
  /** Where a request is sent back to from anywhere: the first node that is no fork. */
  back: string | null = null;
  /** Steps and gates in the order drawn, with the role that does or keeps them. */
  readonly work: { readonly id: string; readonly kind: 'step' | 'gate'; readonly role: string }[] =
    [];
  readonly nodes: string[] = [];
  readonly #ends = new Set<string>();

  constructor(drawing: Drawing) {
    this.drawing = drawing;
  }

  name(kind: string): string {
    const id = `${kind}_${this.nodes.length}`;
    this.nodes.push(id);
    return id;
  }
  /** The terminating end for a bad outcome; one serves all. */
  bad(outcome: 'rejected' | 'expired'): string {
    const id = `e_${outcome}`;
    if (!this.#ends.has(id)) this.drawing.end(id, { outcome, terminating: true });
    this.#ends.add(id);
    return id;
  }
  join(loose: readonly Loose[], to: string): void {
    for (const { from, route } of loose) this.drawing.flow(from, to, ...route);
  }
  /** Joins count flows and forks take one: several ways in meet at a notification first. */
  one(loose: readonly Loose[]): readonly Loose[] {
    if (loose.length === 1) return loose;
    const id = this.name('n_meet');
    this.drawing.notify(id);
    this.join(loose, id);
    return [{ from: id, route: [] }];
  }
  sequence(blocks: Plan, loose: readonly Loose[]): readonly Loose[] {
    return blocks.reduce((ends, block) => this.#block(block, ends), loose);
  }

  #block(plan: BlockPlan, loose: readonly Loose[]): readonly Loose[] {
    switch (plan.block) {
      case 'step':
        return this.#step(plan, this.#enter('s', loose));
      case 'gate':
        return this.#gate(plan, this.#enter('g', loose));
      case 'wait':
        return this.#wait(plan, this.#enter('w', loose));
      case 'notify': {
        const id = this.#enter('n', loose);
        const message = plan.message ? { message: 'Risk is {form.risk}.' } : {};
        this.drawing.notify(id, plan.to, message);
        return [{ from: id, route: [] }];
      }
      case 'subprocess': {
        const id = this.#enter('sub', loose);
        this.drawing.subprocess(id, {
          sop: 'general/child',
          version: 'c'.repeat(64),
          form: { amount: 'form.amount' },
        });
        if (plan.rejected) this.drawing.flow(id, this.bad('rejected'), 'rejected', 'expired');
        return [{ from: id, route: ['approved', 'completed'] }];
      }
      case 'decision': {
        const id = this.#enter('d', loose);
        this.drawing.decision(id);
        if (plan.exit !== null) this.drawing.flow(id, this.bad('rejected'), { when: plan.exit });
        return [
          ...plan.branches.flatMap(({ when, blocks }) =>
            this.sequence(blocks, [{ from: id, route: [{ when }] }]),
          ),
          ...this.sequence(plan.otherwise, [{ from: id, route: [{ default: true }] }]),
        ];
      }
      case 'parallel': {
        const fork = this.name('p_fork');
        this.join(this.one(loose), fork);
        this.drawing.parallel(fork);
        const ends = plan.branches.map((branch) =>
          this.one(this.sequence(branch, [{ from: fork, route: [] }])),
        );
        const join = this.name('p_join');
        this.drawing.parallel(join);
        this.join(ends.flat(), join);
        return [{ from: join, route: [] }];
      }
      case 'first':
        return this.#first(plan, this.#enter('w', loose));
    }
  }
  #enter(kind: string, loose: readonly Loose[]): string {
    const id = this.name(kind);
    this.join(loose, id);
    this.back ??= id;
    return id;
  }

  #step({ role, keeper, edits, ...plan }: StepPlan, id: string): readonly Loose[] {
    this.drawing.step(id, {
      R: role,
      ...(keeper === null ? {} : { A: keeper }),
      ...(edits === null ? {} : { edits }),
      ...this.#content(plan, id),
    });
    this.work.push({ id, kind: 'step', role });
    return [{ from: id, route: [] }];
  }

  #gate(plan: GatePlan, id: string): readonly Loose[] {
    const { drawing } = this;
    const keeper =
      plan.keeperQuorum === null ? plan.keeper : { role: plan.keeper, quorum: plan.keeperQuorum };
    const breach = plan.sla === 'escalate' ? ({ role: 'r_four' } as const) : 'lapse';
    drawing.gate(id, {
      rule: plan.rule,
      A: keeper,
      S: plan.signers.filter((seat) => seat.role !== plan.keeper),
      ...(plan.consulted === null ? {} : { C: plan.consulted }),
      ...(plan.works === null ? {} : { R: plan.works }),
      ...(plan.informed === null ? {} : { I: plan.informed }),
      ...(plan.sla === null ? {} : { sla: { minutes: 960, breach } }),
      ...this.#content(plan, id),
    });
    this.work.push({ id, kind: 'gate', role: plan.keeper });
    if (plan.rejected) drawing.flow(id, this.bad('rejected'), 'rejected');
    if (plan.sla === 'lapse') drawing.flow(id, this.bad('expired'), 'expired');
    if (plan.returned === 'revise') {
      const revise = this.name('s_revise');
      drawing.step(revise, { R: 'r_requester' });
      drawing.flow(id, revise, 'returned').flow(revise, id);
    }
    if (plan.returned === 'back') drawing.flow(id, this.back ?? id, 'returned');
    if (plan.conditional === 'with') return [{ from: id, route: ['approved', 'conditional'] }];
    const approved: Loose = { from: id, route: ['approved'] };
    return plan.conditional === 'own'
      ? [approved, { from: id, route: ['conditional'] }]
      : [approved];
  }

  #wait({ wait }: WaitPlan, id: string): readonly Loose[] {
    const waits = {
      days: { kind: 'for', duration: 'P2D' },
      business: { kind: 'for', duration: 'PT8H', calendar: 'cal' },
      until: { kind: 'until', at: 'form.go_live', edge: 'start' },
      window: { kind: 'window', window: 'win' },
    };
    this.drawing.wait(id, wait === null ? null : waits[wait]);
    return [{ from: id, route: [] }];
  }
  #first(
    { branches, lapses }: { readonly branches: readonly Plan[]; readonly lapses: boolean },
    id: string,
  ): readonly Loose[] {
    const timers: Record<string, object> = {};
    for (const [i] of branches.entries())
      timers[`t_${i}`] =
        i === 0 ? { kind: 'for', duration: 'P1D' } : { kind: 'window', window: 'win' };
    if (lapses) timers['t_lapse'] = { kind: 'for', duration: 'P30D' };
    this.drawing.wait(id, { kind: 'first', timers });
    if (lapses) this.drawing.flow(id, this.bad('expired'), { timer: 't_lapse' });
    return branches.flatMap((branch, i) =>
      this.sequence(branch, [{ from: id, route: [{ timer: `t_${i}` }] }]),
    );
  }

  #content(
    { items, evidence }: { items: readonly ItemPlan[]; evidence: StepPlan['evidence'] },
    id: string,
  ): object {
    return {
      items: Object.fromEntries(items.map((item, i) => [`c${i}`, itemOf(item, i)])),
      evidence: Object.fromEntries(evidence.map((kind, i) => [`ev_${id}_${i}`, kind])),
    };
  }
}

const itemOf = ({ check, when, ...item }: ItemPlan, i: number): object => ({
  ...item,
  text: `Item ${i}`,
  ...(check === null ? {} : { check, message: 'Amount is {form.amount}.' }),
  ...(when === null ? {} : { when }),
  clauses: item.required ? ['INT'] : [],
});
