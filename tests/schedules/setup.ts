import { setTimeout as delay } from 'node:timers/promises';
import mongoose, { Types } from 'mongoose';
import { createLogger } from '../../src/infra/logger.js';
import { noRateLimits } from '../../src/limits/rate-limits.js';
import { createGenerationQueue } from '../../src/modules/jobs/job-queue.js';
import { createReadRequest } from '../../src/modules/jobs/requests.js';
import { openModels } from '../../src/modules/open-models.js';
import type { ScheduleRecord } from '../../src/modules/schedules/model/schedule.model.js';
import { createScheduleRunner, type ScheduleRunner } from '../../src/modules/schedules/run-schedule.js';
import { createScheduleQueue } from '../../src/modules/schedules/schedule-queue.js';
import { createTemplatesService } from '../../src/modules/templates/templates.service.js';
import { type Budgets, createBudgets } from '../../src/modules/usage/budgets.js';
import { createVoicesService } from '../../src/modules/voices/voices.service.js';
import { sweepSchedules } from '../../src/worker/schedules/sweep-schedules.js';
import type { Product } from '../support/product.js';

/** The workers’ code for schedules, in this process and with a simulated clock. */
export async function playWorkers(product: Product) {
  const log = createLogger({ name: 'tests', level: 'silent', pretty: false });
  // A separate connection: other test files share that of the product, and models are created once for each.
  const options = { autoIndex: false, autoCreate: false };
  const connection = await mongoose.createConnection(product.env.MONGO_URI ?? '', options).asPromise();
  const models = await openModels(connection, log);
  const queue = createGenerationQueue(product.redis, log);
  const alarms = createScheduleQueue(product.redis, log);
  let now = new Date();
  const ofOptions = {
    optionLimits: { models: [], maxTemperature: 2 },
    findVoice: createVoicesService(models).snapshot,
  };
  const budgets = createBudgets({
    ...models,
    connection,
    settings: { usd: null, tokens: 1_000_000_000, maxTokens: 100 },
  });
  /** @param around changes how budgets admit jobs */
  const runner = (around = (admit: Budgets['admit']): Budgets['admit'] => admit): ScheduleRunner =>
    createScheduleRunner({
      ...models,
      connection,
      readRequest: createReadRequest({
        templates: createTemplatesService({ ...models, ...ofOptions, connection }),
        ...ofOptions,
      }),
      budgets: { admit: around(budgets.admit) },
      rateLimits: noRateLimits,
      queue,
      redis: product.redis,
      log,
      now: async () => now,
    });
  const schedules = connection.collection<ScheduleRecord>('schedules');
  return {
    schedules,
    runner,
    models,
    setClock(time: string) {
      now = new Date(time);
    },
    /** Sets the clock, and runs a sweep at once. */
    async at(time: string | Date, workers = 2) {
      now = new Date(time);
      const deps = { schedules: models.schedules, queue: alarms, intervalMs: 1_000, log };
      await Promise.all(Array.from({ length: workers }, () => sweepSchedules({ ...deps, runner: runner() })));
    },
    /** Makes a schedule due at a time. By its rule it would be due in the future. */
    async dueAt(id: string, time: string) {
      const _id = new Types.ObjectId(id);
      await schedules.updateOne({ _id }, { $set: { nextRunAt: new Date(time) } });
    },
    /** The due times of the created jobs, in order. */
    async ran(id: string): Promise<string[]> {
      const jobs = await connection.collection('jobs').find({ 'schedule.id': id }).toArray();
      return jobs.map(({ schedule }) => schedule.dueAt.toISOString().replace(':00.000Z', 'Z')).sort();
    },
    async close() {
      await alarms.close();
      await queue.close();
      await connection.close();
    },
  };
}

/** Waits until the condition holds. */
export async function until(holds: () => Promise<boolean>, limitMs = 10_000) {
  for (const began = Date.now(); !(await holds()); await delay(30))
    if (Date.now() - began > limitMs) throw new Error('does not hold');
}

/** The error of a rejected request. */
export const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error) => {
      const [{ extensions }] = (error as { errors: [{ extensions: { code: string; fields?: object } }] })
        .errors;
      return extensions;
    },
  );
