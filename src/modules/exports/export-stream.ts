import { isDeepStrictEqual } from 'node:util';
import { LiveStream } from '../../infra/live-stream.js';
import { isOutage } from '../../infra/outage.js';
import { ExportStatus } from './export.model.js';
import type { Export } from './export.types.js';

/** How often MongoDB is read without a message, in milliseconds: Redis may have lost one. */
const POLL_MS = 5_000;

const isUnfinished = ({ status }: Export) =>
  status === ExportStatus.QUEUED || status === ExportStatus.RUNNING;

/**
 * One subscriber's view of an export. The state is read from MongoDB; a message only triggers a read. A slow reader
 * gets fewer values, and always the last one.
 */
export class ExportStream extends LiveStream<Export> {
  private sent: Export | null = null;
  private unsent: Export | null = null;
  private behind = true;
  private reading = false;
  private readonly timer = setInterval(() => this.readAgain(), POLL_MS).unref();

  /** @param read the export; null once it is deleted, which ends the stream */
  constructor(private readonly read: () => Promise<Export | null>) {
    super();
    this.onClose(() => clearInterval(this.timer));
  }

  readAgain() {
    this.behind = true;
    this.changed();
  }

  protected take(): Export | undefined {
    const { unsent } = this;
    if (!unsent) return undefined;
    this.unsent = null;
    this.sent = unsent;
    if (!isUnfinished(unsent)) this.close();
    return unsent;
  }

  protected override wanted() {
    if (!this.behind || this.reading || this.closed) return;
    this.reading = true;
    this.readExport()
      .catch((error) => this.fail(error))
      .finally(() => {
        this.reading = false;
        this.changed();
      });
  }

  private async readExport(): Promise<void> {
    // Cleared before the read: a message that arrives during it triggers another read.
    this.behind = false;
    try {
      const found = await this.read();
      if (!found) this.close();
      else if (!isDeepStrictEqual(found, this.sent)) this.unsent = found;
    } catch (error) {
      // The next message or poll reads again.
      if (!isOutage(error)) throw error;
    }
  }
}
