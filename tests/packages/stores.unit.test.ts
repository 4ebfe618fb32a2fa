import { createSmartContent } from '@smart-content/client';
import {
  completionsStore,
  jobStore,
  notificationsStore,
  SmartContentProvider,
  useJob,
} from '@smart-content/client/react';
import { replay, transcripts } from '@smart-content/client/testing';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';

const onTranscript = (transcript: Parameters<typeof replay>[0]) =>
  createSmartContent({
    url: 'http://fake/graphql',
    token: 'a-token',
    WebSocket: replay(transcript).WebSocket,
    longestPauseMs: 10,
  });
const jobOf = ({ steps }: Parameters<typeof replay>[0]) =>
  /"jobId":"([^"]+)"/.exec(JSON.stringify(steps))?.[1] ?? '';

describe('the store of a job', () => {
  it('contains the text and the end of a job, and is active only while it has listeners', async () => {
    const client = onTranscript(transcripts.retry);
    const store = jobStore(client, jobOf(transcripts.retry));
    expect(client.connection.get()).toBe('idle');
    const end = store.subscribe(() => {});
    await expect.poll(() => store.get().job?.status).toBe('COMPLETED');
    expect(store.get()).toMatchObject({
      status: 'COMPLETED',
      text: 'A text about: Tea',
      attempt: 2,
      error: null,
    });
    end();
    client.close();
  });

  it('contains the reason of a failure', async () => {
    const client = onTranscript(transcripts.failed);
    const store = jobStore(client, jobOf(transcripts.failed));
    const end = store.subscribe(() => {});
    await expect.poll(() => store.get().error?.code).toBe('PROVIDER_REFUSED');
    expect(store.get().status).toBe('FAILED');
    end();
    client.close();
  });
});

describe('the store of completions', () => {
  it('has the newest first, and emits each once', async () => {
    const client = onTranscript(transcripts.catchUp);
    const handed: string[] = [];
    const store = completionsStore(client, { after: '0', onEvent: ({ cursor }) => handed.push(cursor) });
    const end = store.subscribe(() => {});
    await expect.poll(() => store.get().events.map(({ cursor }) => cursor)).toEqual(['2', '1']);
    expect(handed).toEqual(['1', '2']);
    end();
    client.close();
  });
});

describe('the store of notifications', () => {
  it('adds new events to the list, and marks what was read', async () => {
    const client = onTranscript(transcripts.catchUp);
    const me = { id: 'u', name: 'Ada', email: 'a@example.com', eventCursor: '0', unreadCount: 0 };
    const request = async (_: unknown, variables: object) =>
      'upTo' in variables
        ? { markNotificationsRead: { ...me, unreadCount: 1 } }
        : { me, notifications: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } };
    const store = notificationsStore({ ...client, request: request as never });
    const end = store.subscribe(() => {});
    await expect.poll(() => store.get().unreadCount).toBe(2);
    await store.markRead('1');
    expect(store.get().unreadCount).toBe(1);
    expect(store.get().notifications.map(({ cursor, read }) => [cursor, read])).toEqual([
      ['2', false],
      ['1', true],
    ]);
    end();
    client.close();
  });
});

describe('a hook', () => {
  const View = () => createElement('p', null, useJob('id').status ?? 'unknown');

  it('renders on a server without a connection, and requires its provider', () => {
    const client = onTranscript(transcripts.catchUp);
    expect(renderToString(createElement(SmartContentProvider, { client }, createElement(View)))).toBe(
      '<p>unknown</p>',
    );
    expect(() => renderToString(createElement(View))).toThrow('There is no SmartContentProvider');
    expect(client.connection.get()).toBe('idle');
    client.close();
  });
});
