import { createSmartContent } from '@smart-content/client';
import { replay, transcripts } from '@smart-content/client/testing';
import { afterEach, describe, expect, it } from 'vitest';

const clients: { close(): void }[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

/** The client on a transcript. */
function play(
  transcript: Parameters<typeof replay>[0],
  refresh = async (): Promise<string | null> => 'next',
) {
  const replayed = replay(transcript);
  const client = createSmartContent({
    url: 'http://fake/graphql',
    token: 'first',
    refresh,
    WebSocket: replayed.WebSocket,
    longestPauseMs: 10,
  });
  clients.push(client);
  return { ...replayed, client };
}

/** The id of the transcript’s job. */
const jobOf = ({ steps }: Parameters<typeof replay>[0]) =>
  /"jobId":"([^"]+)"/.exec(JSON.stringify(steps))?.[1] ?? '';

async function watch(name: 'retry' | 'length' | 'failed' | 'canceled') {
  const { client, done } = play(transcripts[name]);
  const job = client.job(jobOf(transcripts[name]));
  let screen = '';
  let resets = 0;
  for await (const { text, reset } of job.text) {
    screen = reset ? text : screen + text;
    if (reset) resets += 1;
  }
  const end = await job.result.then(
    ({ finishReason }) => finishReason,
    ({ code }) => code,
  );
  await done;
  return { screen, resets, end };
}

describe('the client on recorded transcripts', () => {
  it('reads what it missed while it was disconnected', async () => {
    const { client, done } = play(transcripts.catchUp);
    const events = client.completions({ after: '0' });
    expect((await events.next()).value?.cursor).toBe('1');
    expect((await events.next()).value?.cursor).toBe('2');
    await done;
  });

  it('reconnects with a new token', async () => {
    let refreshes = 0;
    const { client, done } = play(transcripts.expired, async () => {
      refreshes += 1;
      return 'next';
    });
    const events = client.completions({ after: '0' });
    await events.next();
    expect((await events.next()).value?.cursor).toBe('2');
    await done;
    expect(refreshes).toBe(1);
  });

  it('reconnects after its last event if the API closed the socket for slow reading', async () => {
    const { client, done } = play(transcripts.tooSlow);
    const sent = [...JSON.stringify(transcripts.tooSlow.steps).matchAll(/"cursor":"(\d+)"/g)];
    const cursors: string[] = [];
    for await (const { cursor } of client.completions({ after: '0' }))
      if (cursors.push(cursor) === sent.length) break;
    expect(cursors).toEqual(sent.map(([, cursor]) => cursor));
    await done;
  });

  it('gives up with a cursor of another user', async () => {
    const { client } = play(transcripts.refusedCursor);
    await expect(client.completions({ after: '7' }).next()).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('handles a second attempt, a truncated text, a failure and a cancellation', async () => {
    expect(await watch('retry')).toEqual({ screen: 'A text about: Tea', resets: 1, end: 'STOP' });
    expect(await watch('length')).toEqual({ screen: 'All that fits', resets: 0, end: 'LENGTH' });
    expect(await watch('failed')).toEqual({ screen: '', resets: 0, end: 'PROVIDER_REFUSED' });
    expect(await watch('canceled')).toEqual({ screen: 'Half of ', resets: 0, end: 'CANCELED' });
  });
});

describe('a replay', () => {
  it('reports what a client does wrong', async () => {
    const { client, done } = play(transcripts.catchUp);
    const events = client.completions({ after: '5' });
    await expect(done).rejects.toThrow('subscribed to jobCompleted with after: "5" instead of "0"');
    await events.return?.();
  });

  it('reports what it waits for', async () => {
    const { waitingFor } = play(transcripts.catchUp);
    expect(waitingFor()).toBe('a connection');
  });
});
