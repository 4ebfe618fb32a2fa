import { describe, expect, it } from 'vitest';
import { inZone, wallTime, zonesWith } from '../web/src/lib/zones.js';
import { cronOf, inWords, type Rule, ruleOf, USUAL } from '../web/src/schedules/rule.js';

describe('a simple rule', () => {
  it.each<[Partial<Rule>, string | null]>([
    [{ every: 'day', time: '09:05' }, '5 9 * * *'],
    [{ every: 'weekday', time: '00:00' }, '0 0 * * 1-5'],
    [{ every: 'week', weekday: '0', time: '23:59' }, '59 23 * * 0'],
    [{ every: 'month', day: '31', time: '09:00' }, '0 9 31 * *'],
    [{ every: 'month', day: '32' }, null],
    [{ every: 'day', time: '' }, null],
    [{ every: 'cron', cron: ' */15 9 * * MON ' }, '*/15 9 * * MON'],
    [{ every: 'cron', cron: ' ' }, null],
  ])('%j becomes %j', (rule, cron) => expect(cronOf({ ...USUAL, ...rule })).toBe(cron));

  it.each([
    ['5 9 * * *', 'day'],
    ['0 0 * * MON-FRI', 'weekday'],
    ['59 23 * * 0', 'week'],
    ['0 9 31 * *', 'month'],
    ['0 9 1 * 1', 'cron'],
    ['*/15 9 * * *', 'cron'],
    ['0 9 * 1 *', 'cron'],
  ])('%s is shown as %s, and stays the same when it is saved', (cron, every) => {
    const rule = ruleOf(cron);
    expect(rule.every).toBe(every);
    expect(cronOf(rule)?.replace('1-5', 'MON-FRI')).toBe(cron);
  });

  it('is described in words', () => {
    expect(inWords('30 9 * * 1-5')).toBe('At 09:30, Monday through Friday');
    expect(inWords('not cron')).toBe('not cron');
  });
});

describe('a time zone', () => {
  it('shows a moment as local time', () => {
    expect(wallTime('2026-12-24T23:30:00Z', 'Europe/Berlin')).toBe('2026-12-25T00:30');
    expect(wallTime('2026-11-01T05:30:00Z', 'America/New_York')).toBe('2026-11-01T01:30');
    expect(inZone('2026-12-24T23:30:00Z', 'Europe/Berlin')).toContain('25');
  });
  it('that was chosen elsewhere stays in the list', () => {
    expect(zonesWith('Asia/Kolkata')).toContain('Asia/Kolkata');
    expect(zonesWith('UTC').filter((zone) => zone === 'UTC')).toHaveLength(1);
  });
});
