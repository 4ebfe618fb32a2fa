import type { Context } from '../../src/execution/context.js';
import { noCookies } from '../../src/execution/session-cookies.js';
import { conflict, notFound } from '../../src/graphql/errors.js';
import { type ContentLoaders, createContentLoaders } from '../../src/modules/content/content-loaders.js';
import { createJobLoaders, type JobLoaders } from '../../src/modules/jobs/job-relations.js';
import { hash, Random } from '../support/random.js';
import { createAdminRows } from './admin-rows.js';
import { createBatches } from './batches.js';
import { createExports } from './exports.js';
import { createRows } from './rows.js';
import { createSchedules } from './schedules.js';
import { createTemplates } from './templates.js';
import { toText } from './text.js';
import { createWebhooks } from './webhooks.js';

/** The environment of a request: services that return the same for one seed, and the record of their calls. */
export interface World {
  context: Context;
  /** The calls in order, and the state after them. */
  effects(): { calls: string[]; state: string };
}

const EVENTS = 3;
type Service =
  | 'auth'
  | 'accounts'
  | 'contents'
  | 'jobs'
  | 'events'
  | 'progress'
  | 'usage'
  | 'estimates'
  | 'presence'
  | 'webhooks'
  | 'voices'
  | 'accessTokens'
  | 'templates'
  | 'batches'
  | 'exports'
  | 'schedules'
  | 'admin';

/**
 * Creates the same state for each execution. For some seeds the services fail, or return what the schema does not
 * allow.
 */
export function createWorld(seed: number): World {
  const calls: string[] = [];
  const random = new Random(seed);
  const [signedIn, broken, failing] = [random.chance(0.95), random.chance(0.4), random.chance(0.15)];
  const state = {
    pieces: ['p1', 'p2'],
    jobs: ['j1', 'j2'],
    readSeq: 0,
    sessions: 2,
    name: 'Ada',
    paused: false,
  };
  let made = 0;

  /** Calls of the same name are distinguished only by their arguments, because their order is compared. */
  function asked<T>(name: string, args: unknown[], answer: () => T): Promise<T> {
    calls.push(`${name} ${toText(args)}`);
    if (failing && hash(`${seed} fails ${name}`) % 3 === 0) {
      const error = hash(name + seed) % 2 ? new Error('a secret of the server') : conflict('not now');
      if (hash(`${name} ${seed} throws`) % 4 === 0) throw error;
      return Promise.reject(error);
    }
    return Promise.resolve().then(answer);
  }

  const { row, at, user, piece, job, session, payload, pageOf } = createRows(seed, broken);
  const { adminUser, adminJob, auditRecord, bulk, stats } = createAdminRows({ row, at, job });
  const page = (name: string, nodes: object[]) =>
    pageOf(name, nodes, () => asked(`count ${name}`, [], () => nodes.length));
  const found = <T>(list: string[], id: string, what: string, answer: (id: string) => T): T => {
    if (!list.includes(id)) throw notFound(what);
    return answer(id);
  };
  const event = (seq: number) =>
    row(`event ${seq}`, { seq, occurredAt: at(seq), job: job(`j${seq}`), cursor: String(seq) });
  async function* streamOf(make: (number: number) => object) {
    for (let number = 1; number <= EVENTS; number++) {
      // The product does this for each event. type-graphql alone does not.
      context.forgetLoaded();
      yield make(number);
    }
  }

  const auth = {
    isLive: () =>
      hash(`${seed} live`) % 20 === 0
        ? Promise.resolve(false)
        : hash(`${seed} at once`) % 2 === 0 || Promise.resolve(true),
    hasRole: (...args: unknown[]) => asked('hasRole', args, () => hash(`${seed} admin`) % 10 > 0),
    register: (...args: unknown[]) =>
      asked('register', args, () => {
        state.sessions += 1;
        return payload();
      }),
    login: (...args: unknown[]) =>
      asked('login', args, () => {
        state.sessions += 1;
        return payload();
      }),
    refreshSession: (...args: unknown[]) => asked('refreshSession', args, payload),
    getUser: (...args: unknown[]) => asked('getUser', args, user),
    sessions: () => asked('sessions', [], () => ['s1', 's2'].map(session)),
    logout: () =>
      asked('logout', [], () => {
        state.sessions -= 1;
      }),
    logoutEverywhere: () => asked('logoutEverywhere', [], () => state.sessions),
    revokeSession: (_: unknown, id: string) => asked('revokeSession', [id], () => session(id)),
    changePassword: (_: unknown, input: unknown) => asked('changePassword', [input], user),
    deleteAccount: (_: unknown, password: unknown) =>
      asked('deleteAccount', [password], () => {
        state.name = '';
      }),
  };
  const accounts = {
    mailAvailable: hash(`${seed} mail`) % 2 === 0,
    welcome: (id: string) => void calls.push(`welcome ${id}`),
    requestPasswordReset: (email: string) => void calls.push(`requestPasswordReset ${email}`),
    requestEmailVerification: (id: string) => void calls.push(`requestEmailVerification ${id}`),
    resetPassword: (...args: unknown[]) => asked('resetPassword', args, () => undefined),
    verifyEmail: (...args: unknown[]) => asked('verifyEmail', args, () => undefined),
    updateProfile: (_: unknown, changes: unknown) => asked('updateProfile', [changes], user),
  };
  const version = (number: number) =>
    row(`version ${number}`, {
      version: number,
      title: 'Tea',
      type: 'BLOG_POST_OUTLINE',
      body: 'Tea',
      reason: 'EDIT',
      actorId: 'u1',
      replacedAt: at(number),
    });
  const many = () =>
    row('many', {
      done: 1,
      refused: [row('refusal', { id: 'p9', code: 'NOT_FOUND', message: 'not found' })],
    });
  const contents = {
    get: (...args: string[]) =>
      asked('content', args, () => (state.pieces.includes(args[1] ?? '') ? piece(args[1] ?? '') : null)),
    list: (id: string, args: unknown, fields: ReadonlySet<string>) =>
      asked('contents', [id, args, [...fields]], () =>
        page(
          `contents ${toText(args)}`,
          state.pieces.map((each) => piece(each)),
        ),
      ),
    create: (...args: unknown[]) =>
      asked('createContent', args, () => {
        const id = `n${++made}`;
        state.pieces.push(id);
        return piece(id, args[1] as object);
      }),
    update: (_: string, id: string, input: { title?: string | null }) =>
      asked('updateContent', [id, input], () =>
        found(state.pieces, id, 'Content', () => piece(id, { title: input.title ?? 'as before' })),
      ),
    delete: (_: string, id: string) =>
      asked('deleteContent', [id], () =>
        found(state.pieces, id, 'Content', () => {
          state.pieces = state.pieces.filter((each) => each !== id);
          return piece(id);
        }),
      ),
    versions: (...args: unknown[]) => asked('versions', args, () => page('versions', [1, 2].map(version))),
    version: (...args: unknown[]) => asked('version', args, () => version(1)),
    restoreVersion: (_: string, id: string, number: number) =>
      asked('restoreVersion', [id, number], () => found(state.pieces, id, 'Content', () => piece(id))),
    binned: (...args: unknown[]) =>
      asked('binned', args, () =>
        page('bin', [row('binned', { binnedAt: at(4), removedAfter: null, content: piece('p2') })]),
      ),
    deleteMany: (...args: unknown[]) => asked('deleteMany', args, many),
    restore: (...args: unknown[]) => asked('restore', args, many),
    deleteForever: (...args: unknown[]) => asked('deleteForever', args, many),
    emptyBin: (...args: unknown[]) => asked('emptyBin', args, () => 2),
    addTags: (...args: unknown[]) => asked('addTags', args, many),
    removeTags: (...args: unknown[]) => asked('removeTags', args, many),
    setStarred: (...args: unknown[]) => asked('setStarred', args, many),
    tags: (...args: unknown[]) => asked('tags', args, () => [row('tag', { tag: 'tea', count: 2 })]),
    originals: (ids: readonly string[]) => asked('originals', [ids], () => ids.map(() => 'Tea')),
    subscribe: (...args: unknown[]) =>
      asked('subscribeToContents', args, () =>
        streamOf((number) =>
          row(`change ${number}`, {
            seq: number,
            kind: 'UPDATED',
            contentId: `p${number}`,
            occurredAt: at(number),
          }),
        ),
      ),
    savedFromJobs: (keys: readonly { jobId: string }[]) =>
      asked('savedFromJobs', [keys], () => keys.map(({ jobId }) => (jobId === 'j1' ? piece('p1') : null))),
  };
  const jobs = {
    optionLimits: { models: ['model a', 'model b'], maxTemperature: 1.5 },
    generate: (...args: unknown[]) =>
      asked('generate', args, () => {
        const id = `g${++made}`;
        state.jobs.push(id);
        return job(id, args[2] as object);
      }),
    get: (...args: string[]) =>
      asked('job', args, () => (state.jobs.includes(args[1] ?? '') ? job(args[1] ?? '') : null)),
    list: (...args: unknown[]) =>
      asked('jobs', args, () =>
        page(
          `jobs ${toText(args)}`,
          state.jobs.map((each) => job(each)),
        ),
      ),
    saveToLibrary: (_: string, id: string, title: unknown) =>
      asked('saveToLibrary', [id, title], () => found(state.jobs, id, 'Job', () => piece(id))),
    cancel: (_: string, id: string) =>
      asked('cancel', [id], () => found(state.jobs, id, 'Job', () => job(id, { status: 'CANCELED' }))),
    reschedule: (_: string, id: string, start: unknown) =>
      asked('reschedule', [id, start], () => found(state.jobs, id, 'Job', () => job(id))),
    retry: (...args: string[]) =>
      asked('retry', args, () => found(state.jobs, args[1] ?? '', 'Job', (id) => job(id, { run: 2 }))),
  };
  const relations = {
    refine: (...args: unknown[]) =>
      asked('refine', args, () => found(state.jobs, (args[2] as { id: string }).id, 'Job', () => job('j1'))),
    continue: (...args: unknown[]) =>
      asked('continue', args, () =>
        found(state.jobs, (args[2] as { id: string }).id, 'Job', () => job('j2')),
      ),
    byIds: (keys: readonly { id: string }[]) =>
      asked('byIds', [keys], () => keys.map(({ id }) => (state.jobs.includes(id) ? job(id) : null))),
    basisTexts: (keys: readonly object[]) => asked('basisTexts', [keys], () => keys.map(() => 'Tea')),
    children: (...args: unknown[]) =>
      asked('children', args, () => page(`children ${toText(args)}`, [job('j2')])),
    firstChildren: (keys: readonly object[]) =>
      asked('firstChildren', [keys], () =>
        keys.map((key) => page(`first children ${toText([key])}`, [job('j2')])),
      ),
  };
  const estimates = {
    of: ({ id }: { id: string }) =>
      asked('estimates', [id], () =>
        row(`estimate ${id}`, { queuePosition: 3, estimatedStartAt: at(7), estimatedCompletionAt: null }),
      ),
  };
  const progress = {
    subscribeToProgress: (...args: unknown[]) =>
      asked('subscribeToProgress', args, () =>
        streamOf((number) =>
          row(`progress ${number}`, {
            jobId: 'j1',
            status: 'PROCESSING',
            run: 1,
            attempt: 1,
            offset: number,
            text: 'Tea',
          }),
        ),
      ),
  };
  const events = {
    subscribeToCompletions: (...args: unknown[]) =>
      asked('subscribeToCompletions', args, () => streamOf(event)),
    notifications: (...args: unknown[]) =>
      asked('notifications', args, () =>
        page(
          'notifications',
          [1, 2].map((seq) =>
            row(`n ${seq}`, { cursor: `${seq}`, occurredAt: at(seq), read: false, job: job(`j${seq}`) }),
          ),
        ),
      ),
    markRead: (...args: unknown[]) =>
      asked('markRead', args, () => {
        state.readSeq += 1;
      }),
    latestCursor: () => asked('latestCursor', [], () => '7'),
    unreadCount: () =>
      asked('unreadCount', [], () => (broken && hash(`${seed} unread`) % 5 === 0 ? Number.NaN : 3)),
  };
  const usage = {
    of: (...args: unknown[]) =>
      asked('usage', args, () =>
        row('usage', { attempts: 2, promptTokens: 30, completionTokens: null, costUsd: 0.5 }),
      ),
    budget: (...args: unknown[]) =>
      asked('budget', args, () =>
        signedIn && hash(`${seed} budget`) % 3 === 0
          ? null
          : row('budget', {
              limitUsd: 5,
              limitTokens: null,
              usedUsd: 1.5,
              usedTokens: 700,
              promisedUsd: 0,
              promisedTokens: 1500,
              resetsAt: at(12),
            }),
      ),
    byDay: (...args: unknown[]) =>
      asked('usageByDay', args, () =>
        ['2026-01-02', '2026-01-01'].map((day) =>
          row(`usage ${day}`, { day, attempts: 1, promptTokens: 15, completionTokens: 5, costUsd: null }),
        ),
      ),
  };
  const device = (name: string) =>
    row(`device ${name}`, { sessionId: name, userAgent: null, connectedAt: at(11) });
  const presence = {
    devices: (...args: unknown[]) => asked('devices', args, () => ['s1', 's2'].map(device)),
    subscribe: (...args: unknown[]) =>
      asked('presence', args, () => streamOf((number) => ['s1', 's2'].slice(0, number).map(device))),
  };
  const admin = {
    accounts: {
      list: (...args: unknown[]) =>
        asked('adminUsers', args, () =>
          page(
            `users ${toText(args)}`,
            ['u1', 'u2'].map((id) => adminUser(id)),
          ),
        ),
      setStatus: (_: unknown, ...args: unknown[]) =>
        asked('setUserStatus', args, () => adminUser(String(args[0]), { status: args[1] })),
      setRole: (_: unknown, ...args: unknown[]) =>
        asked('setUserRole', args, () => adminUser(String(args[0]), { role: args[1] })),
      setBudget: (_: unknown, ...args: unknown[]) =>
        asked('setUserBudget', args, () => adminUser(String(args[0]), { monthlyTokens: 5 })),
      byIds: async (ids: Iterable<string>) => new Map([...ids].map((id) => [id, adminUser(id)])),
    },
    jobs: {
      list: (...args: unknown[]) =>
        asked('adminJobs', args, () => page(`admin jobs ${toText(args)}`, state.jobs.map(adminJob))),
      retry: (_: unknown, args: unknown) => asked('adminRetryJobs', [args], bulk),
      cancel: (_: unknown, args: unknown) => asked('adminCancelJobs', [args], bulk),
    },
    queue: {
      setPaused: (_: unknown, paused: boolean) =>
        asked('setPaused', [paused], () => {
          state.paused = paused;
        }),
    },
    stats: {
      read: () => asked('queueStats', [], () => stats(1)),
      follow: () => asked('queueStatsChanged', [], () => streamOf(stats)),
    },
    auditLog: {
      list: (...args: unknown[]) =>
        asked('auditLog', args, () => page(`audit ${toText(args)}`, [1, 2].map(auditRecord))),
    },
  };
  const voice = (id: string) =>
    row(`voice ${id}`, {
      id,
      name: 'Ada',
      description: 'Dry.',
      samples: ['Tea.'],
      createdAt: at(13),
      updatedAt: at(14),
    });
  const voices = {
    list: () => asked('brandVoices', [], () => ['v1', 'v2'].map(voice)),
    create: (_: unknown, input: unknown) => asked('createBrandVoice', [input], () => voice('v3')),
    update: (_: unknown, ...args: unknown[]) =>
      asked('updateBrandVoice', args, () => found(['v1', 'v2'], String(args[0]), 'Brand voice', voice)),
    delete: (_: unknown, id: string) =>
      asked('deleteBrandVoice', [id], () => found(['v1', 'v2'], id, 'Brand voice', voice)),
  };
  const accessToken = (id: string) =>
    row(`access token ${id}`, {
      id,
      name: 'CI',
      access: 'FULL',
      createdAt: at(1),
      lastUsedAt: null,
      expiresAt: at(9),
    });
  const accessTokens = {
    list: () => asked('accessTokens', [], () => ['t1', 't2'].map(accessToken)),
    create: (_: unknown, input: unknown) =>
      asked('createAccessToken', [input], () =>
        row('new access token', { token: 'scg_x', accessToken: accessToken('t3') }),
      ),
    revoke: (_: unknown, id: string) => asked('revokeAccessToken', [id], () => accessToken(id)),
  };
  const webhooks = createWebhooks({ asked, row, at, page, streamOf });
  const templates = createTemplates({ asked, row, at });
  const batches = createBatches({ asked, row, at, job, page, streamOf });
  const exports = createExports({ asked, row, at, page, streamOf });
  const schedules = createSchedules({ asked, row, at, job, page, streamOf });
  const context = contextOf({
    auth,
    accounts,
    contents,
    jobs: { ...jobs, ...relations },
    events,
    progress,
    usage,
    estimates,
    presence,
    webhooks,
    voices,
    accessTokens,
    templates,
    batches,
    exports,
    schedules,
    admin,
  } as unknown as Context);
  return {
    context,
    effects: () => ({ calls, state: toText(state) }),
  };

  function contextOf(services: Pick<Context, Service>): Context {
    let loaders: ContentLoaders | undefined;
    let jobLoaders: JobLoaders | undefined;
    return {
      ...services,
      requestId: 'r1',
      log: { error: () => {}, warn: () => {} } as unknown as Context['log'],
      userAgent: null,
      cookies: noCookies,
      address: '192.0.2.1',
      viewer: signedIn ? { id: 'u1', sessionId: 's1', expiresAt: new Date(1e14) } : null,
      limits: {
        take: async (...args: unknown[]) => void calls.push(`take ${toText(args)}`),
        signedIn: async () => {},
      } as unknown as Context['limits'],
      get loaders() {
        loaders ??= createContentLoaders(services);
        return loaders;
      },
      get jobLoaders() {
        jobLoaders ??= createJobLoaders(services.jobs);
        return jobLoaders;
      },
      forgetLoaded() {
        loaders = undefined;
        jobLoaders = undefined;
      },
    };
  }
}
