import { describe, expect, it } from 'vitest';
import { dueTimes } from '../../src/time/cron-times.js';
import { faultOfRule, firstDue, lastDue } from '../../src/time/due-times.js';
import { formOf, instantOf, isTimeZone } from '../../src/time/wall-time.js';
import { dueBetween, HOUR_MS, iso } from './due-between.js';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const hours = (from: string, count: number) =>
  Array.from({ length: count }, (_, hour) => new Date(Date.parse(from) + hour * HOUR_MS));

describe('due times over a change of the clock', () => {
  // The clock in Berlin goes from 02:00 to 03:00 on 28 March 2027, and from 03:00 to 02:00 on 25 October 2026; in New
  // York on 14 March 2027 and from 02:00 to 01:00 on 1 November 2026.
  const changes = [
    [BERLIN, '2027-03-27T23:30Z', '2027-03-28T05:30Z'],
    [BERLIN, '2026-10-24T22:30Z', '2026-10-25T04:30Z'],
    [NEW_YORK, '2027-03-14T05:30Z', '2027-03-14T11:30Z'],
    [NEW_YORK, '2026-11-01T04:30Z', '2026-11-01T10:30Z'],
  ] as const;
  it.each(changes)('hourly in %s from %s include every hour that passes', (timeZone, from, to) => {
    const first = new Date(Date.parse(from) + HOUR_MS / 2).toISOString();
    expect(dueBetween({ cron: '0 * * * *', timeZone }, from, to)).toEqual(hours(first, 6));
  });

  it.each([
    // The hour is skipped: the time is later by the skipped hour.
    [BERLIN, '2027-03-26T12:00Z', ['2027-03-27T01:30Z', '2027-03-28T01:30Z', '2027-03-29T00:30Z']],
    [NEW_YORK, '2027-03-12T12:00Z', ['2027-03-13T07:30Z', '2027-03-14T07:30Z', '2027-03-15T06:30Z']],
    // Berlin repeats the hour: only the first one counts. New York does not repeat this hour.
    [BERLIN, '2026-10-23T12:00Z', ['2026-10-24T00:30Z', '2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    [BERLIN, '2027-10-29T12:00Z', ['2027-10-30T00:30Z', '2027-10-31T00:30Z', '2027-11-01T01:30Z']],
    [NEW_YORK, '2026-10-30T12:00Z', ['2026-10-31T06:30Z', '2026-11-01T07:30Z', '2026-11-02T07:30Z']],
  ])('daily at 02:30 in %s from %s come once a day', (timeZone, from, expected) => {
    const to = new Date(Date.parse(from) + 72 * HOUR_MS).toISOString();
    expect(iso(dueBetween({ cron: '30 2 * * *', timeZone }, from, to))).toEqual(expected);
  });

  it.each([
    // Midnight is skipped in Santiago, Beirut and Havana, and repeated in Havana.
    ['America/Santiago', '0 0 * * *', '2027-09-04T12:00Z', ['2027-09-05T04:00Z', '2027-09-06T03:00Z']],
    ['Asia/Beirut', '30 0 * * *', '2027-03-27T12:00Z', ['2027-03-27T22:30Z', '2027-03-28T21:30Z']],
    ['America/Havana', '0 0 * * *', '2027-03-13T12:00Z', ['2027-03-14T05:00Z', '2027-03-15T04:00Z']],
    ['America/Havana', '30 0 * * *', '2027-11-06T12:00Z', ['2027-11-07T04:30Z', '2027-11-08T05:30Z']],
    // The clock of Lord Howe changes by half an hour, that of Troll by two.
    ['Australia/Lord_Howe', '0 2 * * *', '2027-04-02T16:00Z', ['2027-04-03T15:30Z', '2027-04-04T15:30Z']],
    ['Australia/Lord_Howe', '0 2 * * *', '2027-10-01T16:00Z', ['2027-10-02T15:30Z', '2027-10-03T15:00Z']],
    ['Australia/Lord_Howe', '45 * * * *', '2027-04-03T14:00Z', ['2027-04-03T14:45Z', '2027-04-03T15:15Z']],
    ['Antarctica/Troll', '0 2 * * *', '2027-03-27T12:00Z', ['2027-03-28T02:00Z', '2027-03-29T00:00Z']],
    ['Antarctica/Troll', '0 2 * * *', '2027-10-30T12:00Z', ['2027-10-31T00:00Z', '2027-11-01T02:00Z']],
  ])('in %s, with other changes of the clock, by %s from %s', (timeZone, cron, from, expected) => {
    expect(iso(firstDue({ cron, timeZone }, new Date(from), 2))).toEqual(expected);
  });

  it('are not before those that follow a skipped time', () => {
    const rule = { cron: '0,30 2,3 * * *', timeZone: BERLIN };
    const expected = ['2027-03-28T01:00Z', '2027-03-28T01:30Z', '2027-03-29T00:00Z', '2027-03-29T00:30Z'];
    expect(iso(firstDue(rule, new Date('2027-03-27T12:00Z'), 4))).toEqual(expected);
  });

  it('daily at 01:30 in New York come once, although the clock repeats it', () => {
    const rule = { cron: '30 1 * * *', timeZone: NEW_YORK };
    const expected = ['2026-10-31T05:30Z', '2026-11-01T05:30Z', '2026-11-02T06:30Z'];
    expect(iso(dueBetween(rule, '2026-10-30T12:00Z', '2026-11-02T12:00Z'))).toEqual(expected);
  });

  it.each([
    [BERLIN, '0 9 * * MON', '2026-10-18T00:00Z', ['2026-10-19T07:00Z', '2026-10-26T08:00Z']],
    [BERLIN, '30 2 * * SUN', '2027-03-20T00:00Z', ['2027-03-21T01:30Z', '2027-03-28T01:30Z']],
    [NEW_YORK, '0 9 * * MON', '2027-03-07T00:00Z', ['2027-03-08T14:00Z', '2027-03-15T13:00Z']],
    [NEW_YORK, '30 1 * * SUN', '2026-10-24T00:00Z', ['2026-10-25T05:30Z', '2026-11-01T05:30Z']],
  ])('weekly in %s by %s from %s are correct', (timeZone, cron, from, expected) => {
    const to = new Date(Date.parse(from) + 14 * 24 * HOUR_MS).toISOString();
    expect(iso(dueBetween({ cron, timeZone }, from, to))).toEqual(expected);
  });

  it.each(['*/15 2 * * *', '30 1-3 * * *', '15,45 */2 * * *'])(
    'by %s are the same after a restart as in the list',
    (cron) => {
      for (const [timeZone, from, to] of changes) {
        const listed: Date[] = [];
        for (const time of dueTimes({ cron, timeZone }, new Date(from))) {
          if (time > new Date(to)) break;
          listed.push(time);
        }
        expect(dueBetween({ cron, timeZone }, from, to)).toEqual(listed);
        const apart = listed.slice(1).map((time, index) => time.getTime() - (listed[index]?.getTime() ?? 0));
        expect(Math.min(...apart)).toBeGreaterThanOrEqual(15 * 60_000);
      }
    },
  );
});

describe('a missed time', () => {
  const rule = { cron: '0 9 * * *', timeZone: BERLIN };
  const first = new Date('2026-10-20T07:00Z');
  it.each([
    ['2026-10-20T07:00Z', '2026-10-20T07:00Z'],
    ['2026-10-20T10:00Z', '2026-10-20T07:00Z'],
    ['2026-10-26T07:59Z', '2026-10-25T08:00Z'],
    ['2027-01-05T08:00Z', '2027-01-05T08:00Z'],
  ])('is due once by %s, as of %s', (now, last) => {
    expect(iso([lastDue(rule, first, new Date(now))])).toEqual([last]);
  });
});

describe('a cron expression', () => {
  const now = new Date('2026-11-27T12:00Z');
  const fault = (cron: string, timeZone = BERLIN) => faultOfRule({ cron, timeZone }, now, 5)?.message ?? null;
  it.each(['0 9 * * *', '*/5 * * * *', '0 9 * * MON-FRI', '0 9 1,15 * *', '0 0 29 2 *', '0 9 * JAN THU'])(
    'may be %s',
    (cron) => expect(fault(cron)).toBeNull(),
  );
  it.each(['', '* * *', '@daily', '0 0 9 * * *', 'H 9 * * *', '61 9 * * *', 'a b c d e', '*/0 9 * * *'])(
    'may not be %j',
    (cron) => expect(fault(cron)).toMatch(/five fields/),
  );
  it.each(['* * * * *', '*/4 * * * *', '0,3 9 * * *', '0,58 * * * *', '58,59 9 * * *'])(
    'may not be due as often as %s',
    (cron) => expect(fault(cron)).toMatch(/5 minutes/),
  );
  it('must have a due time and a named time zone', () => {
    expect(fault('0 9 30 2 *')).not.toBeNull();
    for (const zone of ['', '+02:00', 'local', 'Mars/Phobos'])
      expect(fault('0 9 * * *', zone)).toMatch(/IANA/);
    expect(
      firstDue({ cron: '0 9 * * FRI', timeZone: NEW_YORK }, now, 2).map((time) => time.getTime()),
    ).toEqual([Date.parse('2026-11-27T14:00Z'), Date.parse('2026-12-04T14:00Z')]);
  });
});

describe('a wall time', () => {
  it.each([
    ['2026-12-24T08:00:00', BERLIN, '2026-12-24T07:00Z'],
    ['2027-06-24T08:00', NEW_YORK, '2027-06-24T12:00Z'],
    // It does not exist: the instant is later by the length of the gap.
    ['2027-03-28T02:30:00', BERLIN, '2027-03-28T01:30Z'],
    ['2027-03-14T02:30:00', NEW_YORK, '2027-03-14T07:30Z'],
    // It exists twice: the first one counts.
    ['2026-10-25T02:30:00', BERLIN, '2026-10-25T00:30Z'],
    ['2026-11-01T01:30:00', NEW_YORK, '2026-11-01T05:30Z'],
    ['2026-11-01T01:30:00-05:00', 'UTC', '2026-11-01T06:30Z'],
  ])('%s in %s is %s', (text, zone, expected) => {
    expect(iso([instantOf(text, zone) as Date])).toEqual([expected]);
  });
  it('has one form, and a time zone has a name', () => {
    expect(['2026-12-24', '8:00', '2026-12-24T08:00:00 ', '2026-12-24T08'].map(formOf)).toEqual(
      Array(4).fill(null),
    );
    expect(['+14:00', '-09:30', '+23:59', 'Z'].map((offset) => formOf(`2026-12-24T08:00${offset}`))).toEqual(
      Array(4).fill('offset'),
    );
    expect(
      ['+24:00', '+99:00', '-05:60', '+5:00'].map((offset) => formOf(`2026-12-24T08:00${offset}`)),
    ).toEqual(Array(4).fill(null));
    expect(instantOf('2026-02-30T08:00', BERLIN)).toBeNull();
    expect([BERLIN, 'UTC', '+01:00', 'nowhere'].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});
