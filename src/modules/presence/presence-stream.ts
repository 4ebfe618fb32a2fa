import { LiveStream } from '../../infra/live-stream.js';
import type { Logger } from '../../infra/logger.js';
import type { Device } from './presence.types.js';

/**
 * How often each subscriber reads the devices, in milliseconds, because a process that dies reports nothing. With the 8
 * s after which a process counts as dead, its devices are gone within 15 s.
 */
const LOOK_MS = 3_000;

/** The online devices of one user, after each change. A slow reader gets the last of several changes. */
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
      this.log.debug({ err: error }, 'presence not read: the next poll repeats it');
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
