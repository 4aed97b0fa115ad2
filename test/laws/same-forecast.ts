/** A forecast whose every byte is to be the same in Node and in a browser: waits, forks, holidays and all distributions. */
import { compile } from '#engine/compile.ts';
import { forecast } from '#simulate/forecast/forecast.ts';
import { people, sop } from '../builders/sop.ts';

export function sameForecast(): string {
  const drawing = sop()
    .control({ zone: 'America/Chicago' })
    .role('r')
    .role('r_b')
    .calendar('cal', { zone: 'America/Chicago', holidays: 'days_off' })
    .window('win', { zone: 'Europe/Berlin', open: [{ day: 2, from: 540, to: 1020 }] })
    .intake()
    .parallel('p_fork')
    .step('s_0', { R: 'r' })
    .step('s_1', { R: 'r_b' })
    .step('s_2', { R: 'r' })
    .parallel('p_join')
    .wait('w', 'P3D')
    .wait('w_win', { kind: 'window', window: 'win' })
    .gate('g', {
      A: 'r',
      S: 'r_b',
      sla: { minutes: 480, calendar: 'cal', breach: { role: 'r_b' } },
    })
    .end('e')
    .path('in', 'p_fork', 's_0', 'p_join', 'w', 'w_win', 'g', 'e')
    .path('p_fork', 's_1', 'p_join')
    .path('p_fork', 's_2', 'p_join')
    .flow('g', 's_back', 'returned')
    .step('s_back', { R: 'r' })
    .flow('s_back', 'g')
    .assumption('sop', { arrivals: { kind: 'poisson', perWeek: 5 } })
    .assumption('r', { headcount: 3, sharePercent: 60, costPerHour: 95.5 })
    .assumption('r_b', { headcount: 2, costPerHour: 0, discipline: 'due' })
    .assumption('s_0', { touch: { kind: 'lognormal', mean: 3, cv: 0.7 } })
    .assumption('s_1', { touch: { kind: 'gamma', mean: 2, cv: 1.2 } })
    .assumption('s_2', { touch: { kind: 'empirical', values: [0.5, 1.25, 4] } })
    .assumption('s_back', { touch: { kind: 'exponential', mean: 1.5 } })
    .assumption('g', {
      touch: { kind: 'triangular', min: 0.2, mode: 1, max: 3 },
      outcomePercent: { approved: 85, returned: 15 },
    });
  const directory = people({}).holidays('days_off', ['2026-05-25', '2026-12-25']).directory();
  const answer = forecast(compile(drawing.diagram(), 'draft'), directory, {
    start: 1_767_571_200_000,
    seed: 11,
    cases: 500,
    replications: 4,
    warmup: null,
    target: null,
    assumptions: {},
    forms: [],
  });
  return JSON.stringify(answer);
}

/** FNV-1a of the text: short enough to be written down. */
export function fingerprint(text: string): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return `${text.length}/${(h >>> 0).toString(16)}`;
}
/** Written down once, in Node; a change of the simulation or of its sentences changes it. */
export const written = '5220/4e69725c';
