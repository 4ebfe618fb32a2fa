import { Types } from 'mongoose';
import { validate as isUuid } from 'uuid';
import { type Order, type Page, readPage } from '../../graphql/pagination.js';
import type { Channels } from '../../infra/channels.js';
import { nativeCollection } from '../../infra/mongo.js';
import { Notices } from '../../infra/notices.js';
import { firstDue } from '../../time/due-times.js';
import type { JobModel, JobRecord } from '../jobs/model/job.model.js';
import { type JobSnapshot, toSnapshot } from '../jobs/model/job-snapshot.js';
import { type FindVoice, type ShownOptions, shownOptions } from '../jobs/options.js';
import { topics } from '../topics/topics.js';
import { PauseReason, type ScheduleModel, type ScheduleRecord } from './model/schedule.model.js';
import type { ScheduleJobsArgs } from './schedule.input.js';
import type { Schedule } from './schedule.types.js';
import { toSchedule } from './to-schedule.js';

/** What is read of a schedule where it is selected, and the notifications of a user. */
export interface ScheduleViews {
  /** The next due times of an ACTIVE schedule. */
  nextRuns(schedule: Schedule, first: number): Date[];
  /** The options of each run, with the brand voice as it is now; null for none. */
  optionsOf(schedule: Schedule): Promise<ShownOptions | null>;
  /** The jobs that a schedule created, newest first. @throws BAD_USER_INPUT */
  jobsOf(schedule: Schedule, args: ScheduleJobsArgs): Promise<Page<JobSnapshot>>;
  /** Subscribes to the schedules that the server has paused, and pauses. The reader closes the stream. */
  subscribeToPaused(userId: string): Promise<AsyncIterableIterator<Schedule>>;
}

export interface ViewsDeps {
  schedules: ScheduleModel;
  jobs: JobModel;
  findVoice: FindVoice;
  channels: Channels;
}

const NEWEST: Order = { name: 'jobs of a schedule', field: 'createdAt', direction: -1 };

export function createScheduleViews({ schedules, jobs, findVoice, channels }: ViewsDeps): ScheduleViews {
  async function readPaused(userId: string): Promise<Schedule[]> {
    const owned = { userId: new Types.ObjectId(userId), pauseReason: PauseReason.FAILING };
    return (
      await nativeCollection<ScheduleRecord>(schedules).find(owned).sort({ pausedAt: 1 }).toArray()
    ).map(toSchedule);
  }

  return {
    nextRuns({ rule, nextRunAt }, first) {
      if (!nextRunAt) return [];
      return [nextRunAt, ...firstDue(rule, nextRunAt, first - 1)];
    },

    async optionsOf({ userId, request: { options } }) {
      if (!options) return null;
      return shownOptions(findVoice, userId, options);
    },

    jobsOf: ({ id, userId }, args) =>
      readPage<JobRecord, JobSnapshot>({
        model: jobs,
        filter: { 'schedule.id': id, userId: new Types.ObjectId(userId) },
        order: NEWEST,
        args,
        parseId: (jobId) => (isUuid(jobId) ? jobId : null),
        toNode: toSnapshot,
      }),

    async subscribeToPaused(userId) {
      const stream = new Notices(
        () => readPaused(userId),
        ({ pausedAt }) => pausedAt,
      );
      const readAgain = () => stream.readAgain();
      const stopPaused = await channels.listen(topics.schedulesPaused(userId), {
        onMessage: readAgain,
        onGap: readAgain,
      });
      stream.onClose(stopPaused);
      // The end of a job may pause its schedule.
      const stopEnds = await channels.listen(topics.events(userId), {
        onMessage: ({ job }) => {
          if (job.schedule) readAgain();
        },
        onGap: readAgain,
      });
      stream.onClose(stopEnds);
      return stream;
    },
  };
}
