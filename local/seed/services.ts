import { randomBytes } from 'node:crypto';
import type { ApiEnv } from '../../src/config/env.js';
import { createChannels } from '../../src/infra/channels.js';
import { connectMongo } from '../../src/infra/mongo.js';
import { closeRedis, connectRedis } from '../../src/infra/redis.js';
import { createAccountErasure } from '../../src/modules/auth/account-erasure.js';
import { type AuthService, createAuthService } from '../../src/modules/auth/auth.service.js';
import { createPasswords } from '../../src/modules/auth/password.js';
import { createSessionLife } from '../../src/modules/auth/session-life.js';
import { createSessionReader } from '../../src/modules/auth/session-reader.js';
import { createSessions } from '../../src/modules/auth/sessions.js';
import { createTokens } from '../../src/modules/auth/token.js';
import { createLibrary } from '../../src/modules/content/library.js';
import { createEventLog } from '../../src/modules/events/event-log.js';
import { createEventPublisher, type EventPublisher } from '../../src/modules/events/event-publisher.js';
import { createGenerationQueue, type GenerationQueue } from '../../src/modules/jobs/job-queue.js';
import { createJobsService, type JobsService } from '../../src/modules/jobs/jobs.service.js';
import { createFindOwnJob } from '../../src/modules/jobs/model/own-job.js';
import { createReadRequest } from '../../src/modules/jobs/requests.js';
import { openModels } from '../../src/modules/open-models.js';
import { createTemplatesService } from '../../src/modules/templates/templates.service.js';
import { noBudgets } from '../../src/modules/usage/budgets.js';
import { createVoicesService } from '../../src/modules/voices/voices.service.js';
import { type Attempts, createAttempts } from '../../src/worker/attempts.js';
import type { Logger } from '../output/log.js';

/** The product's services, as the API and the worker use them. */
export interface SeedServices {
  auth: AuthService;
  jobs: JobsService;
  attempts: Attempts;
  publisher: EventPublisher;
  queue: GenerationQueue;
  close(): Promise<void>;
}

export interface SeedOptions {
  env: ApiEnv;
  log: Logger;
  /** The model's name in the attempts. */
  model: string;
  /** The time for which jobs are enqueued. */
  queuedFor: Date;
}

export async function openServices({ env, log, model, queuedFor }: SeedOptions): Promise<SeedServices> {
  const mongo = await connectMongo(env, log);
  const producer = await connectRedis(env, 'producer', log);
  const subscriber = await connectRedis(env, 'subscriber', log);
  const models = await openModels(mongo.connection, log);
  const eventLog = createEventLog({ ...models, connection: mongo.connection });
  const queue = createGenerationQueue(producer, log);
  const later: GenerationQueue = {
    ...queue,
    enqueue: (job, turn) => queue.enqueue({ ...job, scheduledFor: queuedFor }, turn),
  };
  const publisher = createEventPublisher(producer, eventLog, log);
  const channels = createChannels(subscriber, log);
  // Seeding searches nothing.
  const library = createLibrary({
    ...models,
    connection: mongo.connection,
    redis: producer,
    channels,
    foldedCopies: { ensure: async () => {} },
    settings: env.library,
    log,
  });
  const { contents } = library;
  const ofOptions = { optionLimits: env.options, findVoice: createVoicesService(models).snapshot };
  const jobs = createJobsService({
    jobs: models.jobs,
    batches: models.batches,
    findOwnJob: createFindOwnJob(models.jobs),
    contents,
    readRequest: createReadRequest({
      templates: createTemplatesService({ ...models, ...ofOptions, connection: mongo.connection }),
      ...ofOptions,
    }),
    queue: later,
    eventLog,
    publisher,
    budgets: noBudgets,
    redis: producer,
    log,
    defaultDelayMs: 0,
    optionLimits: env.options,
  });
  const reader = createSessionReader({ ...models, log });
  const life = await createSessionLife({ reader, channels, redis: producer, log });
  const erasure = createAccountErasure({
    ...models,
    removals: [jobs.removeAll, contents.removeAll],
    log,
  });
  const auth = createAuthService({
    users: models.users,
    // Its tokens are valid in this process only.
    tokens: createTokens({ secret: randomBytes(48).toString('base64url'), expiresInSeconds: 600 }),
    passwords: await createPasswords(env.bcryptCost),
    sessions: createSessions({ ...models, life, lifetimeSeconds: 600, log }),
    life,
    erasure,
  });
  return {
    auth,
    jobs,
    attempts: createAttempts({ ...models, eventLog, models: [model] }),
    publisher,
    queue: later,
    async close() {
      erasure.close();
      life.close();
      await publisher.close();
      await library.close();
      await queue.close();
      await channels.close();
      await closeRedis(subscriber);
      await closeRedis(producer);
      await mongo.close();
    },
  };
}
