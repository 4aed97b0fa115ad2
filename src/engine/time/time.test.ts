import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Calendar, Closure, Opening, Window } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import { addBusiness, businessBetween } from './calendar.ts';
import { dateAfter, dateAt, endOfDay, instantOf, isoAt, startOfDay } from './date.ts';
import { addDuration, businessMinutes } from './duration.ts';
import { isOpen, nextOpening } from './window.ts';
import { civil, dayNumber, isoDate, parseDate, weekday } from './zone.ts';

const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
const local = (text: string, zone: string): number =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
const show = (ms: number | null, zone: string): string => (ms === null ? 'never' : isoAt(ms, zone));

const weekdays = (days: readonly Opening['day'][], from: number, to: number): Opening[] =>
  days.map((day) => ({ day, from: from * 60, to: to * 60 }));
const calendar = (zone: string, open: readonly Opening[]): Calendar => ({
  id: as('cal'),
  name: 'Office',
  zone,
  open,
  holidays: null,
});
const msp = calendar('America/Chicago', weekdays([1, 2, 3, 4, 5], 8, 17));
const ber = calendar('Europe/Berlin', weekdays([1, 2, 3, 4, 5], 8, 17));
const sin = calendar('Asia/Singapore', weekdays([1, 2, 3, 4, 5], 9, 18));
const kiri = calendar('Pacific/Kiritimati', weekdays([1, 2, 3, 4, 5], 9, 18));
const always = calendar('America/Chicago', weekdays([1, 2, 3, 4, 5, 6, 7], 0, 24));
const holidays = () => federal;
const federal = ['2026-11-11', '2026-11-26', '2026-12-25', '2027-01-01'];

describe('business time', () => {
  it.each([
    // calendar, from, minutes, until (all local)
    [msp, '2026-10-16T16:30', 60, '2026-10-19T08:30'], // Friday 16:30 → Monday
    [msp, '2026-10-16T16:30', 30, '2026-10-16T17:00'], // the closing time itself
    [msp, '2026-10-16T16:30', 31, '2026-10-19T08:01'],
    [msp, '2026-10-16T07:00', 60, '2026-10-16T09:00'], // before opening
    [msp, '2026-10-17T12:00', 60, '2026-10-19T09:00'], // Saturday
    [msp, '2026-10-16T12:00', 0, '2026-10-16T12:00'],
    [msp, '2026-11-25T16:00', 120, '2026-11-27T09:00'], // Thanksgiving between
    [msp, '2026-10-19T08:00', 40 * 60, '2026-10-23T12:00'], // nine hours a day
    [msp, '2026-10-30T16:00', 120, '2026-11-02T09:00'], // over the end of summer time, 1 November
    [ber, '2026-03-27T16:00', 120, '2026-03-30T09:00'], // over its start, 29 March
    [ber, '2026-10-23T16:59', 2, '2026-10-26T08:01'],
    [sin, '2026-10-16T17:30', 60, '2026-10-19T09:30'],
    [kiri, '2026-10-16T17:30', 60, '2026-10-19T09:30'], // UTC+14: another date than UTC's
  ])('%#: %j from %s, %s min → %s', (cal, from, minutes, until) => {
    const start = local(from, cal.zone);
    const end = addBusiness(cal, federal, start, minutes);
    expect(show(end, cal.zone)).toBe(show(local(until, cal.zone), cal.zone));
    expect(businessBetween(cal, federal, start, end)).toBe(minutes);
  });

  it('a day of a clock change has 23 or 25 hours on a calendar open from midnight to midnight', () => {
    const sundays = calendar('America/Chicago', weekdays([7], 0, 24));
    const span = (date: string): number =>
      businessBetween(
        sundays,
        [],
        local(`${date}T00:00`, sundays.zone),
        local(`${date}T00:00`, sundays.zone) + 86_400_000 * 2,
      ) / 60;
    expect([span('2026-03-08'), span('2026-11-01'), span('2026-11-08')]).toEqual([23, 25, 24]);
  });

  it('an always open calendar adds elapsed time, also over a clock change', () => {
    const from = local('2026-10-31T12:00', always.zone);
    expect(addBusiness(always, [], from, 24 * 60)).toBe(from + 86_400_000);
    expect(businessBetween(always, [], from, from + 90_000)).toBe(1.5);
    // With a holiday it isn't open always.
    expect(show(addBusiness(always, ['2026-11-01'], from, 24 * 60), always.zone)).toBe(
      '2026-11-02T12:00:00-06:00',
    );
  });

  it('a calendar that never opens ends somewhere', () => {
    const never = calendar('UTC', []);
    expect(addBusiness(never, [], 0, 60)).toBe(3_600_000);
    expect(businessBetween(never, [], 0, 86_400_000)).toBe(0);
    const wrong = calendar('Nowhere/Else', weekdays([1, 2, 3, 4, 5], 8, 17));
    expect(addBusiness(wrong, [], at('2026-10-16T16:30Z'), 60)).toBe(at('2026-10-19T08:30Z'));
  });

  it('overlapping openings count once', () => {
    const twice = calendar('UTC', [
      { day: 1, from: 480, to: 720 },
      { day: 1, from: 600, to: 780 },
    ]);
    expect(businessBetween(twice, [], at('2026-10-19T00:00Z'), at('2026-10-20T00:00Z'))).toBe(300);
  });

  it('law: adding and measuring agree, and adding in two parts is adding the whole', () => {
    const zones = [
      'America/Chicago',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'UTC',
    ];
    const opening = fc
      .record({
        day: fc.constantFrom<Opening['day']>(1, 2, 3, 4, 5, 6, 7),
        from: fc.nat(1439),
        length: fc.integer({ min: 1, max: 1440 }),
      })
      .map((o): Opening => ({ day: o.day, from: o.from, to: Math.min(1440, o.from + o.length) }));
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(opening, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2028-01-01T00:00Z') }),
        fc.integer({ min: 1, max: 9_000 }),
        fc.integer({ min: 1, max: 9_000 }),
        (zone, open, from, a, b) => {
          const cal = calendar(zone, open);
          const end = addBusiness(cal, federal, from, a);
          expect(businessBetween(cal, federal, from, end)).toBeCloseTo(a, 6);
          expect(addBusiness(cal, federal, end, b)).toBe(addBusiness(cal, federal, from, a + b));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('windows', () => {
  const zone = 'America/Chicago';
  const deploy = (closed: readonly Closure[]): Window => ({
    id: as('win_deploy'),
    zone,
    open: [...weekdays([1, 2, 3, 4], 9, 16), ...weekdays([5], 9, 12)],
    closed,
  });
  const list = as<Extract<Closure, { kind: 'holidays' }>['list']>('us_federal');
  const eve: Closure = { kind: 'holidays', list, workingDayBefore: true };

  it.each([
    // closures, from, next opening (local)
    [[], '2026-10-16T16:30', '2026-10-19T09:00'], // Friday 16:30 → Monday 09:00
    [[], '2026-10-16T11:59', '2026-10-16T11:59'], // open: now
    [[], '2026-10-16T12:00', '2026-10-19T09:00'], // closing time is closed
    [[], '2026-10-19T09:00', '2026-10-19T09:00'],
    [[eve], '2026-11-25T10:00', '2026-11-27T09:00'], // Thanksgiving and the Wednesday before
    [[{ ...eve, workingDayBefore: false }], '2026-11-25T10:00', '2026-11-25T10:00'],
    [[eve], '2026-12-24T10:00', '2026-12-28T09:00'], // Christmas on a Friday, eve on Thursday
    [
      [{ kind: 'dates', dates: ['2026-10-19', '2026-10-20'] }],
      '2026-10-16T13:00',
      '2026-10-21T09:00',
    ],
    [[{ kind: 'yearly', from: '11-15', to: '01-02' }], '2026-11-16T10:00', '2027-01-04T09:00'],
    [[{ kind: 'yearly', from: '11-15', to: '01-02' }], '2026-11-12T10:00', '2026-11-12T10:00'],
    [[{ kind: 'yearly', from: '06-01', to: '06-30' }], '2026-06-01T10:00', '2026-07-01T09:00'],
    // October 2026 ends on a Saturday: the last three working days are 28, 29 and 30.
    [[{ kind: 'monthEnd', workingDays: 3 }], '2026-10-28T10:00', '2026-11-02T09:00'],
    [[{ kind: 'monthEnd', workingDays: 3 }], '2026-10-27T10:00', '2026-10-27T10:00'],
    [[{ kind: 'monthEnd', workingDays: 3, months: [12] }], '2026-10-28T10:00', '2026-10-28T10:00'],
    // Working days of a bank leave its holidays out: 25 December 2026 is one, so 28–31 hold the last four.
    [
      [
        { ...eve, workingDayBefore: false },
        { kind: 'monthEnd', workingDays: 5 },
      ],
      '2026-12-24T10:00',
      '2027-01-04T09:00',
    ],
    // 30 September 2026 is a Wednesday: closed from Monday 28 to Sunday 4 October.
    [[{ kind: 'weekOfQuarterEnd' }], '2026-09-28T10:00', '2026-10-05T09:00'],
    [[{ kind: 'weekOfQuarterEnd' }], '2026-09-24T10:00', '2026-09-24T10:00'],
  ] satisfies [readonly Closure[], string, string][])('%#: %j at %s → %s', (closed, from, next) => {
    const window = deploy(closed);
    const opening = nextOpening(window, holidays, local(from, zone));
    expect(show(opening, zone)).toBe(show(local(next, zone), zone));
    expect(isOpen(window, holidays, local(from, zone))).toBe(from === next);
  });

  it('a window that never opens within 400 days has no next opening', () => {
    const closed: Closure[] = [{ kind: 'yearly', from: '01-01', to: '12-31' }];
    expect(nextOpening(deploy(closed), holidays, 0)).toBeNull();
    expect(nextOpening({ ...deploy([]), open: [] }, holidays, 0)).toBeNull();
  });
});

describe('durations', () => {
  const chicago = 'America/Chicago';
  it.each([
    ['PT24H', chicago, '2026-10-31T12:00', '2026-11-01T11:00'], // 25-hour day
    ['P1D', chicago, '2026-10-31T12:00', '2026-11-01T12:00'],
    ['PT24H', 'Europe/Berlin', '2026-03-28T12:00', '2026-03-29T13:00'], // 23-hour day
    ['P1D', 'Europe/Berlin', '2026-03-28T12:00', '2026-03-29T12:00'],
    ['P1M', 'UTC', '2026-01-31T12:00', '2026-02-28T12:00'],
    ['P1Y', 'UTC', '2028-02-29T00:00', '2029-02-28T00:00'],
    ['P2W', 'Asia/Singapore', '2026-10-16T09:00', '2026-10-30T09:00'],
    ['P1DT1H', chicago, '2026-10-31T12:00', '2026-11-01T13:00'],
    ['PT90M', 'UTC', '2026-10-16T09:00', '2026-10-16T10:30'],
    ['P1D', chicago, '2026-03-07T02:30', '2026-03-08T03:30'], // 02:30 doesn't exist that day
  ])('%s in %s from %s → %s', (iso, zone, from, until) => {
    expect(show(addDuration(iso, zone, local(from, zone)), zone)).toBe(
      show(local(until, zone), zone),
    );
  });
  it.each(['', 'P', '1 day', '-P1D', 'PT', 'P1000000Y', '__proto__'])('%j is none', (iso) => {
    expect(addDuration(iso, 'UTC', 0)).toBeNull();
  });
  it('a business duration knows hours only', () => {
    expect(businessMinutes('PT1H30M')).toBe(90);
    expect(businessMinutes('P1D')).toBeNull();
    expect(businessMinutes('soon')).toBeNull();
  });
});

describe('dates', () => {
  it('a day starts and ends at local midnight, on days of a clock change too', () => {
    expect(isoAt(startOfDay('2026-11-01', 'America/Chicago') ?? 0, 'America/Chicago')).toBe(
      '2026-11-01T00:00:00-05:00',
    );
    expect(isoAt(endOfDay('2026-11-01', 'America/Chicago') ?? 0, 'America/Chicago')).toBe(
      '2026-11-02T00:00:00-06:00',
    );
    expect(startOfDay('2026-02-30', 'UTC')).toBeNull();
    expect(endOfDay('tomorrow', 'UTC')).toBeNull();
    expect(dateAt(at('2026-10-16T03:00Z'), 'America/Chicago')).toBe('2026-10-15');
  });
  it('until takes a date, an instant, or a wall time', () => {
    expect(instantOf('2026-10-16', 'UTC', 'end')).toBe(at('2026-10-17T00:00Z'));
    expect(instantOf('2026-10-16', 'UTC', 'start')).toBe(at('2026-10-16T00:00Z'));
    expect(instantOf('2026-10-16T15:40:00-05:00', 'UTC', 'end')).toBe(at('2026-10-16T20:40Z'));
    expect(instantOf('2026-10-16T15:40', 'Asia/Singapore', 'end')).toBe(at('2026-10-16T07:40Z'));
    expect(instantOf('next week', 'UTC', 'end')).toBeNull();
    expect(instantOf('2026-10-16T25:40', 'UTC', 'end')).toBeNull();
  });
  it('law: the own day arithmetic is the calendar’s', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (number) => {
        const d = Temporal.PlainDate.from('1970-01-01').add({ days: number });
        const c = civil(number);
        expect([c.year, c.month, c.day, weekday(number)]).toEqual([
          d.year,
          d.month,
          d.day,
          d.dayOfWeek,
        ]);
        expect(dayNumber(c.year, c.month, c.day)).toBe(number);
        expect(parseDate(isoDate(number))).toBe(number);
      }),
    );
  });
});

it('a review falls on the date a period later, at the end of a shorter month on its last day', () => {
  expect(dateAfter('2026-11-21', 'P6M')).toBe('2027-05-21');
  expect(dateAfter('2026-08-31', 'P6M')).toBe('2027-02-28');
  expect(dateAfter('2026-11-21', 'six months')).toBeNull();
});
