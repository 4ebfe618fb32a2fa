import type { Connection } from 'mongoose';
import { createLease } from '../../infra/lease.js';
import type { Logger } from '../../infra/logger.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { createRateLimits, noRateLimits, type RateLimitSettings } from '../../limits/rate-limits.js';
import type { GenerationQueue } from '../../modules/jobs/job-queue.js';
import type { OptionLimits } from '../../modules/jobs/options.js';
import { createReadRequest } from '../../modules/jobs/requests.js';
import type { Models } from '../../modules/models.js';
import { createScheduleRunner } from '../../modules/schedules/run-schedule.js';
import { createScheduleQueue } from '../../modules/schedules/schedule-queue.js';
import { createTemplatesService } from '../../modules/templates/templates.service.js';
import { type BudgetSettings, createBudgets } from '../../modules/usage/budgets.js';
import { createVoicesService } from '../../modules/voices/voices.service.js';
import { startScheduleWorker } from './schedule-worker.js';

interface Settings {
  options: OptionLimits;
  /** Null if they are off. */
  budgets: BudgetSettings | null;
  /** Null if they are off. */
  rateLimits: RateLimitSettings | null;
  sweepIntervalMs: number;
  lockMs: number;
}

interface Parts {
  mongo: Connection;
  /** Of the `worker` role. */
  redis: RedisClient;
  producer: RedisClient;
  publisher: RedisClient;
  queue: GenerationQueue;
}

/** Starts all that this worker does for schedules. */
export async function startSchedules(
  { mongo, redis, producer, publisher, queue }: Parts,
  models: Models,
  { options, budgets, rateLimits, sweepIntervalMs, lockMs }: Settings,
  log: Logger,
): Promise<{ close(): Promise<void> }> {
  const ofOptions = { optionLimits: options, findVoice: createVoicesService(models).snapshot };
  const alarms = createScheduleQueue(producer, log);
  const runner = createScheduleRunner({
    ...models,
    connection: mongo,
    readRequest: createReadRequest({
      templates: createTemplatesService({ ...models, ...ofOptions, connection: mongo }),
      ...ofOptions,
    }),
    budgets: createBudgets({ ...models, connection: mongo, settings: budgets }),
    rateLimits: rateLimits ? createRateLimits(publisher, rateLimits) : noRateLimits,
    queue,
    redis: publisher,
    log,
  });
  const worker = await startScheduleWorker(redis, {
    schedules: models.schedules,
    runner,
    queue: alarms,
    lease: createLease(models.leases, 'schedule sweep'),
    intervalMs: sweepIntervalMs,
    lockMs,
    log,
  });
  return {
    async close() {
      await worker.close();
      await alarms.close();
    },
  };
}
