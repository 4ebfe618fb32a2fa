import type { Types } from 'mongoose';
import type { TagRecord } from '../../modules/content/content.model.js';
import type { Models } from '../../modules/models.js';

type Fields = Record<string, unknown>;

/** One file: which rows of a collection, and which of their fields. What is not named here is not exported. */
export interface Section {
  file: string;
  about: string;
  filter: object;
  fields: readonly string[];
  /** The name of `_id` in the file; left out where it says nothing. */
  id?: string;
  change?: (row: Fields) => Fields;
}

const PIECE = [
  'title',
  'type',
  'body',
  'changes',
  'tags',
  'starred',
  'jobId',
  'source',
  'createdAt',
  'updatedAt',
] as const;
const TEMPLATE = [
  'name',
  'description',
  'type',
  'prompt',
  'variables',
  'version',
  'createdAt',
  'updatedAt',
] as const;

/** A piece as the API shows it. */
const toPiece = ({ changes, tags, ...row }: Fields): Fields => ({
  ...row,
  ...(tags !== undefined && { tags: (tags as TagRecord[]).map(({ tag }) => tag) }),
  version: Number(changes ?? 0) + 1,
});

/**
 * The data of one user, by collection; null for one that has nothing about a user beyond what others say. Secrets are
 * not among it: no password hash, no token, no signing secret.
 */
export function sectionsOf(user: Types.ObjectId): Record<keyof Models, Section | null> {
  const owned = { userId: user };
  const id = user.toHexString();
  return {
    users: {
      file: 'profile',
      about: 'Your account.',
      filter: { _id: user },
      id: 'id',
      fields: [
        'name',
        'email',
        'emailVerifiedAt',
        'status',
        'role',
        'monthlyBudgetUsd',
        'monthlyTokens',
        'createdAt',
        'updatedAt',
      ],
    },
    sessions: {
      file: 'sessions',
      about: 'Where you are signed in.',
      filter: owned,
      id: 'id',
      fields: ['userAgent', 'createdAt', 'lastSeenAt', 'refreshedAt', 'expiresAt'],
    },
    accountLinks: {
      file: 'links',
      about: 'Links that were sent to you by mail and are still valid, without their secrets.',
      filter: owned,
      fields: ['purpose', 'email', 'expiresAt'],
    },
    contents: {
      file: 'library',
      about: 'Your library. POST /imports reads this file.',
      filter: owned,
      id: 'id',
      fields: PIECE,
      change: toPiece,
    },
    contentVersions: {
      file: 'library-versions',
      about: 'Former texts of your pieces.',
      filter: owned,
      fields: ['contentId', 'version', 'title', 'type', 'body', 'reason', 'replacedAt', 'original'],
    },
    binnedContents: {
      file: 'library-bin',
      about: 'Pieces in the bin.',
      filter: owned,
      id: 'id',
      fields: ['binnedAt', ...PIECE.map((name) => `piece.${name}`)],
      change: ({ binnedAt, piece }) => ({ binnedAt, ...toPiece(piece as Fields) }),
    },
    contentEvents: {
      file: 'library-changes',
      about: 'When pieces of your library were created, changed and deleted.',
      filter: owned,
      fields: ['seq', 'kind', 'contentId', 'occurredAt'],
    },
    contentCounters: null,
    jobs: {
      file: 'jobs',
      about: 'Your jobs with their attempts, texts, usage and errors.',
      filter: owned,
      id: 'id',
      fields: [
        'prompt',
        'type',
        'status',
        'delaySeconds',
        'requestedFor',
        'idempotencyKey',
        'options',
        'batch',
        'schedule',
        'template',
        'basis',
        'scheduledFor',
        'run',
        'attempts',
        'attemptHistory',
        'startedAt',
        'completedAt',
        'generatedContent',
        'checks',
        'finishReason',
        'error',
        'model',
        'requestId',
        'createdAt',
        'updatedAt',
      ],
    },
    events: {
      file: 'events',
      about: 'The ends of your jobs, each with the job as it was.',
      filter: owned,
      id: 'id',
      fields: ['seq', 'run', 'occurredAt', 'job'],
    },
    counters: {
      file: 'notifications',
      about: 'How far you have read your notifications.',
      filter: { _id: user },
      fields: ['seq', 'readSeq'],
    },
    usageDays: {
      file: 'usage',
      about: 'Tokens and cost by day (UTC).',
      filter: owned,
      fields: ['day', 'attempts', 'promptTokens', 'completionTokens', 'costUsd'],
    },
    voices: {
      file: 'brand-voices',
      about: 'Your brand voices.',
      filter: owned,
      id: 'id',
      fields: ['name', 'description', 'samples', 'createdAt', 'updatedAt'],
    },
    templates: {
      file: 'templates',
      about: 'Your templates.',
      filter: owned,
      id: 'id',
      fields: TEMPLATE,
    },
    templateVersions: {
      file: 'template-versions',
      about: 'Your templates in each of their versions.',
      filter: owned,
      fields: ['templateId', ...TEMPLATE],
    },
    batches: {
      file: 'batches',
      about: 'Your batches of jobs.',
      filter: owned,
      id: 'id',
      fields: [
        'total',
        'completed',
        'failed',
        'canceled',
        'idempotencyKey',
        'createdAt',
        'startedAt',
        'completedAt',
        'canceledAt',
      ],
    },
    schedules: {
      file: 'schedules',
      about: 'Your schedules.',
      filter: owned,
      id: 'id',
      fields: [
        'name',
        'cron',
        'timeZone',
        'request',
        'status',
        'pauseReason',
        'pausedAt',
        'nextRunAt',
        'lastRunAt',
        'failuresInARow',
        'lastFailure',
        'createdAt',
        'updatedAt',
      ],
    },
    accessTokens: {
      file: 'access-tokens',
      about: 'Your access tokens, without their secrets.',
      filter: owned,
      id: 'id',
      fields: ['name', 'access', 'lastUsedAt', 'expiresAt', 'createdAt'],
    },
    webhooks: {
      file: 'webhooks',
      about: 'Your webhooks, without their signing secrets.',
      filter: owned,
      id: 'id',
      fields: [
        'url',
        'events',
        'status',
        'disabledReason',
        'disabledAt',
        'failingSince',
        'createdAt',
        'updatedAt',
      ],
    },
    deliveries: {
      file: 'webhook-deliveries',
      about: 'What was sent to your webhooks.',
      filter: owned,
      id: 'id',
      fields: [
        'webhookId',
        'eventId',
        'event',
        'status',
        'attempts',
        'responseStatus',
        'error',
        'deliveredAt',
        'createdAt',
      ],
    },
    audit: {
      file: 'audit',
      about: 'Entries of the audit log that concern you. Who acted on your account is another person’s data.',
      filter: { $or: [{ targetId: id }, { actorId: user }, { userId: user }] },
      id: 'id',
      fields: ['at', 'action', 'targetId', 'from', 'to', 'actorId', 'address'],
      change: ({ actorId, address, ...row }) =>
        user.equals(String(actorId)) ? { ...row, actorId, address } : row,
    },
    exports: {
      file: 'exports',
      about: 'Your exports.',
      filter: { ...owned, removedAt: { $exists: false } },
      id: 'id',
      fields: [
        'kind',
        'format',
        'selection',
        'status',
        'done',
        'total',
        'createdAt',
        'completedAt',
        'expiresAt',
      ],
    },
    leases: null,
    migrations: null,
    queueStates: null,
  };
}
