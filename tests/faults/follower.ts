import { setTimeout as delay } from 'node:timers/promises';
import { print } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { JobCompletedSubscription } from '../../examples/demo/gql/graphql.js';
import { JobCompleted } from '../../examples/demo/operations.js';

export interface Seen {
  cursor: string;
  jobId: string;
  status: string;
  text: string | null;
  at: number;
}

/**
 * A correct subscriber: it keeps its cursor. When its socket closes for any reason, it reconnects to one of the APIs
 * and continues from there.
 */
export class Follower {
  readonly seen: Seen[] = [];
  /** How each of its sockets ended. */
  readonly closes: number[] = [];
  private closed = false;
  private stop: (() => Promise<void>) | undefined;
  private readonly following: Promise<void>;

  constructor(
    private readonly urls: () => string[],
    private readonly token: string,
    private cursor = '0',
  ) {
    this.following = this.follow();
  }

  async close() {
    this.closed = true;
    await this.stop?.();
    await this.following;
  }

  private async follow() {
    for (let round = 0; !this.closed; round++) {
      const urls = this.urls();
      const url = urls[round % urls.length];
      if (url) await this.listen(url.replace(/^http/, 'ws')).catch(() => {});
      if (!this.closed) await delay(100);
    }
  }

  private async listen(url: string) {
    const client = createClient({
      url,
      webSocketImpl: WebSocket,
      connectionParams: { Authorization: `Bearer ${this.token}` },
      retryAttempts: 0,
      keepAlive: 5_000,
      on: { closed: (event) => void this.closes.push((event as { code?: number }).code ?? 0) },
    });
    this.stop = async () => client.dispose();
    const query = print(JobCompleted);
    const events = client.iterate<JobCompletedSubscription>({ query, variables: { after: this.cursor } });
    try {
      for await (const { data } of events) {
        if (!data) return;
        const { cursor, job } = data.jobCompleted;
        this.cursor = cursor;
        this.seen.push({
          cursor,
          jobId: job.id,
          status: job.status,
          text: job.generatedContent ?? null,
          at: Date.now(),
        });
      }
    } finally {
      await client.dispose();
    }
  }
}
