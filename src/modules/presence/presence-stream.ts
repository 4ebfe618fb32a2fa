import { LiveStream } from '../../infra/live-stream.js';
import type { Logger } from '../../infra/logger.js';
import type { Device } from './presence.types.js';

/**
 * Nobody reports the death of a process, in milliseconds: each subscriber looks this often. With the 8 s after which a
 * process counts as dead, its devices are gone within 15 s.
 */
const LOOK_MS = 3_000;

/** The devices of one user that are online, after each change. Of several changes at once, the reader gets the last. */
export class PresenceStream extends LiveStream<Device[]> {
  private latest: Device[] | undefined;
  private seen = '';
  private looking = false;
  private changedMeanwhile = false;

  constructor(
    private readonly read: () => Promise<Device[]>,
    private readonly log: Logger,
  ) {
    super();
    const timer = setInterval(() => void this.look(), LOOK_MS).unref();
    this.onClose(() => clearInterval(timer));
  }

  /** Reads the devices, and sends them if they changed. */
  async look(): Promise<void> {
    if (this.looking) {
      this.changedMeanwhile = true;
      return;
    }
    this.looking = true;
    try {
      do {
        this.changedMeanwhile = false;
        this.show(await this.read());
      } while (this.changedMeanwhile && !this.closed);
    } catch (error) {
      this.log.debug({ err: error }, 'presence not read: the next look repeats it');
    } finally {
      this.looking = false;
    }
  }

  private show(devices: Device[]) {
    const text = JSON.stringify(devices);
    if (text === this.seen) return;
    this.seen = text;
    this.latest = devices;
    this.changed();
  }

  protected take(): Device[] | undefined {
    const { latest } = this;
    this.latest = undefined;
    return latest;
  }
}
