import { expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { forecast } from '#simulate/forecast/forecast.ts';
import type { Asked } from '#simulate/forecast/part.ts';
import { people, sop } from '../../../test/builders/sop.ts';
import { Runner } from './runner.ts';

const diagram = sop()
  .role('r')
  .calendar('office')
  .intake()
  .gate('g', { A: 'r', sla: { minutes: 480, calendar: 'office', breach: { role: 'r' } } })
  .step('s', { R: 'r' })
  .end('e')
  .path('in', 'g', 'e')
  .flow('g', 's', 'returned')
  .flow('s', 'g')
  .assumption('sop', { arrivals: { kind: 'poisson', perWeek: 10 } })
  .assumption('r', { headcount: 2, sharePercent: 50, costPerHour: 80 })
  .assumption('s', { touch: { kind: 'fixed', value: 1 } })
  .assumption('g', {
    touch: { kind: 'gamma', mean: 2, cv: 0.8 },
    outcomePercent: { approved: 85, returned: 15 },
  })
  .diagram();
const asked = (cases = 200, assumptions: Asked['scenario']['assumptions'] = {}): Asked => ({
  diagram,
  directory: people({}).directory(),
  scenario: {
    start: 1_767_571_200_000,
    seed: 5,
    cases,
    replications: 7,
    warmup: null,
    target: null,
    assumptions,
    forms: [],
  },
});

test('one thread, three threads and none give the same bytes', async () => {
  const of = asked();
  const whole = forecast(compile(of.diagram, 'draft'), of.directory, of.scenario);
  for (const size of [1, 3]) {
    const runner = new Runner(size);
    const shares: number[] = [];
    const answer = await runner.run(of, ({ share }) => shares.push(share));
    runner.end();
    expect(answer.ok && JSON.stringify(answer.forecast)).toBe(JSON.stringify(whole));
    expect(Math.max(...shares)).toBe(1);
  }
});

test('what is called off is never heard of again, and the next run is as any other', async () => {
  const runner = new Runner(2);
  const heard: string[] = [];
  const begun = new Promise<void>((resolve) => {
    // Ten million requests: it would take minutes.
    void runner
      .run(asked((10_000_000 / 7) | 0), () => resolve())
      .then(() => heard.push('the one that was called off'));
  });
  await begun;
  runner.cancel();
  const answer = await runner.run(asked());
  runner.end();
  expect(answer.ok).toBe(true);
  expect(heard).toEqual([]);
});

test('what cannot be simulated is said in sentences', async () => {
  const runner = new Runner(2);
  const says = async (of: Asked): Promise<readonly string[]> => {
    const answer = await runner.run(of);
    return answer.ok ? [] : answer.says;
  };
  expect(await says(asked(1_000_000_000))).toEqual([
    'The number of requests has to be a whole number from 1 to 10,000,000, not 1,000,000,000.',
  ]);
  expect(await says(asked(200, { r: { headcount: 0 } }))).toContain(
    '“r” has no people, and “g” needs them.',
  );
  expect(await says(asked(200, { s: { touch: { kind: 'fixed', value: -1 } } }))).toContain(
    '“s”: the assumed touch.value is negative.',
  );
  expect(
    await says(asked(200, { g: { outcomePercent: { approved: 85, returned: 14 } } })),
  ).toContain('“g”: the outcomes add up to 99 %, not to 100 %.');
  runner.end();
});
