import { getModelForClass, setGlobalOptions } from '@typegoose/typegoose';
import type { Connection } from 'mongoose';
import { type LeaseModel, LeaseRecord } from '../infra/lease.js';
import { type MigrationModel, MigrationRecord } from '../infra/migrations.js';
import { type RowRules, type RowSchema, rowSchema } from '../infra/row-rules.js';
import {
  ACCESS_TOKEN_RULES,
  type AccessTokenModel,
  AccessTokenRecord,
} from './access-tokens/access-token.model.js';
import { AUDIT_RULES, type AuditModel, AuditRecord } from './audit/audit.model.js';
import { ACCOUNT_LINK_RULES, type AccountLinkModel, AccountLinkRecord } from './auth/account-link.model.js';
import { SESSION_RULES, type SessionModel, SessionRecord } from './auth/session.model.js';
import { USER_RULES, type UserModel, UserRecord } from './auth/user.model.js';
import { type BatchModel, BatchRecord } from './batches/model/batch.model.js';
import {
  BINNED_CONTENT_RULES,
  type BinnedContentModel,
  BinnedContentRecord,
} from './content/binned-content.model.js';
import { CONTENT_RULES, type ContentModel, ContentRecord } from './content/content.model.js';
import {
  type ContentCounterModel,
  ContentCounterRecord,
  type ContentEventModel,
  ContentEventRecord,
} from './content/content-event.model.js';
import {
  CONTENT_VERSION_RULES,
  type ContentVersionModel,
  ContentVersionRecord,
} from './content/content-version.model.js';
import {
  EVENT_RULES,
  type EventCounterModel,
  EventCounterRecord,
  type EventModel,
  EventRecord,
} from './events/event.model.js';
import { EXPORT_RULES, type ExportModel, ExportRecord } from './exports/export.model.js';
import { JOB_RULES, type JobModel, JobRecord } from './jobs/model/job.model.js';
import { type QueueStateModel, QueueStateRecord } from './jobs/queue-switch.js';
import { SCHEDULE_RULES, type ScheduleModel, ScheduleRecord } from './schedules/model/schedule.model.js';
import {
  TEMPLATE_RULES,
  type TemplateModel,
  TemplateRecord,
  type TemplateVersionModel,
  TemplateVersionRecord,
} from './templates/template.model.js';
import { type UsageDayModel, UsageDayRecord } from './usage/usage.model.js';
import { VOICE_RULES, type VoiceModel, VoiceRecord } from './voices/voice.model.js';
import { DELIVERY_RULES, type DeliveryModel, DeliveryRecord } from './webhooks/delivery.model.js';
import { WEBHOOK_RULES, type WebhookModel, WebhookRecord } from './webhooks/webhook.model.js';

export interface Models {
  users: UserModel;
  sessions: SessionModel;
  accountLinks: AccountLinkModel;
  contents: ContentModel;
  contentVersions: ContentVersionModel;
  binnedContents: BinnedContentModel;
  contentEvents: ContentEventModel;
  contentCounters: ContentCounterModel;
  jobs: JobModel;
  events: EventModel;
  counters: EventCounterModel;
  usageDays: UsageDayModel;
  leases: LeaseModel;
  migrations: MigrationModel;
  webhooks: WebhookModel;
  deliveries: DeliveryModel;
  audit: AuditModel;
  exports: ExportModel;
  queueStates: QueueStateModel;
  voices: VoiceModel;
  accessTokens: AccessTokenModel;
  batches: BatchModel;
  templates: TemplateModel;
  templateVersions: TemplateVersionModel;
  schedules: ScheduleModel;
}

const RULES: Partial<Record<keyof Models, RowRules>> = {
  users: USER_RULES,
  sessions: SESSION_RULES,
  accountLinks: ACCOUNT_LINK_RULES,
  contents: CONTENT_RULES,
  contentVersions: CONTENT_VERSION_RULES,
  binnedContents: BINNED_CONTENT_RULES,
  jobs: JOB_RULES,
  events: EVENT_RULES,
  webhooks: WEBHOOK_RULES,
  deliveries: DELIVERY_RULES,
  audit: AUDIT_RULES,
  voices: VOICE_RULES,
  accessTokens: ACCESS_TOKEN_RULES,
  templates: TEMPLATE_RULES,
  templateVersions: TEMPLATE_RULES,
  schedules: SCHEDULE_RULES,
  exports: EXPORT_RULES,
};

/** Binds every model to one connection. */
export function bindModels(connection: Connection): Models {
  // The cache is by name across connections, and would return a model of another one.
  setGlobalOptions({ globalOptions: { disableGlobalCaching: true } });
  const options = { existingConnection: connection };
  return {
    users: getModelForClass(UserRecord, options),
    sessions: getModelForClass(SessionRecord, options),
    accountLinks: getModelForClass(AccountLinkRecord, options),
    contents: getModelForClass(ContentRecord, options),
    contentVersions: getModelForClass(ContentVersionRecord, options),
    binnedContents: getModelForClass(BinnedContentRecord, options),
    contentEvents: getModelForClass(ContentEventRecord, options),
    contentCounters: getModelForClass(ContentCounterRecord, options),
    jobs: getModelForClass(JobRecord, options),
    events: getModelForClass(EventRecord, options),
    counters: getModelForClass(EventCounterRecord, options),
    usageDays: getModelForClass(UsageDayRecord, options),
    leases: getModelForClass(LeaseRecord, options),
    migrations: getModelForClass(MigrationRecord, options),
    webhooks: getModelForClass(WebhookRecord, options),
    deliveries: getModelForClass(DeliveryRecord, options),
    audit: getModelForClass(AuditRecord, options),
    exports: getModelForClass(ExportRecord, options),
    queueStates: getModelForClass(QueueStateRecord, options),
    voices: getModelForClass(VoiceRecord, options),
    accessTokens: getModelForClass(AccessTokenRecord, options),
    batches: getModelForClass(BatchRecord, options),
    templates: getModelForClass(TemplateRecord, options),
    templateVersions: getModelForClass(TemplateVersionRecord, options),
    schedules: getModelForClass(ScheduleRecord, options),
  };
}

/** The rules for the rows of each model. */
export const rowSchemasOf = (models: Models): Map<string, RowSchema> =>
  new Map(
    (Object.keys(models) as (keyof Models)[]).map((name) => [
      models[name].collection.collectionName,
      rowSchema(models[name], RULES[name]),
    ]),
  );
