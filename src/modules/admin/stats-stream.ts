import { LiveStream } from '../../infra/live-stream.js';
import type { QueueStats } from './queue-stats.types.js';

/** The numbers of the queue for one subscriber. A slow one gets the latest only. */
export class StatsStream extends LiveStream<QueueStats> {
  private latest: QueueStats | undefined;

  push(stats: QueueStats) {
    this.latest = stats;
    this.changed();
  }

  protected take(): QueueStats | undefined {
    const { latest } = this;
    this.latest = undefined;
    return latest;
  }
}
