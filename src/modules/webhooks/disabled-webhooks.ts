import { setTimeout as delay } from 'node:timers/promises';
import { LiveStream } from '../../infra/live-stream.js';
import { isOutage } from '../../infra/outage.js';
import type { Webhook } from './webhook.types.js';

/** The pause before MongoDB is read again during an outage, in milliseconds. */
const OUTAGE_PAUSE_MS = 1_000;

/**
 * The webhooks of one subscriber that the server has disabled, each once for each time. MongoDB says which they are;
 * a message or a gap on the channel only asks for another read.
 */
export class DisabledWebhooks extends LiveStream<Webhook> {
  private unsent: Webhook[] = [];
  /** When each webhook that was sent was disabled, by its id. */
  private sent: ReadonlyMap<string, number> = new Map();
  private behind = true;
  private reading = false;

  /** @param read all of the user's webhooks that the server has disabled, the earliest first */
  constructor(private readonly read: () => Promise<Webhook[]>) {
    super();
  }

  readAgain() {
    this.behind = true;
    this.changed();
  }

  protected take(): Webhook | undefined {
    return this.unsent.shift();
  }

  protected override wanted() {
    if (!this.behind || this.reading) return;
    this.reading = true;
    this.readDisabled()
      .catch((error) => this.fail(error))
      .finally(() => {
        this.reading = false;
        this.changed();
      });
  }

  private async readDisabled(): Promise<void> {
    // Cleared before the read: a message that arrives during it asks for another read.
    this.behind = false;
    try {
      const disabled = await this.read();
      this.unsent = disabled.filter(({ id, disabledAt }) => this.sent.get(id) !== disabledAt?.getTime());
      this.sent = new Map(disabled.map(({ id, disabledAt }) => [id, disabledAt?.getTime() ?? 0]));
    } catch (error) {
      if (!isOutage(error)) throw error;
      await delay(OUTAGE_PAUSE_MS);
      this.behind = true;
    }
  }
}
