import { setTimeout as delay } from 'node:timers/promises';
import { LiveStream } from './live-stream.js';
import { isOutage } from './outage.js';

/** The pause before MongoDB is read again during an outage, in milliseconds. */
const OUTAGE_PAUSE_MS = 1_000;

/**
 * Notifications to one subscriber about objects, such as that the server stopped them: one for each occurrence. They
 * are read from MongoDB; a message or a gap on a channel only triggers a read.
 */
export class Notices<Item extends { id: string }> extends LiveStream<Item> {
  private unsent: Item[] = [];
  /** When it happened to each object that was sent, by its id. */
  private sent: ReadonlyMap<string, number> = new Map();
  private behind = true;
  private reading = false;

  /**
   * @param read all objects to which it has happened, the earliest first
   * @param timeOf when it happened to an object
   */
  constructor(
    private readonly read: () => Promise<Item[]>,
    private readonly timeOf: (item: Item) => Date | null | undefined,
  ) {
    super();
  }

  readAgain() {
    this.behind = true;
    this.changed();
  }

  protected take(): Item | undefined {
    return this.unsent.shift();
  }

  protected override wanted() {
    if (!this.behind || this.reading) return;
    this.reading = true;
    this.readAll()
      .catch((error) => this.fail(error))
      .finally(() => {
        this.reading = false;
        this.changed();
      });
  }

  private async readAll(): Promise<void> {
    // Cleared before the read: a message that arrives during it triggers another read.
    this.behind = false;
    try {
      const found = await this.read();
      const timeOf = (item: Item) => this.timeOf(item)?.getTime();
      this.unsent = found.filter((item) => this.sent.get(item.id) !== timeOf(item));
      this.sent = new Map(found.map((item) => [item.id, timeOf(item) ?? 0]));
    } catch (error) {
      if (!isOutage(error)) throw error;
      await delay(OUTAGE_PAUSE_MS);
      this.behind = true;
    }
  }
}
