/**
 * Instants worked out by hand, from the rules of the zones and the shipped calendars and windows: each row says how.
 *
 * Chicago and New York: summer time from Sunday 8 March 2026 to Sunday 1 November 2026, 02:00 each; UTC-6 and UTC-5 in
 * winter, an hour less in summer. Berlin: from Sunday 29 March to Sunday 25 October 2026, 01:00 UTC; UTC+1, in summer
 * UTC+2. Singapore UTC+8 and Kolkata UTC+5:30 all year. Lord Howe UTC+10:30, in summer UTC+11.
 */
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Calendar, Opening, Window } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { WindowId } from '#model/ids.ts';
import { templateDiagram, templateHolidays } from '../../../test/builders/templates.ts';
import { addBusiness, businessBetween } from './calendar.ts';
import { endOfDay, startOfDay } from './date.ts';
import { addDuration } from './duration.ts';
import { isOpen, nextOpening } from './window.ts';

const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
const utc = (ms: number | null): string =>
  ms === null ? 'never' : Temporal.Instant.fromEpochMilliseconds(ms).toString();

const five = 'general/five-gate-deployment';
const bank = 'bank/credit-model-deployment';
const plant = 'manufacturing/predictive-maintenance-rollout';
const shop = 'commerce/recommendation-update';
const clinic = 'healthcare/diagnostic-model-release';
const tools = 'general/ai-tool-adoption';

/** A calendar of a template and the dates of its holiday list. */
function shipped(template: string, id: string): readonly [Calendar, readonly string[]] {
  const calendar = Object.values(templateDiagram(template).calendars).find((row) => row.id === id);
  if (calendar === undefined) throw new Error(`${template} has no ${id}`);
  const { holidays } = calendar;
  return [calendar, holidays === null ? [] : (templateHolidays(template)[holidays]?.days ?? [])];
}
const own = (zone: string, open: readonly Opening[]): Calendar => ({
  id: as('cal'),
  name: 'Own',
  zone,
  open,
  holidays: null,
});
const weekdays: readonly Opening['day'][] = [1, 2, 3, 4, 5];
const nights: readonly Opening[] = [{ day: 7, from: 0, to: 360 }];

const msp = shipped(five, 'cal_msp'); // Chicago, Mon–Fri 08–17, us_federal
const around = shipped(five, 'cal_247');
const nyc = shipped(bank, 'cal_nyc'); // New York, Mon–Fri 09–18, us_federal
const ber = shipped(plant, 'cal_ber'); // Berlin, Mon–Fri 08–17, de_national
const shifts = shipped(plant, 'cal_plant'); // Berlin, Mon–Sat 06–22, de_national
const sin = shipped(tools, 'cal_sin'); // Singapore, Mon–Fri 09–18, sg_public
// Kolkata, Mon–Fri 09:30–18:30, off on Tuesday 20 October 2026.
const blr = [
  own(
    'Asia/Kolkata',
    weekdays.map((day) => ({ day, from: 570, to: 1110 })),
  ),
  ['2026-10-20'],
] as const;
// Sundays 00–06: the hours in which clocks change.
const chiNight = [own('America/Chicago', nights), []] as const;
const lordHoweNight = [own('Australia/Lord_Howe', nights), []] as const;

type Hours = readonly [
  what: string,
  calendar: readonly [Calendar, readonly string[]],
  from: string,
  minutes: number,
  until: string,
];
const hours: readonly Hours[] = [
  // 16:30–17:00 on Friday, 08:00–08:30 CDT on Monday the 19th.
  ['Friday 16:30 breaches on Monday', msp, '2026-10-16T21:30:00Z', 60, '2026-10-19T13:30:00Z'],
  // The closing time itself, 17:00 CDT, not Monday's opening.
  ['it ends at closing time', msp, '2026-10-16T21:30:00Z', 30, '2026-10-16T22:00:00Z'],
  // 16:30 CDT is 21:30Z; clocks go back on Sunday; 08:30 CST on Monday is 14:30Z.
  ['over the end of summer time', msp, '2026-10-30T21:30:00Z', 60, '2026-11-02T14:30:00Z'],
  // 16:30 CST is 22:30Z; clocks go forward on Sunday; 08:30 CDT on Monday is 13:30Z.
  ['over the start of summer time', msp, '2026-03-06T22:30:00Z', 60, '2026-03-09T13:30:00Z'],
  // Wednesday 16:30 CST; Thursday is Thanksgiving; Friday 08:30 CST.
  ['over Thanksgiving', msp, '2026-11-25T22:30:00Z', 60, '2026-11-27T14:30:00Z'],
  // Gate 1's 24 h from Friday 15:40 CDT: 1 h 20 + 9 (Mon) + 9 (Tue) = 19 h 20; 4 h 40 left: Wednesday 12:40 CDT.
  ['24 h are two days and six hours', msp, '2026-10-16T20:40:00Z', 1440, '2026-10-21T17:40:00Z'],
  // Thursday 16:00 CST: 1 h; Christmas is the Friday; Monday 9 h; 8 h on Tuesday the 29th: 16:00 CST.
  ['over Christmas', msp, '2026-12-24T22:00:00Z', 1080, '2026-12-29T22:00:00Z'],
  // Thursday 31 December 16:30 CST; New Year is the Friday; Monday 4 January 08:30 CST.
  ['over the turn of the year', msp, '2026-12-31T22:30:00Z', 60, '2027-01-04T14:30:00Z'],
  // Monday 28 February 2028 16:30 CST: 0.5 h; Tuesday the 29th: 9 h; Wednesday 1 March 08:30 CST.
  ['a leap day is a working day', msp, '2028-02-28T22:30:00Z', 600, '2028-03-01T14:30:00Z'],
  // 2027 has none: Friday 26 February 0.5 h, Monday 1 March 9 h, Tuesday 08:30 CST.
  ['a year without leap day', msp, '2027-02-26T22:30:00Z', 600, '2027-03-02T14:30:00Z'],
  // 17:30 EST: half an hour; Wednesday 11 November is Veterans Day; Thursday 09:30 EST.
  ['over Veterans Day in New York', nyc, '2026-11-10T22:30:00Z', 60, '2026-11-12T14:30:00Z'],
  // Friday 16:30 CET is 15:30Z; Monday 08:30 CEST is 06:30Z.
  ['Berlin, clocks go forward', ber, '2026-03-27T15:30:00Z', 60, '2026-03-30T06:30:00Z'],
  // Friday 16:30 CEST is 14:30Z; Monday 08:30 CET is 07:30Z.
  ['Berlin, clocks go back', ber, '2026-10-23T14:30:00Z', 60, '2026-10-26T07:30:00Z'],
  // Maundy Thursday 16:30 CEST; Good Friday 3 and Easter Monday 6 April are off; Tuesday 08:30 CEST.
  ['Berlin over Easter', ber, '2026-04-02T14:30:00Z', 60, '2026-04-07T06:30:00Z'],
  // 24 December is no national holiday: 16:30 CET; 25 and 26 are; Monday the 28th 08:30 CET.
  ['Berlin over Christmas', ber, '2026-12-24T15:30:00Z', 60, '2026-12-28T07:30:00Z'],
  // Friday 21:30 CEST; the plant works on Saturdays: 06:30 CEST.
  ['the plant on a Saturday', shifts, '2026-10-09T19:30:00Z', 60, '2026-10-10T04:30:00Z'],
  // Saturday 3 October is a holiday, Sunday closed; Monday the 5th 06:30 CEST.
  ['a holiday on a Saturday', shifts, '2026-10-02T19:30:00Z', 60, '2026-10-05T04:30:00Z'],
  // Saturday 21:30 CET is 20:30Z; clocks go forward on Sunday; Monday 06:30 CEST is 04:30Z.
  ['the plant, clocks go forward', shifts, '2026-03-28T20:30:00Z', 60, '2026-03-30T04:30:00Z'],
  // Friday 17:30 SGT is 09:30Z; Monday 09:30 SGT is 01:30Z.
  ['Singapore over a weekend', sin, '2026-10-16T09:30:00Z', 60, '2026-10-19T01:30:00Z'],
  // Deepavali is Sunday 8 November, taken on Monday the 9th; Tuesday 09:30 SGT.
  ['Singapore, a holiday taken on Monday', sin, '2026-11-06T09:30:00Z', 60, '2026-11-10T01:30:00Z'],
  // Monday 17:30 SGT; 17 and 18 February are Chinese New Year; Thursday 09:30 SGT.
  ['Singapore over Chinese New Year', sin, '2026-02-16T09:30:00Z', 60, '2026-02-19T01:30:00Z'],
  // 32 h from Wednesday 15:00 SGT: 3 + 9 (Thu) + 9 (Fri) + 9 (Mon) = 30; 2 h left: Tuesday 11:00 SGT.
  ['32 h in Singapore', sin, '2026-10-14T07:00:00Z', 1920, '2026-10-20T03:00:00Z'],
  // Friday 18:00 IST is 12:30Z: half an hour; Monday 10:00 IST is 04:30Z.
  ['half-hour offset over a weekend', blr, '2026-10-16T12:30:00Z', 60, '2026-10-19T04:30:00Z'],
  // Monday 18:15 IST: 15 min; Tuesday is off; Wednesday 09:45 IST is 04:15Z.
  ['half-hour offset over a holiday', blr, '2026-10-19T12:45:00Z', 30, '2026-10-21T04:15:00Z'],
  // Monday 00:00 IST is Sunday 18:30Z; opens 09:30 IST; 10:30 IST is 05:00Z.
  ['another date than in UTC', blr, '2026-10-18T18:30:00Z', 60, '2026-10-19T05:00:00Z'],
  // 00:00 CDT is 05:00Z; 06:00 CST is 12:00Z: the opening lasts seven hours that night.
  ['a night of seven hours', chiNight, '2026-11-01T05:00:00Z', 420, '2026-11-01T12:00:00Z'],
  // The eighth hour is the first of the next Sunday: 01:00 CST is 07:00Z.
  ['and the hour after it', chiNight, '2026-11-01T05:00:00Z', 480, '2026-11-08T07:00:00Z'],
  // 00:00 CST is 06:00Z; 06:00 CDT is 11:00Z: five hours that night.
  ['a night of five hours', chiNight, '2026-03-08T06:00:00Z', 300, '2026-03-08T11:00:00Z'],
  // The sixth hour is the first of the next Sunday: 01:00 CDT is 06:00Z.
  ['and one hour more', chiNight, '2026-03-08T06:00:00Z', 360, '2026-03-15T06:00:00Z'],
  // Clocks go forward half an hour, at 02:00 on 4 October: 00:00 (+10:30) is 13:30Z, 06:00 (+11) is 19:00Z.
  ['a change of half an hour', lordHoweNight, '2026-10-03T13:30:00Z', 330, '2026-10-03T19:00:00Z'],
  // Elapsed: 168 h are seven days to the minute, whatever clocks do meanwhile.
  ['around the clock', around, '2026-10-30T12:00:00Z', 10_080, '2026-11-06T12:00:00Z'],
];
test.each(hours)('%s', (_, [calendar, holidays], from, minutes, until) => {
  expect(utc(addBusiness(calendar, holidays, at(from), minutes))).toBe(until);
  expect(businessBetween(calendar, holidays, at(from), at(until))).toBe(minutes);
});

const lists = (template: string) => (list: string) => templateHolidays(template)[list]?.days ?? [];
const sundays = (
  zone: string,
  from: number,
  to: number,
): readonly [Window, (list: string) => readonly string[]] => [
  { id: as<WindowId>('win'), zone, open: [{ day: 7, from, to }], closed: [] },
  () => [],
];

const windowOf = (template: string): readonly [Window, (list: string) => readonly string[]] => {
  const [window] = Object.values(templateDiagram(template).windows);
  if (window === undefined) throw new Error(`${template} has no window`);
  return [window, lists(template)];
};

describe('the next opening of a window', () => {
  const minneapolis = windowOf(five); // Mon–Thu 09–16, Fri 09–12; closed on holidays and the working day before
  const release = windowOf(bank); // New York, Mon–Thu 10–15; closed on holidays and the last three banking days of a month
  const freeze = windowOf(shop); // Berlin, Mon–Thu 09–15; closed on holidays and 15 November – 2 January
  const quarter = windowOf(plant); // Berlin, Tue–Thu 06–10, Sat 14–20; closed on holidays and in the week of a quarter's end
  const morning = windowOf(clinic); // New York, Tue–Thu 07–11; closed on holidays

  type Row = readonly [
    what: string,
    window: readonly [Window, (list: string) => readonly string[]],
    from: string,
    opens: string,
  ];
  const rows: readonly Row[] = [
    // Friday 16:30 CDT; Monday 09:00 CDT.
    ['Friday 16:30 waits for Monday', minneapolis, '2026-10-16T21:30:00Z', '2026-10-19T14:00:00Z'],
    // Friday 11:59 CDT: open until 12:00.
    ['a minute before it closes', minneapolis, '2026-10-16T16:59:00Z', '2026-10-16T16:59:00Z'],
    // Monday 09:00 CST is 15:00Z.
    ['clocks go back meanwhile', minneapolis, '2026-10-30T21:30:00Z', '2026-11-02T15:00:00Z'],
    // Monday 09:00 CDT is 14:00Z.
    ['clocks go forward meanwhile', minneapolis, '2026-03-06T22:30:00Z', '2026-03-09T14:00:00Z'],
    // Tuesday 16:00 CST; Wednesday is the working day before Thanksgiving; Friday 09:00 CST.
    ['the day before Thanksgiving', minneapolis, '2026-11-24T22:00:00Z', '2026-11-27T15:00:00Z'],
    // Monday 16:00 CST; Tuesday is before Veterans Day (Wednesday); Thursday 09:00 CST.
    ['the day before Veterans Day', minneapolis, '2026-11-09T22:00:00Z', '2026-11-12T15:00:00Z'],
    // Thursday 16:00 CDT; Columbus Day is Monday 12 October: the working day before is Friday; Tuesday 09:00 CDT.
    ['the Friday before a Monday off', minneapolis, '2026-10-08T21:00:00Z', '2026-10-13T14:00:00Z'],
    // Wednesday 16:00 CST; Thursday is Christmas Eve, Friday Christmas; Monday 28 December 09:00 CST.
    ['Christmas Eve', minneapolis, '2026-12-23T22:00:00Z', '2026-12-28T15:00:00Z'],
    // Wednesday 16:00 CST; Thursday 31 December is before New Year (Friday); Monday 4 January 09:00 CST.
    ['New Year’s Eve', minneapolis, '2026-12-30T22:00:00Z', '2027-01-04T15:00:00Z'],
    // November's last three banking days: Wed 25, Fri 27, Mon 30 (26 is a holiday). Tuesday 24, 14:59 EST is open …
    ['the day before a month’s end', release, '2026-11-24T19:59:00Z', '2026-11-24T19:59:00Z'],
    // … at 15:00 it closes until Tuesday 1 December 10:00 EST.
    ['month’s end with a holiday in it', release, '2026-11-24T20:00:00Z', '2026-12-01T15:00:00Z'],
    // Tue 29, Wed 30, Thu 31 December; 1 January is off; Friday is no day of this window anyway; Monday 4, 10:00 EST.
    ['the year’s end', release, '2026-12-28T20:00:00Z', '2027-01-04T15:00:00Z'],
    // May 2026 ends on a Sunday: Wed 27, Thu 28, Fri 29. Tuesday 26, 15:00 EDT → Monday 1 June 10:00 EDT.
    ['a month that ends on a Sunday', release, '2026-05-26T19:00:00Z', '2026-06-01T14:00:00Z'],
    // February 2028: Fri 25, Mon 28, Tue 29. Thursday 24, 15:00 EST → Wednesday 1 March 10:00 EST.
    ['a month that ends on a leap day', release, '2028-02-24T20:00:00Z', '2028-03-01T15:00:00Z'],
    // Thursday 12 November 14:00 CET: before the freeze, open.
    ['before the freeze', freeze, '2026-11-12T13:00:00Z', '2026-11-12T13:00:00Z'],
    // Thursday 12 November 15:00 CET; next would be Monday 16, frozen until Saturday 2 January; Monday 4, 09:00 CET.
    ['the peak freeze spans the year', freeze, '2026-11-12T14:00:00Z', '2027-01-04T08:00:00Z'],
    // Thursday 22 October 15:00 CEST is 13:00Z; Monday 26, 09:00 CET is 08:00Z.
    ['Berlin’s clocks go back meanwhile', freeze, '2026-10-22T13:00:00Z', '2026-10-26T08:00:00Z'],
    // 30 September 2026 is a Wednesday: Mon 28 September – Sun 4 October. Saturday 26, 20:00 CEST → Tuesday 6, 06:00 CEST.
    ['the week of a quarter’s end', quarter, '2026-09-26T18:00:00Z', '2026-10-06T04:00:00Z'],
    // Thursday 24 December 10:00 CET; Saturday 26 is off; 28–3 holds 31 December; Tuesday 5 January 06:00 CET.
    ['a holiday, then a quarter’s end', quarter, '2026-12-24T09:00:00Z', '2027-01-05T05:00:00Z'],
    // Saturday 28 March 20:00 CET; 30 March – 5 April holds the 31st; Tuesday 7 April 06:00 CEST is 04:00Z.
    ['a quarter’s end and clocks', quarter, '2026-03-28T19:00:00Z', '2026-04-07T04:00:00Z'],
    // Tuesday 11:00 EST; Wednesday is Veterans Day; Thursday 07:00 EST.
    ['the clinic over Veterans Day', morning, '2026-11-10T16:00:00Z', '2026-11-12T12:00:00Z'],
    // Thursday 11:00 EDT is 15:00Z; Tuesday 3 November 07:00 EST is 12:00Z.
    ['the clinic, clocks go back', morning, '2026-10-29T15:00:00Z', '2026-11-03T12:00:00Z'],
    // Sunday 02:00 IST is Saturday 20:30Z.
    [
      'a Sunday that is a Saturday in UTC',
      sundays('Asia/Kolkata', 120, 240),
      '2026-10-19T00:00:00Z',
      '2026-10-24T20:30:00Z',
    ],
    // 01:30 comes twice; it opens at the first (CDT, 06:30Z) and closes at 02:30 CST, 08:30Z: 08:29Z is open.
    [
      'an opening in the hour that comes twice',
      sundays('America/Chicago', 90, 150),
      '2026-11-01T08:29:00Z',
      '2026-11-01T08:29:00Z',
    ],
    [
      'its start is the first of the two',
      sundays('America/Chicago', 90, 150),
      '2026-11-01T00:00:00Z',
      '2026-11-01T06:30:00Z',
    ],
    // 02:00–03:00 isn't there on 8 March; a week later 02:00 CDT is 07:00Z.
    [
      'an opening in the hour left out',
      sundays('America/Chicago', 120, 180),
      '2026-03-08T06:00:00Z',
      '2026-03-15T07:00:00Z',
    ],
  ];
  test.each(rows)('%s', (_, [window, holidays], from, opens) => {
    expect(utc(nextOpening(window, holidays, at(from)))).toBe(opens);
    expect(isOpen(window, holidays, at(from))).toBe(from === opens);
  });
});

test.each([
  // 12:00 CDT to 12:00 CST: 25 hours.
  ['P1D', 'America/Chicago', '2026-10-31T17:00:00Z', '2026-11-01T18:00:00Z'],
  ['PT24H', 'America/Chicago', '2026-10-31T17:00:00Z', '2026-11-01T17:00:00Z'],
  // 12:00 CST to 12:00 CDT: 23 hours.
  ['P1D', 'America/Chicago', '2026-03-07T18:00:00Z', '2026-03-08T17:00:00Z'],
  ['PT24H', 'America/Chicago', '2026-03-07T18:00:00Z', '2026-03-08T18:00:00Z'],
  // 12:00 CET to 12:00 CEST: 23 hours.
  ['P1D', 'Europe/Berlin', '2026-03-28T11:00:00Z', '2026-03-29T10:00:00Z'],
  ['PT24H', 'Europe/Berlin', '2026-03-28T11:00:00Z', '2026-03-29T11:00:00Z'],
  // 12:00 CEST to 12:00 CET: 25 hours.
  ['P1D', 'Europe/Berlin', '2026-10-24T10:00:00Z', '2026-10-25T11:00:00Z'],
  ['PT24H', 'Europe/Berlin', '2026-10-24T10:00:00Z', '2026-10-25T10:00:00Z'],
  // No summer time: the same.
  ['P1D', 'Asia/Singapore', '2026-03-28T04:00:00Z', '2026-03-29T04:00:00Z'],
  ['PT24H', 'Asia/Singapore', '2026-03-28T04:00:00Z', '2026-03-29T04:00:00Z'],
  ['P5D', 'Asia/Kolkata', '2026-10-24T03:30:00Z', '2026-10-29T03:30:00Z'],
  // Five days of observation over the end of summer time: Thursday 09:00 CDT to Tuesday 09:00 CST.
  ['P5D', 'America/Chicago', '2026-10-29T14:00:00Z', '2026-11-03T15:00:00Z'],
  // 02:30 isn't there on 8 March: 03:30 CDT.
  ['P1D', 'America/Chicago', '2026-03-07T08:30:00Z', '2026-03-08T08:30:00Z'],
  // 01:30 comes twice on 1 November: the first, CDT.
  ['P1D', 'America/Chicago', '2026-10-31T06:30:00Z', '2026-11-01T06:30:00Z'],
  // Into a leap day; a month's end in a leap year and in another.
  ['P1D', 'Europe/Berlin', '2028-02-28T11:00:00Z', '2028-02-29T11:00:00Z'],
  ['P1M', 'Asia/Kolkata', '2028-01-31T04:30:00Z', '2028-02-29T04:30:00Z'],
  ['P1M', 'Europe/Berlin', '2027-01-31T09:00:00Z', '2027-02-28T09:00:00Z'],
  ['P1Y', 'Asia/Singapore', '2028-02-29T04:00:00Z', '2029-02-28T04:00:00Z'],
  ['P4Y', 'Asia/Singapore', '2028-02-29T04:00:00Z', '2032-02-29T04:00:00Z'],
  // 31 August 09:00 CDT; February ends on the 28th: 09:00 CST.
  ['P6M', 'America/Chicago', '2026-08-31T14:00:00Z', '2027-02-28T15:00:00Z'],
  // 10:00 CET; in 2027 summer time starts on 28 March: 10:00 CEST.
  ['P3M', 'Europe/Berlin', '2026-12-30T09:00:00Z', '2027-03-30T08:00:00Z'],
])('%s in %s from %s is %s', (iso, zone, from, until) => {
  expect(utc(addDuration(iso, zone, at(from)))).toBe(until);
});

test.each([
  // The day clocks go back has 25 hours, the day they go forward 23.
  ['2026-11-01', 'America/Chicago', '2026-11-01T05:00:00Z', '2026-11-02T06:00:00Z'],
  ['2026-03-08', 'America/Chicago', '2026-03-08T06:00:00Z', '2026-03-09T05:00:00Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ['2028-02-29', 'Europe/Berlin', '2028-02-28T23:00:00Z', '2028-02-29T23:00:00Z'],
  ['2027-01-29', 'Asia/Singapore', '2027-01-28T16:00:00Z', '2027-01-29T16:00:00Z'],
  ['2027-01-29', 'Asia/Kolkata', '2027-01-28T18:30:00Z', '2027-01-29T18:30:00Z'],
  // São Paulo went forward at midnight: that day began at 01:00 (UTC-2).
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-05T02:00:00Z'],
])('%s in %s lasts from %s to %s', (date, zone, from, until) => {
  expect([utc(startOfDay(date, zone)), utc(endOfDay(date, zone))]).toEqual([from, until]);
});
