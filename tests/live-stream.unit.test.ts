import { describe, expect, it } from 'vitest';
import { LiveStream } from '../src/infra/live-stream.js';

/** Numbers up to a last one, after which the stream ends. */
class Numbers extends LiveStream<number> {
  readonly values: number[] = [];
  asked = 0;

  constructor(private readonly last = Number.POSITIVE_INFINITY) {
    super();
  }

  push(...values: number[]) {
    this.values.push(...values);
    this.changed();
  }

  break(error: Error) {
    this.fail(error);
  }

  protected take() {
    const value = this.values.shift();
    if (value === this.last) this.close();
    return value;
  }

  protected override wanted() {
    this.asked++;
  }
}

const END = { value: undefined, done: true };

describe('a live stream', () => {
  it('yields available values, and waits for the next ones', async () => {
    const stream = new Numbers();
    stream.push(1, 2);
    expect(await stream.next()).toEqual({ value: 1, done: false });
    expect(await stream.next()).toEqual({ value: 2, done: false });
    const waiting = stream.next();
    stream.push(3, 4);
    expect(await waiting).toEqual({ value: 3, done: false });
    expect(stream.values).toEqual([4]);
  });

  it('requests values only while a reader waits', async () => {
    const stream = new Numbers();
    stream.push();
    expect(stream.asked).toBe(0);
    const waiting = stream.next();
    expect(stream.asked).toBe(1);
    stream.push();
    expect(stream.asked).toBe(2);
    stream.push(1);
    await waiting;
    stream.push();
    expect(stream.asked).toBe(2);
  });

  it('ends at once while a value is awaited', async () => {
    const stream = new Numbers();
    const waiting = stream.next();
    expect(await stream.return()).toEqual(END);
    expect(await waiting).toEqual(END);
    stream.push(1);
    expect(await stream.next()).toEqual(END);
  });

  it('yields its last value, also to a waiting reader', async () => {
    for (const wait of [true, false]) {
      const stream = new Numbers(2);
      stream.push(1);
      await stream.next();
      const waiting = wait && stream.next();
      stream.push(2, 3);
      expect(await (waiting || stream.next())).toEqual({ value: 2, done: false });
      expect(await stream.next()).toEqual(END);
    }
  });

  it.each([true, false])('fails once, and is then done (a reader waits: %s)', async (wait) => {
    const stream = new Numbers();
    const waiting = wait && stream.next();
    stream.break(new Error('gone'));
    await expect(waiting || stream.next()).rejects.toThrow('gone');
    expect(await stream.next()).toEqual(END);
  });

  it('rejects a second reader, and keeps the first one', async () => {
    const stream = new Numbers();
    const first = stream.next();
    await expect(stream.next()).rejects.toThrow('still awaited');
    stream.push(1);
    expect(await first).toEqual({ value: 1, done: false });
  });

  it('calls back once when it ends, and at once if it has ended', async () => {
    const stream = new Numbers();
    const calls: string[] = [];
    stream.onClose(() => calls.push('first'));
    stream.onClose(() => calls.push('second'));
    await stream.return();
    await expect(stream.throw(new Error('late'))).rejects.toThrow('late');
    expect(calls).toEqual(['first', 'second']);
    stream.onClose(() => calls.push('third'));
    expect(calls).toEqual(['first', 'second', 'third']);
  });

  it('is closed by a loop that breaks', async () => {
    const stream = new Numbers();
    stream.push(1, 2);
    for await (const value of stream) {
      expect(value).toBe(1);
      break;
    }
    expect(await stream.next()).toEqual(END);
  });
});
