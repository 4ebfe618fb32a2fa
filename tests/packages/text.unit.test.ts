import { describe, expect, it } from 'vitest';
import { Queue } from '../../packages/client/src/queue.js';
import { createTextReader, type ProgressMessage } from '../../packages/client/src/text.js';

const message = (offset: number, text: string, more: Partial<ProgressMessage> = {}): ProgressMessage => ({
  run: 1,
  attempt: 1,
  status: 'PROCESSING',
  offset,
  text,
  ...more,
});

/** The text that a reader of the pieces has after these messages. */
function shown(messages: ProgressMessage[]) {
  const read = createTextReader();
  let screen = '';
  const resets: boolean[] = [];
  for (const one of messages) {
    const { text, reset, whole } = read(one);
    screen = reset ? text : screen + text;
    resets.push(reset);
    expect(screen).toBe(whole);
  }
  return { screen, resets };
}

describe('a text from messages', () => {
  it('grows', () => {
    expect(shown([message(0, 'Tea '), message(4, 'is '), message(7, 'hot')])).toEqual({
      screen: 'Tea is hot',
      resets: [false, false, false],
    });
  });

  it('takes only the new part of a message that repeats a part', () => {
    const read = createTextReader();
    read(message(0, 'Tea '));
    expect(read(message(0, 'Tea is hot'))).toMatchObject({ text: 'is hot', reset: false });
    expect(read(message(0, 'Tea is hot'))).toMatchObject({ text: '', reset: false });
  });

  it('restarts with another attempt, and after a part was withdrawn', () => {
    expect(shown([message(0, 'Bad'), message(0, 'Good', { attempt: 2 })])).toEqual({
      screen: 'Good',
      resets: [false, true],
    });
    expect(shown([message(0, 'think think'), message(0, '')])).toEqual({ screen: '', resets: [false, true] });
    expect(shown([message(0, 'Tea is cold'), message(7, 'hot')])).toEqual({
      screen: 'Tea is hot',
      resets: [false, true],
    });
  });

  it('counts in UTF-16 code units', () => {
    expect(shown([message(0, '🎽 '), message(3, 'tea')]).screen).toBe('🎽 tea');
  });
});

describe('a queue', () => {
  it('yields what was pushed before and after the consumer started to wait, then ends', async () => {
    const queue = new Queue<number>(() => () => {});
    queue.push(1);
    const values = [queue.next(), queue.next(), queue.next()];
    queue.push(2);
    queue.end();
    queue.push(3);
    expect(await Promise.all(values)).toEqual([
      { value: 1, done: false },
      { value: 2, done: false },
      { value: undefined, done: true },
    ]);
  });

  it('throws its error once, after the pushed values', async () => {
    const queue = new Queue<number>(() => () => {});
    queue.push(1);
    queue.end(new Error('over'));
    expect(await queue.next()).toEqual({ value: 1, done: false });
    await expect(queue.next()).rejects.toThrow('over');
    expect(await queue.next()).toEqual({ value: undefined, done: true });
  });

  it('can be left by a waiting consumer, and stops the producer', async () => {
    let stopped = false;
    const queue = new Queue<number>(() => () => {
      stopped = true;
    });
    const waiting = queue.next();
    await queue.return();
    expect(await waiting).toEqual({ value: undefined, done: true });
    expect(stopped).toBe(true);
  });
});
