import { type BatchesClient, batchHandle } from '@smart-content/client/batches';
import { expect, it } from 'vitest';

/** A client whose subscription sends nothing until it is closed. */
function silentClient() {
  let end = () => {};
  const client = {
    opened: 0,
    async request() {
      throw new Error('nothing is asked for');
    },
    subscribe() {
      client.opened++;
      const done = { value: undefined, done: true } as const;
      const ended = new Promise<typeof done>((resolve) => {
        end = () => resolve(done);
      });
      const messages = {
        next: () => ended,
        async return() {
          end();
          return done;
        },
        [Symbol.asyncIterator]: () => messages,
      };
      return messages;
    },
  };
  return client;
}

it('the progress of a batch ends at once, also while its next message is awaited', async () => {
  const client = silentClient();
  const progress = batchHandle(client as unknown as BatchesClient, 'b1').progress();
  const next = progress.next();
  expect(await progress.return()).toEqual({ value: undefined, done: true });
  expect(await next).toEqual({ value: undefined, done: true });
  expect(client.opened).toBe(1);
});
