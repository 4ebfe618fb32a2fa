import type { Logger } from '../infra/logger.js';
import type { RateLimits, RequestLimits } from '../limits/rate-limits.js';
import type { AccessTokens } from '../modules/access-tokens/access-tokens.service.js';
import type { AccessTokensContext } from '../modules/access-tokens/access-tokens-context.js';
import type { AdminContext, AdminServices } from '../modules/admin/admin-context.js';
import type { AccountService } from '../modules/auth/account.service.js';
import type { AuthService, Viewer } from '../modules/auth/auth.service.js';
import type { SessionCookies } from '../modules/auth/auth-context.js';
import type { BatchesService } from '../modules/batches/batches.service.js';
import type { BatchesContext } from '../modules/batches/batches-context.js';
import type { ContentService } from '../modules/content/content.service.js';
import { type ContentLoaders, createContentLoaders } from '../modules/content/content-loaders.js';
import type { EstimatesService } from '../modules/estimates/estimates.service.js';
import type { EstimatesContext } from '../modules/estimates/estimates-context.js';
import type { EventsService } from '../modules/events/events.service.js';
import type { EventsContext } from '../modules/events/events-context.js';
import type { ExportsService } from '../modules/exports/exports.service.js';
import type { ExportsContext } from '../modules/exports/exports-context.js';
import type { ImportsService } from '../modules/exports/imports.service.js';
import { createJobLoaders, type JobLoaders } from '../modules/jobs/job-relations.js';
import type { JobsService } from '../modules/jobs/jobs.service.js';
import type { JobsContext } from '../modules/jobs/jobs-context.js';
import type { PresenceService } from '../modules/presence/presence.service.js';
import type { PresenceContext } from '../modules/presence/presence-context.js';
import type { ProgressService } from '../modules/progress/progress.service.js';
import type { ProgressContext } from '../modules/progress/progress-context.js';
import type { SchedulesService } from '../modules/schedules/schedules.service.js';
import type { SchedulesContext } from '../modules/schedules/schedules-context.js';
import type { TemplatesService } from '../modules/templates/templates.service.js';
import type { TemplatesContext } from '../modules/templates/templates-context.js';
import type { UsageService } from '../modules/usage/usage.service.js';
import type { UsageContext } from '../modules/usage/usage-context.js';
import type { VoicesService } from '../modules/voices/voices.service.js';
import type { VoicesContext } from '../modules/voices/voices-context.js';
import type { WebhooksService } from '../modules/webhooks/webhooks.service.js';
import type { WebhooksContext } from '../modules/webhooks/webhooks-context.js';

/** The features' services, built once a process. */
export interface Services {
  auth: AuthService;
  accounts: AccountService;
  contents: ContentService;
  jobs: JobsService;
  events: EventsService;
  progress: ProgressService;
  presence: PresenceService;
  webhooks: WebhooksService;
  voices: VoicesService;
  admin: AdminServices;
  usage: UsageService;
  estimates: EstimatesService;
  accessTokens: AccessTokens;
  templates: TemplatesService;
  batches: BatchesService;
  schedules: SchedulesService;
  exports: ExportsService;
  imports: ImportsService;
}

/** What a context is built from. */
export interface ContextDeps {
  services: Services;
  rateLimits: RateLimits;
  log: Logger;
}

/** The context of resolvers: the viewer, the request's id, and the features' services. */
export interface Context
  extends JobsContext,
    EventsContext,
    ProgressContext,
    UsageContext,
    EstimatesContext,
    PresenceContext,
    WebhooksContext,
    VoicesContext,
    AccessTokensContext,
    TemplatesContext,
    BatchesContext,
    SchedulesContext,
    ExportsContext,
    AdminContext {
  log: Logger;
  limits: RequestLimits;
  /** Called before each event: values loaded for the previous event are stale. */
  forgetLoaded(): void;
}

export interface Incoming {
  requestId: string;
  /** The bare token. */
  token: string | null;
  cookies: SessionCookies;
  userAgent: string | null;
  /** The client's address, by which anonymous requests are counted. */
  address: string;
}

/**
 * Counts one request and builds its context; the same for HTTP and for each operation over a WebSocket.
 * @throws RATE_LIMITED
 */
export async function createContext(deps: ContextDeps, incoming: Incoming): Promise<Context> {
  const { services, rateLimits } = deps;
  const viewer = incoming.token ? await services.auth.authenticate(incoming.token) : null;
  const limits = rateLimits.of({ userId: viewer?.id ?? null, address: incoming.address });
  await limits.admit();
  return new RequestContext(deps, incoming, viewer, limits);
}

/** Small, as each subscription holds one for as long as it lasts. */
class RequestContext implements Context {
  readonly requestId: string;
  readonly userAgent: string | null;
  readonly cookies: SessionCookies;
  readonly address: string;
  private loadersMade: ContentLoaders | undefined;
  private jobLoadersMade: JobLoaders | undefined;

  constructor(
    private readonly deps: ContextDeps,
    { requestId, userAgent, cookies, address }: Incoming,
    readonly viewer: Viewer | null,
    readonly limits: RequestLimits,
  ) {
    this.requestId = requestId;
    this.userAgent = userAgent;
    this.cookies = cookies;
    this.address = address;
  }

  get auth() {
    return this.deps.services.auth;
  }

  get accounts() {
    return this.deps.services.accounts;
  }

  get contents() {
    return this.deps.services.contents;
  }

  get jobs() {
    return this.deps.services.jobs;
  }

  get events() {
    return this.deps.services.events;
  }

  get progress() {
    return this.deps.services.progress;
  }

  get presence() {
    return this.deps.services.presence;
  }

  get usage() {
    return this.deps.services.usage;
  }

  get estimates() {
    return this.deps.services.estimates;
  }

  get webhooks() {
    return this.deps.services.webhooks;
  }
  get voices() {
    return this.deps.services.voices;
  }

  get accessTokens() {
    return this.deps.services.accessTokens;
  }

  get templates() {
    return this.deps.services.templates;
  }

  get batches() {
    return this.deps.services.batches;
  }

  get schedules() {
    return this.deps.services.schedules;
  }

  get exports() {
    return this.deps.services.exports;
  }

  get admin() {
    return this.deps.services.admin;
  }

  /** Made on demand: most requests log nothing. */
  get log() {
    return this.deps.log.child({ requestId: this.requestId, ...(this.viewer && { userId: this.viewer.id }) });
  }

  get loaders() {
    this.loadersMade ??= createContentLoaders(this.deps.services);
    return this.loadersMade;
  }

  get jobLoaders() {
    this.jobLoadersMade ??= createJobLoaders(this.deps.services.jobs);
    return this.jobLoadersMade;
  }

  forgetLoaded() {
    this.loadersMade = undefined;
    this.jobLoadersMade = undefined;
  }
}
