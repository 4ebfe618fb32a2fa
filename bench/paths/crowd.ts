import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { cpuMicros } from '../lib/cpu.js';
import { readMark } from '../lib/events.js';
import type { Measured } from '../lib/process.js';
import { quantile } from '../lib/stats.js';
import type { Connect, Subscriber } from '../lib/subscribers.js';
import { base, tokenOf } from '../servers/index.js';

/** Sockets that are being opened at a time. */
const OPENING = 50;
/** Sockets from one address; it has some 28,000 ports, and a closed socket keeps its for a minute. */
const PER_ADDRESS = 2_500;
const ADDRESSES = process.platform === 'linux' ? 200 : 1;
/** An event that does not arrive within this time, in milliseconds, counts as lost. */
const LOST_MS = 20_000;
const SPARE_FILES = 500;

let opened = 0;

/** Many sockets, each of its own user, and what each has received. */
export class Crowd {
  private readonly subscribers: Subscriber[] = [];
  private readonly received: number[] = [];
  private latencies: number[] = [];
  private total = 0;
  private fault: Error | null = null;

  private constructor() {}

  /** Opens the same number on each server, and returns how many became live per second. */
  static async open(
    servers: Measured[],
    connect: Connect,
    size: number,
  ): Promise<{ crowd: Crowd; perSecond: number }> {
    const crowd = new Crowd();
    const start = performance.now();
    let next = 0;
    const openSome = async () => {
      while (next < size) {
        const user = next++;
        opened += 1;
        const address = Math.floor(opened / PER_ADDRESS) % ADDRESSES;
        const subscriber = await connect({
          url: base(servers[user % servers.length] as Measured),
          token: tokenOf(user),
          ...(address > 0 && { localAddress: `127.0.0.${address + 1}` }),
          onMessage: (message) => crowd.take(user, message),
        });
        crowd.subscribers.push(subscriber);
      }
    };
    await Promise.all(Array.from({ length: OPENING }, openSome));
    return { crowd, perSecond: (size / (performance.now() - start)) * 1_000 };
  }

  private take(user: number, message: string) {
    const mark = readMark(message);
    const count = (this.received[user] ?? 0) + 1;
    this.received[user] = count;
    if (mark?.user !== user || mark.seq !== count) {
      const what = mark ? `event ${mark.seq} of user ${mark.user}` : message.slice(0, 300);
      this.fault ??= new Error(`socket ${user} got, as its ${count}., ${what}`);
    }
    this.total += 1;
    if (mark) this.latencies.push(mark.ms);
  }

  /**
   * Waits until `count` further events have arrived and `publishing` is done.
   * @throws if an event is lost, repeated or at the wrong socket
   */
  async receive(servers: Measured[], count: number, publishing: Promise<unknown>) {
    const start = performance.now();
    const cpu = () => servers.reduce((sum, { pid }) => sum + cpuMicros(pid), 0);
    const cpuBefore = cpu();
    this.latencies = [];
    const wanted = this.total + count;
    let failed = false;
    publishing.catch(() => {
      failed = true;
    });
    let published = false;
    void publishing.then(() => {
      published = true;
    });
    let last = { total: this.total, at: start };
    while (this.total < wanted && !this.fault && !failed) {
      await delay(2);
      if (this.total !== last.total || !published) last = { total: this.total, at: performance.now() };
      else if (performance.now() - last.at > LOST_MS)
        throw new Error(`${wanted - this.total} of ${count} events were lost`);
    }
    await publishing;
    const seconds = (performance.now() - start) / 1_000;
    // Wait for duplicates.
    await delay(50);
    if (this.fault) throw this.fault;
    if (this.total !== wanted) throw new Error(`${this.total - wanted} events came twice`);
    return {
      perSecond: count / seconds,
      p50Ms: quantile(this.latencies, 0.5),
      p99Ms: quantile(this.latencies, 0.99),
      cpuUs: (cpu() - cpuBefore) / count,
    };
  }

  close() {
    for (const subscriber of this.subscribers) subscriber.close();
  }
}

/** The maximum number of sockets of one process on this machine. */
export function mostSockets(wanted: number): number {
  if (process.platform !== 'linux') return wanted;
  const [, hard] = /Max open files\s+\S+\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return hard ? Math.min(wanted, Number(hard) - SPARE_FILES) : wanted;
}
