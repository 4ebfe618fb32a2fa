import { describe, expect, it } from 'vitest';
import { faultOfRule, firstDue, lastDue } from '../../src/time/due-times.js';
import { nextMinute, tidyRrule } from '../../src/time/recurrence-times.js';
import { dueBetween, HOUR_MS, iso } from './due-between.js';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';

describe('due times of a recurrence rule over a change of the clock', () => {
  const hourly = ['2026-10-24T23:00', '2026-10-25T04:00Z'] as const;
  it.each([
    // The clock skips 02:30, and the RFC omits it.
    [
      BERLIN,
      'FREQ=DAILY',
      '2027-03-26T02:30',
      '2027-03-30T00:30Z',
      ['2027-03-26T01:30Z', '2027-03-27T01:30Z', '2027-03-29T00:30Z', '2027-03-30T00:30Z'],
    ],
    [
      NEW_YORK,
      'FREQ=DAILY',
      '2027-03-12T02:30',
      '2027-03-16T06:30Z',
      ['2027-03-12T07:30Z', '2027-03-13T07:30Z', '2027-03-15T06:30Z', '2027-03-16T06:30Z'],
    ],
    // The clock repeats the hour, and the first one counts.
    [
      BERLIN,
      'FREQ=DAILY',
      '2026-10-24T02:30',
      '2026-10-26T01:30Z',
      ['2026-10-24T00:30Z', '2026-10-25T00:30Z', '2026-10-26T01:30Z'],
    ],
    [
      NEW_YORK,
      'FREQ=DAILY',
      '2026-10-31T01:30',
      '2026-11-02T06:30Z',
      ['2026-10-31T05:30Z', '2026-11-01T05:30Z', '2026-11-02T06:30Z'],
    ],
    [
      BERLIN,
      'FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0',
      '2026-10-18T00:00',
      '2026-10-26T08:00Z',
      ['2026-10-19T07:00Z', '2026-10-26T08:00Z'],
    ],
    [
      NEW_YORK,
      'FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0',
      '2027-03-07T00:00',
      '2027-03-15T13:00Z',
      ['2027-03-08T14:00Z', '2027-03-15T13:00Z'],
    ],
    [
      BERLIN,
      'FREQ=HOURLY',
      hourly[0],
      hourly[1],
      [
        '2026-10-24T21:00Z',
        '2026-10-24T22:00Z',
        '2026-10-24T23:00Z',
        '2026-10-25T00:00Z',
        '2026-10-25T02:00Z',
        '2026-10-25T03:00Z',
        '2026-10-25T04:00Z',
      ],
    ],
    // The skipped time does not count.
    [
      BERLIN,
      'FREQ=DAILY;COUNT=3',
      '2027-03-27T02:30',
      '2027-04-30T00:00Z',
      ['2027-03-27T01:30Z', '2027-03-29T00:30Z', '2027-03-30T00:30Z'],
    ],
    [
      BERLIN,
      'FREQ=DAILY;UNTIL=20261026T083000Z',
      '2026-10-24T09:30',
      '2026-11-30T00:00Z',
      ['2026-10-24T07:30Z', '2026-10-25T08:30Z', '2026-10-26T08:30Z'],
    ],
  ])('are unique in %s: %s from %s', (timeZone, rrule, startsAt, to, expected) => {
    const rule = { rrule, startsAt, timeZone };
    const from = new Date(Date.parse(expected[0] ?? '') - HOUR_MS).toISOString();
    expect(iso(dueBetween(rule, from, to))).toEqual(expected);
    expect(iso(firstDue(rule, new Date(from), expected.length))).toEqual(expected);
    const [first, last] = [new Date(expected[0] ?? ''), new Date(expected.at(-1) ?? '')];
    expect(iso([lastDue(rule, first, last), lastDue(rule, first, first)])).toEqual(iso([last, first]));
  });
});

describe('a recurrence rule', () => {
  const now = new Date('2026-11-27T12:00Z');
  const fault = (rrule: string, startsAt = '2026-11-27T09:00', timeZone = BERLIN) =>
    faultOfRule({ rrule: tidyRrule(rrule), startsAt, timeZone }, now, 5);
  it.each([
    'FREQ=DAILY',
    ' rrule:freq=weekly; byday=mo,th; byhour=9; byminute=0,30; ',
    'FREQ=MONTHLY;BYDAY=-1FR;COUNT=500',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=HOURLY;BYMINUTE=0,5;BYDAY=MO;UNTIL=20271231T225959Z',
  ])('accepts %j', (rrule) => expect(fault(rrule)).toBeNull());
  it.each([
    ['', /RFC 5545/],
    ['COUNT=3', /RFC 5545/],
    ['FREQ=DAILY;FREQ=WEEKLY', /RFC 5545/],
    ['FREQ=SECONDLY', /another FREQ/],
    ['FREQ=MINUTELY;INTERVAL=30', /another FREQ/],
    ['FREQ=DAILY;BYHOUR=25', /another BYHOUR/],
    ['FREQ=DAILY;BYDAY=XX', /another BYDAY/],
    ['FREQ=DAILY;INTERVAL=0', /another INTERVAL/],
    ['FREQ=DAILY;COUNT=501', /another COUNT/],
    ['FREQ=DAILY;UNTIL=20271231', /another UNTIL/],
    ['FREQ=DAILY;BYSECOND=1', /must not have BYSECOND/],
    ['FREQ=DAILY;toString=1', /must not have TOSTRING/],
    ['FREQ=DAILY;COUNT=3;UNTIL=20271231T225959Z', /both COUNT and UNTIL/],
    ['FREQ=HOURLY;BYMONTHDAY=30', /with FREQ=HOURLY/],
    ['FREQ=DAILY;BYSETPOS=1', /RFC 5545/],
    ['FREQ=HOURLY;BYMINUTE=0,58', /5 minutes/],
    ['FREQ=DAILY;BYHOUR=0,23;BYMINUTE=0,58', /5 minutes/],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', /still to come/],
    ['FREQ=DAILY;COUNT=1', /still to come/],
    ['FREQ=DAILY;UNTIL=20261127T110000Z', /still to come/],
  ])('rejects %j', (rrule, message) => expect(fault(rrule)).toMatchObject({ field: 'rrule', message }));
  it('starts at a wall time of a named time zone', () => {
    for (const start of ['2026-11-27', '2026-02-30T09:00', '2026-11-27T09:00Z', '2020-11-27T09:00'])
      expect(fault('FREQ=DAILY', start)).toMatchObject({ field: 'startsAt' });
    expect(fault('FREQ=DAILY', undefined, '+01:00')).toMatchObject({ field: 'timeZone' });
    expect(iso([nextMinute(now), nextMinute(new Date('2026-11-27T12:00:00.001Z'))])).toEqual(
      Array(2).fill('2026-11-27T12:01Z'),
    );
  });
});
