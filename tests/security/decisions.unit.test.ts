import { readFile } from 'node:fs/promises';
import { buildSchema, isObjectType } from 'graphql';
import { expect, it } from 'vitest';

/**
 * Who may read or do what, field by field. A new field of the schema has no decision until it is added here.
 * tests/access.test.ts checks that the server complies, for each root field with every kind of caller.
 */
const PUBLIC: Record<string, string> = {
  Mutation: 'register login refreshSession requestPasswordReset resetPassword verifyEmail',
};
/** A valid token of an active account. An id refers to an object of the account, or gives an error. */
const SIGNED_IN: Record<string, string> = {
  Query:
    'me sessions content contents job jobs notifications webhooks webhookDeliveries brandVoices optionLimits accessTokens contentVersions contentVersion binnedContents contentTags templates template batch batches export exports schedule schedules scheduleTimes node',
  Mutation:
    'logout logoutEverywhere revokeSession changePassword deleteAccount updateProfile requestEmailVerification createContent updateContent deleteContent generateContent cancelJob retryJob saveJobToLibrary markNotificationsRead createWebhook updateWebhook deleteWebhook rotateWebhookSecret redeliverWebhook sendTestWebhook createBrandVoice updateBrandVoice deleteBrandVoice createAccessToken revokeAccessToken restoreContent deleteContents restoreFromBin deleteForever emptyBin addTags removeTags setStarred refineJob continueJob createTemplate updateTemplate deleteTemplate generateBatch cancelBatch retryBatch exportContents exportMyData deleteExport rescheduleJob createSchedule updateSchedule pauseSchedule resumeSchedule deleteSchedule',
  Subscription:
    'jobCompleted jobProgress presenceChanged webhookDisabled contentChanged batchProgress exportProgress schedulePaused',
};
/** An administrator. The role is checked at each call. */
const ADMINISTRATORS: Record<string, string> = {
  Query: 'adminUsers adminJobs queueStats auditLog',
  Mutation: 'setUserStatus setUserRole setUserBudget adminRetryJobs adminCancelJobs pauseQueue resumeQueue',
  Subscription: 'queueStatsChanged',
  AdminBulkRefusal: 'code id message',
  AdminBulkResult: 'done more refused',
  AdminJob:
    'attemptHistory attempts completedAt createdAt error id instruction prompt requestId run scheduledFor startedAt status type user',
  AdminJobConnection: 'edges pageInfo',
  AdminJobEdge: 'cursor node',
  AdminUser: 'createdAt email id monthlyBudgetUsd monthlyTokens name role status',
  AdminUserConnection: 'edges pageInfo',
  AdminUserEdge: 'cursor node',
  AuditEntry: 'action actor actorId address at from id targetId to user',
  AuditEntryConnection: 'edges pageInfo',
  AuditEntryEdge: 'cursor node',
  QueueMinute: 'at failed started waitSeconds',
  QueueStats:
    'active at delayed failedLastHour lastHour oldestWaitingSeconds paused startedPerMinute waitP50Seconds waitP95Seconds waiting workers',
  QueueWorker: 'concurrency id running startedAt',
};
/** Reached through an object that the fields above returned to its owner. */
const OF_ITS_OWNER: Record<string, string> = {
  AccessToken: 'access createdAt expiresAt id lastUsedAt name',
  // Shown once, to the user who created it.
  AccessTokenWithSecret: 'accessToken token',
  AuthPayload: 'expiresAt refreshExpiresAt refreshToken token user',
  BlogPost: 'conclusion introduction sections title',
  BlogPostSection: 'heading paragraphs',
  BrandVoice: 'createdAt description id name samples updatedAt',
  OptionLimits: 'maxTemperature models',
  EmailNewsletter: 'callToAction greeting preheader sections signOff subject',
  NewsletterSection: 'heading text',
  BlogPostOutline: 'conclusion introduction sections title',
  DailyUsage: 'attempts completionTokens costUsd day promptTokens',
  BinnedContent: 'binnedAt content removedAfter',
  BinnedContentConnection: 'edges pageInfo totalCount',
  BinnedContentEdge: 'cursor node',
  Content: 'body createdAt id source starred structure tags title type updatedAt version',
  ContentBulkRefusal: 'code id message',
  ContentBulkResult: 'done refused',
  ContentChange: 'content contentId cursor kind occurredAt',
  ContentConnection: 'edges pageInfo totalCount',
  ContentEdge: 'cursor matches node',
  ContentMatch: 'end field start',
  ContentSource: 'editedShare job jobId model prompt',
  ContentTag: 'count tag',
  ContentVersion: 'actorId body reason replacedAt title type version',
  ContentVersionConnection: 'edges pageInfo totalCount',
  ContentVersionEdge: 'cursor node',
  Device: 'connectedAt sessionId userAgent',
  Job: 'attemptHistory attempts basis batch checks children completedAt createdAt error estimatedCompletionAt estimatedStartAt finishReason generatedContent id options parent prompt queuePosition run savedContent schedule scheduledFor startedAt status structure template type updatedAt usage',
  Batch: 'byStatus canceledAt completedAt createdAt id jobs progress startedAt total',
  BatchConnection: 'edges pageInfo',
  BatchCounts: 'canceled completed failed processing queued retrying',
  BatchEdge: 'cursor node',
  BatchProgress: 'batchId canceled completed completedAt cursor failed progress total',
  GenerationOptions:
    'audience avoid brandVoice keywords language length model platform temperature tone toneDescription',
  JobBrandVoice: 'description id name samples',
  Export: 'completedAt createdAt done downloadUrl error expiresAt fileName format id kind size status total',
  ExportConnection: 'edges pageInfo',
  ExportEdge: 'cursor node',
  JobAttempt: 'endedAt error model number repair run startedAt usage',
  JobCheck: 'detail name passed',
  JobCompletedEvent: 'batch cursor job occurredAt',
  JobConnection: 'edges pageInfo totalCount',
  JobEdge: 'cursor node',
  JobError: 'code message retriable',
  JobUsage: 'completionTokens costUsd model promptTokens',
  JobProgress: 'attempt estimatedCompletionAt estimatedStartAt jobId offset queuePosition run status text',
  JobBasis: 'end instruction kind start text',
  JobBatch: 'id item variation',
  JobSchedule: 'dueAt id',
  JobTemplate: 'id name variables version',
  Notification: 'cursor job occurredAt read',
  NotificationConnection: 'edges pageInfo totalCount',
  NotificationEdge: 'cursor node',
  OutlineSection: 'heading points',
  PageInfo: 'endCursor hasNextPage hasPreviousPage startCursor',
  Presence: 'devices online',
  ProductDescription: 'body callToAction features headline',
  Schedule:
    'createdAt cron failuresInARow id jobs lastFailure lastRunAt name nextRunAt nextRuns options pauseReason pausedAt prompt rrule startsAt status templateId templateVersion timeZone type updatedAt variables',
  ScheduleFailure: 'at code jobId message',
  Session: 'createdAt current id lastSeenAt userAgent',
  SocialMediaCaption: 'characterCount emoji hashtags text',
  Budget: 'limitTokens limitUsd promisedTokens promisedUsd resetsAt usedTokens usedUsd',
  Template: 'builtIn createdAt description id name options prompt type updatedAt variables version versions',
  TemplateVariable: 'default label name options required type',
  VariableValue: 'name value',
  Usage: 'attempts completionTokens costUsd promptTokens',
  User: 'budget createdAt devices email emailVerified eventCursor id mailAvailable name online role status unreadCount usage usageByDay',
  Webhook: 'createdAt disabledAt disabledReason events failingSince id status updatedAt url',
  WebhookDelivery:
    'attempts createdAt cursor deliveredAt error event eventId id nextAttemptAt responseStatus status webhookId',
  WebhookDeliveryConnection: 'edges pageInfo totalCount',
  WebhookDeliveryEdge: 'cursor node',
  // Shown once, to the user who created or rotated it.
  WebhookWithSecret: 'secret webhook',
};

it('every field has a decision on who may read it, and every decision a field', async () => {
  const schema = buildSchema(await readFile('schema.graphql', 'utf8'));
  const fields = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      Object.keys(isObjectType(type) ? type.getFields() : {}).map((f) => `${type.name}.${f}`),
    );
  const decided = [PUBLIC, SIGNED_IN, ADMINISTRATORS, OF_ITS_OWNER].flatMap((table) =>
    Object.entries(table).flatMap(([type, names]) => names.split(' ').map((name) => `${type}.${name}`)),
  );
  expect(fields.toSorted()).toEqual(decided.toSorted());
});
