import { setTimeout as delay } from 'node:timers/promises';
import { LiveStream } from '../../infra/live-stream.js';
import { isOutage } from '../../infra/outage.js';
import type { Schedule } from './schedule.types.js';

/** The pause before MongoDB is read again during an outage, in milliseconds. */
const OUTAGE_PAUSE_MS = 1_000;

/**
 * The schedules of one subscriber that the server has paused, each once for each time. MongoDB says which they are; a
 * message or a gap on a channel only asks for another read.
 */
export class PausedSchedules extends LiveStream<Schedule> {
  private unsent: Schedule[] = [];
  /** When each schedule that was sent was paused, by its id. */
  private sent: ReadonlyMap<string, number> = new Map();
  private behind = true;
  private reading = false;

  /** @param read all of the user's schedules that the server has paused, the earliest first */
  constructor(private readonly read: () => Promise<Schedule[]>) {
    super();
  }

  readAgain() {
    this.behind = true;
    this.changed();
  }

  protected take(): Schedule | undefined {
    return this.unsent.shift();
  }

  protected override wanted() {
    if (!this.behind || this.reading) return;
    this.reading = true;
    this.readPaused()
      .catch((error) => this.fail(error))
      .finally(() => {
        this.reading = false;
        this.changed();
      });
  }

  private async readPaused(): Promise<void> {
    // Cleared before the read: a message that arrives during it asks for another read.
    this.behind = false;
    try {
      const paused = await this.read();
      this.unsent = paused.filter(({ id, pausedAt }) => this.sent.get(id) !== pausedAt?.getTime());
      this.sent = new Map(paused.map(({ id, pausedAt }) => [id, pausedAt?.getTime() ?? 0]));
    } catch (error) {
      if (!isOutage(error)) throw error;
      await delay(OUTAGE_PAUSE_MS);
      this.behind = true;
    }
  }
}
