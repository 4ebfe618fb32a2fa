import { expect, it } from 'vitest';
import { orderById } from '../src/websocket/operation-ids.js';

const subscribe = JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ me { id } }' } });
const complete = JSON.stringify({ type: 'complete', id: '1' });

/** Operations that end when they are told to. */
function play(isOpen: () => boolean) {
  const ends: (() => void)[] = [];
  const handle = orderById(
    (message) =>
      message === complete ? Promise.resolve() : new Promise((resolve) => void ends.push(resolve)),
    () => {},
    isOpen,
  );
  return { ends, handle };
}

it('an id is used again when its operation has ended', async () => {
  const { ends, handle } = play(() => true);
  const first = handle(subscribe);
  await handle(complete);
  await handle(subscribe);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await expect.poll(() => ends).toHaveLength(2);
  ends[1]?.();
  await first;
});

it('an operation that waits for its id does not begin once the socket is closed', async () => {
  let open = true;
  const { ends, handle } = play(() => open);
  const first = handle(subscribe);
  await handle(complete);
  await handle(subscribe);
  open = false;
  ends[0]?.();
  await first;
  expect(ends).toHaveLength(1);
});
