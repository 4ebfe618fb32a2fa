import { describe, expect, it } from 'vitest';
import { playQueue, type QueueMoment } from '../../src/modules/estimates/play-queue.js';
import { ContentType } from '../../src/writing/content-type.js';

const NOW = 1_000_000;
const { SOCIAL_MEDIA_CAPTION: CAPTION, BLOG_POST_OUTLINE: OUTLINE } = ContentType;

const waits = (jobId: string, turn = 1, type: ContentType = CAPTION) => ({ jobId, turn, type });
const later = (jobId: string, seconds: number, turn = 1) => ({
  jobId,
  turn,
  type: CAPTION,
  due: NOW + seconds * 1_000,
});
const runs = (jobId: string, seconds: number, type: ContentType = CAPTION) => ({
  jobId,
  type,
  startedAt: NOW - seconds * 1_000,
});

/** One slot, no rate limit, captions of 10 s. */
const queue = (more: Partial<QueueMoment> = {}): QueueMoment => ({
  at: NOW,
  paused: false,
  slots: 1,
  rate: null,
  window: { started: 0, endsAt: 0 },
  heldUntil: 0,
  running: [],
  waiting: [],
  delayed: [],
  durations: new Map([[CAPTION, [9_000, 10_000, 11_000]]]),
  ...more,
});

/** Place, start and end in seconds from now, by job. */
const played = (more: Partial<QueueMoment>) =>
  Object.fromEntries(
    [...playQueue(queue(more))].map(([id, { position, startAt, endAt }]) => [
      id,
      [position, startAt, endAt].map((each, index) =>
        each === null || index === 0 ? each : (each - NOW) / 1_000,
      ),
    ]),
  );

describe('the place and the times of jobs', () => {
  it('follow the slots of all workers', () => {
    expect(played({ waiting: [waits('a'), waits('b'), waits('c')], slots: 2 })).toEqual({
      a: [1, 0, 10],
      b: [2, 0, 10],
      c: [3, 10, 20],
    });
  });

  it('follow the turns of a delayed job that becomes due among waiting ones', () => {
    const waiting = [waits('a'), waits('b', 2), waits('c', 2), waits('d', 3)];
    expect(played({ waiting, delayed: [later('new', 15)] })).toMatchObject({
      a: [1, 0, 10],
      b: [2, 10, 20],
      new: [3, 20, 30],
      c: [4, 30, 40],
      d: [5, 40, 50],
    });
  });

  it('include a delay also if slots are free, in the order of the delays', () => {
    expect(played({ delayed: [later('b', 90), later('a', 60)], slots: 5 })).toEqual({
      a: [1, 60, 70],
      b: [2, 90, 100],
    });
  });

  it('follow the rate window, which begins with its first start', () => {
    const jobs = ['a', 'b', 'c', 'd', 'e'].map((id) => waits(id));
    const rate = { max: 2, durationMs: 60_000 };
    const window = { started: 1, endsAt: NOW + 20_000 };
    expect(played({ waiting: jobs, slots: 10, rate, window })).toEqual({
      a: [1, 0, 10],
      b: [2, 20, 30],
      c: [3, 20, 30],
      d: [4, 80, 90],
      e: [5, 80, 90],
    });
  });

  it('include no start during a hold', () => {
    expect(played({ waiting: [waits('a')], heldUntil: NOW + 30_000 })).toEqual({ a: [1, 30, 40] });
  });

  it('expect that a running job takes as long as the completed ones that took longer', () => {
    const durations = new Map([[CAPTION, [1_000, 2_000, 3_000, 20_000, 40_000]]]);
    expect(played({ durations, running: [runs('r', 10)], waiting: [waits('a')] })).toEqual({
      // The mean of 20 and 40 s, of which 10 s have passed.
      r: [null, null, 20],
      a: [1, 20, 23],
    });
    // Longer than all: half of its time more.
    expect(played({ durations, running: [runs('r', 50)] })).toEqual({ r: [null, null, 25] });
  });

  it('ignore jobs of dead workers', () => {
    const running = [runs('dead', 600), runs('r', 5)];
    expect(played({ running, waiting: [waits('a')] }).a).toEqual([1, 5, 15]);
  });

  it('consist of a place without times during a pause, and without a worker', () => {
    const waiting = [waits('a'), waits('b')];
    const places = { a: [1, null, null], b: [2, null, null] };
    expect(played({ waiting, paused: true })).toEqual(places);
    expect(played({ waiting, slots: 0 })).toEqual(places);
  });

  it('have no times that depend on an unknown end', () => {
    const waiting = [waits('a'), waits('b'), waits('c')];
    expect(played({ waiting, slots: 2, durations: new Map() })).toEqual({
      a: [1, 0, null],
      b: [2, 0, null],
      c: [3, null, null],
    });
  });

  it('use the other types for a type without finished jobs, but not for its own end', () => {
    expect(played({ waiting: [waits('a', 1, OUTLINE), waits('b')] })).toEqual({
      a: [1, 0, null],
      b: [2, 10, 20],
    });
  });

  it('are computed for thousands of jobs in little time', () => {
    const waiting = Array.from({ length: 5_000 }, (_, index) => waits(`w${index}`, 1 + (index % 100)));
    const delayed = Array.from({ length: 5_000 }, (_, index) => later(`d${index}`, index, 1 + (index % 100)));
    const began = performance.now();
    const all = playQueue(
      queue({ waiting: waiting.toSorted((a, b) => a.turn - b.turn), delayed, slots: 20 }),
    );
    expect(all.size).toBe(10_000);
    expect(new Set([...all.values()].map(({ position }) => position)).size).toBe(10_000);
    // About 10 ms on a free machine. A second would delay every request.
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
