import { createSmartContent, type SmartContent } from '@smart-content/client';
import type { Client } from 'urql';
import { freshSession, refresh } from '../session/refresh.js';
import { readSession, type Session } from '../session/session.js';
import { createApiClient } from './client.js';
import { follow } from './connection.js';
import { ANSWER_MS, GRAPHQL_URL } from './http.js';
import { readServerClock } from './server-clock.js';
import { timing } from './timing.js';

/** The API for one user: its session, its socket and its events; and urql, which sends everything through it. */
export interface Api {
  smartContent: SmartContent;
  urql: Client;
}

let current: (Api & { userId: string | null }) | undefined;

/** The tab's only instance. Another user gets a new one, without the data and the socket of the former. */
export function apiOf(userId: string | null): Api {
  if (current?.userId === userId) return current;
  current?.smartContent.close();
  const smartContent = createSmartContent({
    url: new URL(GRAPHQL_URL, location.href).href,
    transport: 'cookie',
    token: async () => markOf(await freshSession()),
    refresh: async (rejected) => {
      const stale = rejected === null ? readSession()?.renewedAt : Number(rejected);
      return stale === undefined ? null : markOf(await refresh(stale));
    },
    async fetch(url, init) {
      const response = await fetch(url, init);
      readServerClock(response);
      return response;
    },
    answerMs: ANSWER_MS,
    pingMs: timing.ping,
    pongMs: timing.pong,
    longestPauseMs: timing.retryMax,
    idleMs: 3_000,
  });
  follow(smartContent.connection);
  current = { userId, smartContent, urql: createApiClient(smartContent) };
  return current;
}

/** Identifies a pair of cookies; no script can read the cookies themselves. */
const markOf = (session: Session | null) => session && String(session.renewedAt);
