/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { token expiresAt user { id name email status createdAt eventCursor } }\n  }\n": typeof types.RegisterDocument,
    "\n  mutation Login($input: LoginInput!) {\n    login(input: $input) { token expiresAt user { id email } }\n  }\n": typeof types.LoginDocument,
    "\n  mutation Generate($input: GenerateContentInput!) {\n    generateContent(input: $input) { id status type scheduledFor createdAt attempts }\n  }\n": typeof types.GenerateDocument,
    "\n  subscription DemoProgress($jobId: ID!) { jobProgress(jobId: $jobId) { status attempt offset text } }\n": typeof types.DemoProgressDocument,
    "\n  subscription JobCompleted($jobId: ID, $after: String) {\n    jobCompleted(jobId: $jobId, after: $after) {\n      cursor\n      occurredAt\n      job { id run type status generatedContent finishReason attempts completedAt error { code message retriable } savedContent { id } }\n    }\n  }\n": typeof types.JobCompletedDocument,
    "\n  mutation SaveJob($id: ID!, $title: String) {\n    saveJobToLibrary(id: $id, title: $title) { id title type body }\n  }\n": typeof types.SaveJobDocument,
    "\n  query Search($search: String, $type: ContentType, $first: Int, $after: String, $orderBy: ContentOrder) {\n    contents(search: $search, type: $type, first: $first, after: $after, orderBy: $orderBy) {\n      totalCount\n      edges { cursor node { id title type body } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": typeof types.SearchDocument,
    "query Promised { me { budget { promisedTokens } } }": typeof types.PromisedDocument,
    "\n  fragment BatchFields on Batch {\n    id total progress startedAt completedAt canceledAt createdAt\n    byStatus { queued processing retrying completed failed canceled }\n  }\n": typeof types.BatchFieldsFragmentDoc,
    "\n  mutation GenerateBatch($input: GenerateBatchInput!) { generateBatch(input: $input) { ...BatchFields } }\n": typeof types.GenerateBatchDocument,
    "\n  query OneBatch($id: ID!, $first: Int! = 100, $after: String, $status: [JobStatus!]) {\n    batch(id: $id) {\n      ...BatchFields\n      jobs(first: $first, after: $after, status: $status) {\n        edges { node { id prompt status run options { tone language } error { code } batch { id item variation } template { version } } }\n        pageInfo { hasNextPage endCursor }\n        totalCount\n      }\n    }\n  }\n": typeof types.OneBatchDocument,
    "\n  query Batches($first: Int!, $after: String) {\n    batches(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } }\n  }\n": typeof types.BatchesDocument,
    "mutation CancelBatch($id: ID!) { cancelBatch(id: $id) { ...BatchFields } }": typeof types.CancelBatchDocument,
    "\n  mutation RetryBatch($id: ID!, $failedOnly: Boolean! = true) {\n    retryBatch(id: $id, failedOnly: $failedOnly) { ...BatchFields }\n  }\n": typeof types.RetryBatchDocument,
    "\n  subscription FollowBatch($id: ID!, $after: String) {\n    batchProgress(id: $id, after: $after) { cursor total completed failed canceled progress completedAt }\n  }\n": typeof types.FollowBatchDocument,
    "\n  subscription BatchEnds { jobCompleted(after: \"0\") { cursor job { id } batch { batchId progress completedAt } } }\n": typeof types.BatchEndsDocument,
    "\n  query Estimates {\n    jobs(first: 50) {\n      edges { node { id status queuePosition estimatedStartAt estimatedCompletionAt startedAt completedAt } }\n    }\n  }\n": typeof types.EstimatesDocument,
    "\n  mutation GenerateEstimated($input: GenerateContentInput!) {\n    generateContent(input: $input) { id queuePosition estimatedStartAt estimatedCompletionAt }\n  }\n": typeof types.GenerateEstimatedDocument,
    "\n  subscription EstimatedProgress($jobId: ID!) {\n    jobProgress(jobId: $jobId) { status text queuePosition estimatedStartAt estimatedCompletionAt }\n  }\n": typeof types.EstimatedProgressDocument,
    "mutation CancelWaiting($id: ID!) { cancelJob(id: $id) { status queuePosition } }": typeof types.CancelWaitingDocument,
    "\n  mutation Cancel($id: ID!) {\n    cancelJob(id: $id) { id status run attempts generatedContent completedAt error { code } attemptHistory { run number startedAt endedAt model error { code } } }\n  }\n": typeof types.CancelDocument,
    "\n  mutation Retry($id: ID!) {\n    retryJob(id: $id) { id status run attempts generatedContent startedAt completedAt error { code } attemptHistory { run number } }\n  }\n": typeof types.RetryDocument,
    "\n  query JobState($id: ID!) {\n    job(id: $id) { status run attempts generatedContent error { code } attemptHistory { run number startedAt endedAt model error { code } } }\n  }\n": typeof types.JobStateDocument,
    "\n  query JobStatus($id: ID!) {\n    job(id: $id) { id status attempts scheduledFor createdAt generatedContent finishReason error { code retriable } }\n  }\n": typeof types.JobStatusDocument,
    "\n  query JobModels($id: ID!) {\n    job(id: $id) { status attempts error { code } attemptHistory { number model error { code retriable } } }\n  }\n": typeof types.JobModelsDocument,
    "query OptionLimits { optionLimits { models maxTemperature } }": typeof types.OptionLimitsDocument,
    "\n  query Notifications($unreadOnly: Boolean, $first: Int, $after: String) {\n    notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {\n      totalCount\n      edges { cursor node { cursor occurredAt read job { id run prompt status generatedContent savedContent { id } } } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": typeof types.NotificationsDocument,
    "\n  mutation MarkRead($upTo: String!) { markNotificationsRead(upTo: $upTo) { id unreadCount eventCursor } }\n": typeof types.MarkReadDocument,
    "query Unread { me { unreadCount eventCursor } }": typeof types.UnreadDocument,
    "mutation DeleteAccount($password: String!) { deleteAccount(password: $password) }": typeof types.DeleteAccountDocument,
    "mutation RunAgain($id: ID!) { retryJob(id: $id) { id } }": typeof types.RunAgainDocument,
    "\n  mutation GenerateWith($input: GenerateContentInput!) { generateContent(input: $input) { id ...JobWithOptions } }\n  fragment JobWithOptions on Job {\n    status\n    run\n    checks { name passed }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature\n      brandVoice { id name description samples }\n    }\n  }\n": typeof types.GenerateWithDocument,
    "query JobWith($id: ID!) { job(id: $id) { ...JobWithOptions } }": typeof types.JobWithDocument,
    "mutation RetryWith($id: ID!) { retryJob(id: $id) { ...JobWithOptions } }": typeof types.RetryWithDocument,
    "\n  subscription JobProgress($jobId: ID!) {\n    jobProgress(jobId: $jobId) { jobId status run attempt offset text }\n  }\n": typeof types.JobProgressDocument,
    "\n  mutation CancelJob($id: ID!) { cancelJob(id: $id) { status generatedContent } }\n": typeof types.CancelJobDocument,
    "\n  query TextOf($id: ID!) { job(id: $id) { status generatedContent } }\n": typeof types.TextOfDocument,
    "\n  mutation Refine($id: ID!, $instruction: String!, $start: Int, $end: Int, $text: String, $idempotencyKey: String) {\n    refineJob(\n      id: $id\n      instruction: $instruction\n      start: $start\n      end: $end\n      text: $text\n      idempotencyKey: $idempotencyKey\n    ) { id status prompt type basis { kind instruction start end text } parent { id } }\n  }\n": typeof types.RefineDocument,
    "\n  mutation Continue($id: ID!, $idempotencyKey: String) {\n    continueJob(id: $id, idempotencyKey: $idempotencyKey) { id basis { kind instruction start end } parent { id } }\n  }\n": typeof types.ContinueDocument,
    "\n  query Refined($id: ID!) {\n    job(id: $id) {\n      status\n      generatedContent\n      finishReason\n      checks { name passed }\n      attemptHistory { run repair }\n      options { audience }\n      basis { text }\n      parent { id }\n      children(first: 1) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } }\n    }\n  }\n": typeof types.RefinedDocument,
    "\n  query Children($first: Int! = 20, $childrenOf: Int! = 20) {\n    jobs(first: $first) {\n      edges { node { id basis { text } parent { id } children(first: $childrenOf) { totalCount edges { node { id } } } } }\n    }\n  }\n": typeof types.ChildrenDocument,
    "\n  query NextChildren($id: ID!, $after: String!) {\n    job(id: $id) { children(first: 5, after: $after) { edges { node { id } } pageInfo { hasPreviousPage } } }\n  }\n": typeof types.NextChildrenDocument,
    "\n  subscription FollowRefined($jobId: ID!) { jobProgress(jobId: $jobId) { status offset text } }\n": typeof types.FollowRefinedDocument,
    "mutation RetryChild($id: ID!) { retryJob(id: $id) { id run basis { text } } }": typeof types.RetryChildDocument,
    "mutation CancelChild($id: ID!) { cancelJob(id: $id) { status generatedContent } }": typeof types.CancelChildDocument,
    "\n  query JobInForm($id: ID!) {\n    job(id: $id) {\n      status\n      generatedContent\n      finishReason\n      attempts\n      checks { name passed detail }\n      attemptHistory { number repair error { code } }\n      structure {\n        __typename\n        ... on SocialMediaCaption { text emoji hashtags characterCount }\n        ... on ProductDescription { headline features }\n        ... on BlogPostOutline { title sections { heading points } }\n      }\n    }\n  }\n": typeof types.JobInFormDocument,
    "\n  subscription FollowText($jobId: ID!) { jobProgress(jobId: $jobId) { status attempt offset text } }\n": typeof types.FollowTextDocument,
    "\n  mutation CancelInRepair($id: ID!) { cancelJob(id: $id) { status generatedContent } }\n": typeof types.CancelInRepairDocument,
    "\n  mutation SaveInForm($id: ID!) {\n    saveJobToLibrary(id: $id) { id structure { ... on SocialMediaCaption { hashtags } } }\n  }\n": typeof types.SaveInFormDocument,
    "\n  mutation EditInForm($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { structure { __typename } }\n  }\n": typeof types.EditInFormDocument,
    "query RetentionPage { me { unreadCount } jobs(first: 20) { totalCount edges { node { id prompt } } } }": typeof types.RetentionPageDocument,
    "\n  query Kept($unreadOnly: Boolean) {\n    jobs { totalCount edges { node { id } } }\n    notifications(unreadOnly: $unreadOnly, first: 2) { totalCount edges { cursor } pageInfo { hasNextPage } }\n    contents { edges { node { id body } } }\n    me { unreadCount eventCursor }\n  }\n": typeof types.KeptDocument,
    "mutation RetryOld($id: ID!) { retryJob(id: $id) { id run } }": typeof types.RetryOldDocument,
    "mutation MarkOld($upTo: String!) { markNotificationsRead(upTo: $upTo) { unreadCount } }": typeof types.MarkOldDocument,
    "\n  query HistoryOf($id: ID!) {\n    job(id: $id) { status attempts attemptHistory { number error { code } } }\n  }\n": typeof types.HistoryOfDocument,
    "\n  query JobUsage($id: ID!) {\n    job(id: $id) {\n      status\n      usage { promptTokens completionTokens costUsd model }\n      attemptHistory { number model error { code } usage { promptTokens completionTokens costUsd model } }\n    }\n  }\n": typeof types.JobUsageDocument,
    "\n  query MyUsage {\n    me {\n      usage { attempts promptTokens completionTokens costUsd }\n      today: usage(period: DAY) { attempts }\n      usageByDay(days: 2) { day attempts promptTokens completionTokens costUsd }\n    }\n  }\n": typeof types.MyUsageDocument,
    "\n  query MyBudget { me { budget { limitUsd usedUsd limitTokens usedTokens promisedTokens promisedUsd } } }\n": typeof types.MyBudgetDocument,
    "mutation CancelPaid($id: ID!) { cancelJob(id: $id) { status } }": typeof types.CancelPaidDocument,
    "query WaitingJob($id: ID!) { job(id: $id) { status attempts } }": typeof types.WaitingJobDocument,
    "\n  mutation AddPiece($title: String!) {\n    createContent(input: { title: $title, type: SOCIAL_MEDIA_CAPTION, body: \"kept\" }) { id }\n  }\n": typeof types.AddPieceDocument,
    "query AllTitles { contents(first: 100, orderBy: OLDEST) { edges { node { title } } } }": typeof types.AllTitlesDocument,
    "\n  subscription TextUntilDeath($id: ID!) { jobProgress(jobId: $id) { status attempt text } }\n": typeof types.TextUntilDeathDocument,
    "\n  query AfterDeath($id: ID!) {\n    job(id: $id) { status attempts generatedContent attemptHistory { number error { code message } } }\n  }\n": typeof types.AfterDeathDocument,
    "\n  mutation SeedLogin($input: LoginInput!) { login(input: $input) { token user { eventCursor } } }\n": typeof types.SeedLoginDocument,
    "\n  query SeededState {\n    contents(first: 100) { edges { node { id type title } } }\n    jobs(first: 100) { edges { node { id status attempts } } }\n    sessions { id }\n  }\n": typeof types.SeededStateDocument,
    "\n  fragment ScheduleFields on Schedule {\n    id name cron rrule startsAt timeZone prompt type templateId templateVersion variables { name value } options { tone }\n    status pauseReason pausedAt nextRunAt lastRunAt failuresInARow lastFailure { code message jobId } nextRuns\n  }\n": typeof types.ScheduleFieldsFragmentDoc,
    "\n  mutation CreateSchedule($input: CreateScheduleInput!) { createSchedule(input: $input) { ...ScheduleFields } }\n": typeof types.CreateScheduleDocument,
    "\n  mutation UpdateSchedule($id: ID!, $input: UpdateScheduleInput!) {\n    updateSchedule(id: $id, input: $input) { ...ScheduleFields }\n  }\n": typeof types.UpdateScheduleDocument,
    "\n  mutation PauseSchedule($id: ID!) { pauseSchedule(id: $id) { ...ScheduleFields } }\n": typeof types.PauseScheduleDocument,
    "\n  mutation ResumeSchedule($id: ID!) { resumeSchedule(id: $id) { ...ScheduleFields } }\n": typeof types.ResumeScheduleDocument,
    "\n  mutation DeleteSchedule($id: ID!) { deleteSchedule(id: $id) { id } }\n": typeof types.DeleteScheduleDocument,
    "\n  query OneSchedule($id: ID!, $first: Int! = 20, $after: String) {\n    schedule(id: $id) {\n      ...ScheduleFields\n      jobs(first: $first, after: $after) {\n        edges { node { id prompt status options { tone language } schedule { id dueAt } template { version } } }\n        pageInfo { hasNextPage endCursor }\n        totalCount\n      }\n    }\n  }\n": typeof types.OneScheduleDocument,
    "query Schedules { schedules { id } }": typeof types.SchedulesDocument,
    "\n  query ScheduleTimes($cron: String, $rrule: String, $startsAt: String, $timeZone: String!) {\n    scheduleTimes(cron: $cron, rrule: $rrule, startsAt: $startsAt, timeZone: $timeZone)\n  }\n": typeof types.ScheduleTimesDocument,
    "\n  subscription SchedulePaused { schedulePaused { id pauseReason failuresInARow lastFailure { code } } }\n": typeof types.SchedulePausedDocument,
    "\n  mutation RescheduleJob($id: ID!, $scheduledFor: ScheduleTimeInput!) {\n    rescheduleJob(id: $id, scheduledFor: $scheduledFor) { id status scheduledFor estimatedStartAt }\n  }\n": typeof types.RescheduleJobDocument,
    "\n  query Outcome($id: ID!) { job(id: $id) { status generatedContent error { code message retriable } } }\n": typeof types.OutcomeDocument,
    "query Me { me { id name email status eventCursor } }": typeof types.MeDocument,
    "\n  query OneContent($id: ID!) { content(id: $id) { id title type body createdAt updatedAt } }\n": typeof types.OneContentDocument,
    "\n  mutation CreateContent($input: CreateContentInput!) {\n    createContent(input: $input) { id title type body createdAt updatedAt }\n  }\n": typeof types.CreateContentDocument,
    "\n  mutation UpdateContent($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { id title type body createdAt updatedAt }\n  }\n": typeof types.UpdateContentDocument,
    "\n  mutation DeleteContent($id: ID!) { deleteContent(id: $id) { id title type body createdAt updatedAt } }\n": typeof types.DeleteContentDocument,
    "query CountContents { contents(first: 1) { totalCount } }": typeof types.CountContentsDocument,
    "\n  mutation CreateWebhook($url: String!, $events: [WebhookEvent!]!) {\n    createWebhook(url: $url, events: $events) {\n      secret\n      webhook { id url events status disabledReason failingSince }\n    }\n  }\n": typeof types.CreateWebhookDocument,
    "\n  mutation SendTestWebhook($id: ID!) { sendTestWebhook(id: $id) { id eventId status } }\n": typeof types.SendTestWebhookDocument,
    "\n  mutation CreateBrandVoice($input: CreateBrandVoiceInput!) {\n    createBrandVoice(input: $input) { id name description samples }\n  }\n": typeof types.CreateBrandVoiceDocument,
    "\n  mutation UpdateBrandVoice($id: ID!, $input: UpdateBrandVoiceInput!) {\n    updateBrandVoice(id: $id, input: $input) { id name description samples }\n  }\n": typeof types.UpdateBrandVoiceDocument,
    "\n  mutation DeleteBrandVoice($id: ID!) { deleteBrandVoice(id: $id) { id } }\n": typeof types.DeleteBrandVoiceDocument,
    "\n  fragment TemplateFields on Template {\n    id builtIn version name description type prompt createdAt updatedAt\n    variables { name label type required default options }\n    options { tone language keywords brandVoice { id } }\n  }\n": typeof types.TemplateFieldsFragmentDoc,
    "\n  query Templates($type: ContentType, $search: String) { templates(type: $type, search: $search) { ...TemplateFields } }\n": typeof types.TemplatesDocument,
    "\n  query OneTemplate($id: ID!, $version: Int) {\n    template(id: $id, version: $version) { ...TemplateFields versions { version name prompt options { tone } } }\n  }\n": typeof types.OneTemplateDocument,
    "\n  mutation CreateTemplate($input: CreateTemplateInput!) { createTemplate(input: $input) { ...TemplateFields } }\n": typeof types.CreateTemplateDocument,
    "\n  mutation UpdateTemplate($id: ID!, $input: UpdateTemplateInput!) {\n    updateTemplate(id: $id, input: $input) { ...TemplateFields }\n  }\n": typeof types.UpdateTemplateDocument,
    "\n  mutation DeleteTemplate($id: ID!) { deleteTemplate(id: $id) { ...TemplateFields } }\n": typeof types.DeleteTemplateDocument,
    "\n  mutation GenerateFrom($input: GenerateContentInput!) {\n    generateContent(input: $input) { id prompt type options { tone language keywords audience } template { id name version variables { name value } } }\n  }\n": typeof types.GenerateFromDocument,
    "\n  query JobFrom($id: ID!) { job(id: $id) { prompt status template { id name version variables { name value } } } }\n": typeof types.JobFromDocument,
    "query BrandVoices { brandVoices { id name description samples } }": typeof types.BrandVoicesDocument,
    "\n  query ListWebhooks { webhooks { id url events status disabledReason disabledAt failingSince } }\n": typeof types.ListWebhooksDocument,
    "\n  mutation UpdateWebhook($id: ID!, $url: String, $events: [WebhookEvent!], $status: WebhookStatus) {\n    updateWebhook(id: $id, url: $url, events: $events, status: $status) {\n      id url events status disabledReason disabledAt failingSince\n    }\n  }\n": typeof types.UpdateWebhookDocument,
    "mutation DeleteWebhook($id: ID!) { deleteWebhook(id: $id) { id } }": typeof types.DeleteWebhookDocument,
    "\n  mutation RotateWebhookSecret($id: ID!) { rotateWebhookSecret(id: $id) { secret webhook { id } } }\n": typeof types.RotateWebhookSecretDocument,
    "\n  mutation RedeliverWebhook($id: ID!) { redeliverWebhook(deliveryId: $id) { id status attempts } }\n": typeof types.RedeliverWebhookDocument,
    "\n  query WebhookDeliveries($id: ID!, $status: WebhookDeliveryStatus, $first: Int = 20, $after: String) {\n    webhookDeliveries(webhookId: $id, status: $status, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage endCursor }\n      edges {\n        node { id eventId event cursor status attempts responseStatus error nextAttemptAt deliveredAt createdAt }\n      }\n    }\n  }\n": typeof types.WebhookDeliveriesDocument,
    "\n  subscription WebhookDisabled { webhookDisabled { id status disabledReason disabledAt } }\n": typeof types.WebhookDisabledDocument,
    "mutation CancelForWebhook($id: ID!) { cancelJob(id: $id) { id } }": typeof types.CancelForWebhookDocument,
    "\n  mutation DeleteAccountWithWebhooks($password: String!) { deleteAccount(password: $password) }\n": typeof types.DeleteAccountWithWebhooksDocument,
    "\n  subscription WholeEvent($after: String) {\n    jobCompleted(after: $after) {\n      cursor\n      occurredAt\n      batch { cursor batchId total completed failed canceled progress completedAt }\n      job {\n        id prompt type status generatedContent finishReason run attempts\n        scheduledFor startedAt completedAt createdAt updatedAt\n        error { code message retriable }\n        checks { name passed detail }\n        options { tone }\n        template { id name version variables { name value } }\n        batch { id item variation }\n        basis { kind }\n        schedule { id dueAt }\n        attemptHistory { run number startedAt endedAt model repair error { code message retriable } usage { promptTokens completionTokens costUsd } }\n      }\n    }\n  }\n": typeof types.WholeEventDocument,
};
const documents: Documents = {
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { token expiresAt user { id name email status createdAt eventCursor } }\n  }\n": types.RegisterDocument,
    "\n  mutation Login($input: LoginInput!) {\n    login(input: $input) { token expiresAt user { id email } }\n  }\n": types.LoginDocument,
    "\n  mutation Generate($input: GenerateContentInput!) {\n    generateContent(input: $input) { id status type scheduledFor createdAt attempts }\n  }\n": types.GenerateDocument,
    "\n  subscription DemoProgress($jobId: ID!) { jobProgress(jobId: $jobId) { status attempt offset text } }\n": types.DemoProgressDocument,
    "\n  subscription JobCompleted($jobId: ID, $after: String) {\n    jobCompleted(jobId: $jobId, after: $after) {\n      cursor\n      occurredAt\n      job { id run type status generatedContent finishReason attempts completedAt error { code message retriable } savedContent { id } }\n    }\n  }\n": types.JobCompletedDocument,
    "\n  mutation SaveJob($id: ID!, $title: String) {\n    saveJobToLibrary(id: $id, title: $title) { id title type body }\n  }\n": types.SaveJobDocument,
    "\n  query Search($search: String, $type: ContentType, $first: Int, $after: String, $orderBy: ContentOrder) {\n    contents(search: $search, type: $type, first: $first, after: $after, orderBy: $orderBy) {\n      totalCount\n      edges { cursor node { id title type body } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": types.SearchDocument,
    "query Promised { me { budget { promisedTokens } } }": types.PromisedDocument,
    "\n  fragment BatchFields on Batch {\n    id total progress startedAt completedAt canceledAt createdAt\n    byStatus { queued processing retrying completed failed canceled }\n  }\n": types.BatchFieldsFragmentDoc,
    "\n  mutation GenerateBatch($input: GenerateBatchInput!) { generateBatch(input: $input) { ...BatchFields } }\n": types.GenerateBatchDocument,
    "\n  query OneBatch($id: ID!, $first: Int! = 100, $after: String, $status: [JobStatus!]) {\n    batch(id: $id) {\n      ...BatchFields\n      jobs(first: $first, after: $after, status: $status) {\n        edges { node { id prompt status run options { tone language } error { code } batch { id item variation } template { version } } }\n        pageInfo { hasNextPage endCursor }\n        totalCount\n      }\n    }\n  }\n": types.OneBatchDocument,
    "\n  query Batches($first: Int!, $after: String) {\n    batches(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } }\n  }\n": types.BatchesDocument,
    "mutation CancelBatch($id: ID!) { cancelBatch(id: $id) { ...BatchFields } }": types.CancelBatchDocument,
    "\n  mutation RetryBatch($id: ID!, $failedOnly: Boolean! = true) {\n    retryBatch(id: $id, failedOnly: $failedOnly) { ...BatchFields }\n  }\n": types.RetryBatchDocument,
    "\n  subscription FollowBatch($id: ID!, $after: String) {\n    batchProgress(id: $id, after: $after) { cursor total completed failed canceled progress completedAt }\n  }\n": types.FollowBatchDocument,
    "\n  subscription BatchEnds { jobCompleted(after: \"0\") { cursor job { id } batch { batchId progress completedAt } } }\n": types.BatchEndsDocument,
    "\n  query Estimates {\n    jobs(first: 50) {\n      edges { node { id status queuePosition estimatedStartAt estimatedCompletionAt startedAt completedAt } }\n    }\n  }\n": types.EstimatesDocument,
    "\n  mutation GenerateEstimated($input: GenerateContentInput!) {\n    generateContent(input: $input) { id queuePosition estimatedStartAt estimatedCompletionAt }\n  }\n": types.GenerateEstimatedDocument,
    "\n  subscription EstimatedProgress($jobId: ID!) {\n    jobProgress(jobId: $jobId) { status text queuePosition estimatedStartAt estimatedCompletionAt }\n  }\n": types.EstimatedProgressDocument,
    "mutation CancelWaiting($id: ID!) { cancelJob(id: $id) { status queuePosition } }": types.CancelWaitingDocument,
    "\n  mutation Cancel($id: ID!) {\n    cancelJob(id: $id) { id status run attempts generatedContent completedAt error { code } attemptHistory { run number startedAt endedAt model error { code } } }\n  }\n": types.CancelDocument,
    "\n  mutation Retry($id: ID!) {\n    retryJob(id: $id) { id status run attempts generatedContent startedAt completedAt error { code } attemptHistory { run number } }\n  }\n": types.RetryDocument,
    "\n  query JobState($id: ID!) {\n    job(id: $id) { status run attempts generatedContent error { code } attemptHistory { run number startedAt endedAt model error { code } } }\n  }\n": types.JobStateDocument,
    "\n  query JobStatus($id: ID!) {\n    job(id: $id) { id status attempts scheduledFor createdAt generatedContent finishReason error { code retriable } }\n  }\n": types.JobStatusDocument,
    "\n  query JobModels($id: ID!) {\n    job(id: $id) { status attempts error { code } attemptHistory { number model error { code retriable } } }\n  }\n": types.JobModelsDocument,
    "query OptionLimits { optionLimits { models maxTemperature } }": types.OptionLimitsDocument,
    "\n  query Notifications($unreadOnly: Boolean, $first: Int, $after: String) {\n    notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {\n      totalCount\n      edges { cursor node { cursor occurredAt read job { id run prompt status generatedContent savedContent { id } } } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": types.NotificationsDocument,
    "\n  mutation MarkRead($upTo: String!) { markNotificationsRead(upTo: $upTo) { id unreadCount eventCursor } }\n": types.MarkReadDocument,
    "query Unread { me { unreadCount eventCursor } }": types.UnreadDocument,
    "mutation DeleteAccount($password: String!) { deleteAccount(password: $password) }": types.DeleteAccountDocument,
    "mutation RunAgain($id: ID!) { retryJob(id: $id) { id } }": types.RunAgainDocument,
    "\n  mutation GenerateWith($input: GenerateContentInput!) { generateContent(input: $input) { id ...JobWithOptions } }\n  fragment JobWithOptions on Job {\n    status\n    run\n    checks { name passed }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature\n      brandVoice { id name description samples }\n    }\n  }\n": types.GenerateWithDocument,
    "query JobWith($id: ID!) { job(id: $id) { ...JobWithOptions } }": types.JobWithDocument,
    "mutation RetryWith($id: ID!) { retryJob(id: $id) { ...JobWithOptions } }": types.RetryWithDocument,
    "\n  subscription JobProgress($jobId: ID!) {\n    jobProgress(jobId: $jobId) { jobId status run attempt offset text }\n  }\n": types.JobProgressDocument,
    "\n  mutation CancelJob($id: ID!) { cancelJob(id: $id) { status generatedContent } }\n": types.CancelJobDocument,
    "\n  query TextOf($id: ID!) { job(id: $id) { status generatedContent } }\n": types.TextOfDocument,
    "\n  mutation Refine($id: ID!, $instruction: String!, $start: Int, $end: Int, $text: String, $idempotencyKey: String) {\n    refineJob(\n      id: $id\n      instruction: $instruction\n      start: $start\n      end: $end\n      text: $text\n      idempotencyKey: $idempotencyKey\n    ) { id status prompt type basis { kind instruction start end text } parent { id } }\n  }\n": types.RefineDocument,
    "\n  mutation Continue($id: ID!, $idempotencyKey: String) {\n    continueJob(id: $id, idempotencyKey: $idempotencyKey) { id basis { kind instruction start end } parent { id } }\n  }\n": types.ContinueDocument,
    "\n  query Refined($id: ID!) {\n    job(id: $id) {\n      status\n      generatedContent\n      finishReason\n      checks { name passed }\n      attemptHistory { run repair }\n      options { audience }\n      basis { text }\n      parent { id }\n      children(first: 1) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } }\n    }\n  }\n": types.RefinedDocument,
    "\n  query Children($first: Int! = 20, $childrenOf: Int! = 20) {\n    jobs(first: $first) {\n      edges { node { id basis { text } parent { id } children(first: $childrenOf) { totalCount edges { node { id } } } } }\n    }\n  }\n": types.ChildrenDocument,
    "\n  query NextChildren($id: ID!, $after: String!) {\n    job(id: $id) { children(first: 5, after: $after) { edges { node { id } } pageInfo { hasPreviousPage } } }\n  }\n": types.NextChildrenDocument,
    "\n  subscription FollowRefined($jobId: ID!) { jobProgress(jobId: $jobId) { status offset text } }\n": types.FollowRefinedDocument,
    "mutation RetryChild($id: ID!) { retryJob(id: $id) { id run basis { text } } }": types.RetryChildDocument,
    "mutation CancelChild($id: ID!) { cancelJob(id: $id) { status generatedContent } }": types.CancelChildDocument,
    "\n  query JobInForm($id: ID!) {\n    job(id: $id) {\n      status\n      generatedContent\n      finishReason\n      attempts\n      checks { name passed detail }\n      attemptHistory { number repair error { code } }\n      structure {\n        __typename\n        ... on SocialMediaCaption { text emoji hashtags characterCount }\n        ... on ProductDescription { headline features }\n        ... on BlogPostOutline { title sections { heading points } }\n      }\n    }\n  }\n": types.JobInFormDocument,
    "\n  subscription FollowText($jobId: ID!) { jobProgress(jobId: $jobId) { status attempt offset text } }\n": types.FollowTextDocument,
    "\n  mutation CancelInRepair($id: ID!) { cancelJob(id: $id) { status generatedContent } }\n": types.CancelInRepairDocument,
    "\n  mutation SaveInForm($id: ID!) {\n    saveJobToLibrary(id: $id) { id structure { ... on SocialMediaCaption { hashtags } } }\n  }\n": types.SaveInFormDocument,
    "\n  mutation EditInForm($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { structure { __typename } }\n  }\n": types.EditInFormDocument,
    "query RetentionPage { me { unreadCount } jobs(first: 20) { totalCount edges { node { id prompt } } } }": types.RetentionPageDocument,
    "\n  query Kept($unreadOnly: Boolean) {\n    jobs { totalCount edges { node { id } } }\n    notifications(unreadOnly: $unreadOnly, first: 2) { totalCount edges { cursor } pageInfo { hasNextPage } }\n    contents { edges { node { id body } } }\n    me { unreadCount eventCursor }\n  }\n": types.KeptDocument,
    "mutation RetryOld($id: ID!) { retryJob(id: $id) { id run } }": types.RetryOldDocument,
    "mutation MarkOld($upTo: String!) { markNotificationsRead(upTo: $upTo) { unreadCount } }": types.MarkOldDocument,
    "\n  query HistoryOf($id: ID!) {\n    job(id: $id) { status attempts attemptHistory { number error { code } } }\n  }\n": types.HistoryOfDocument,
    "\n  query JobUsage($id: ID!) {\n    job(id: $id) {\n      status\n      usage { promptTokens completionTokens costUsd model }\n      attemptHistory { number model error { code } usage { promptTokens completionTokens costUsd model } }\n    }\n  }\n": types.JobUsageDocument,
    "\n  query MyUsage {\n    me {\n      usage { attempts promptTokens completionTokens costUsd }\n      today: usage(period: DAY) { attempts }\n      usageByDay(days: 2) { day attempts promptTokens completionTokens costUsd }\n    }\n  }\n": types.MyUsageDocument,
    "\n  query MyBudget { me { budget { limitUsd usedUsd limitTokens usedTokens promisedTokens promisedUsd } } }\n": types.MyBudgetDocument,
    "mutation CancelPaid($id: ID!) { cancelJob(id: $id) { status } }": types.CancelPaidDocument,
    "query WaitingJob($id: ID!) { job(id: $id) { status attempts } }": types.WaitingJobDocument,
    "\n  mutation AddPiece($title: String!) {\n    createContent(input: { title: $title, type: SOCIAL_MEDIA_CAPTION, body: \"kept\" }) { id }\n  }\n": types.AddPieceDocument,
    "query AllTitles { contents(first: 100, orderBy: OLDEST) { edges { node { title } } } }": types.AllTitlesDocument,
    "\n  subscription TextUntilDeath($id: ID!) { jobProgress(jobId: $id) { status attempt text } }\n": types.TextUntilDeathDocument,
    "\n  query AfterDeath($id: ID!) {\n    job(id: $id) { status attempts generatedContent attemptHistory { number error { code message } } }\n  }\n": types.AfterDeathDocument,
    "\n  mutation SeedLogin($input: LoginInput!) { login(input: $input) { token user { eventCursor } } }\n": types.SeedLoginDocument,
    "\n  query SeededState {\n    contents(first: 100) { edges { node { id type title } } }\n    jobs(first: 100) { edges { node { id status attempts } } }\n    sessions { id }\n  }\n": types.SeededStateDocument,
    "\n  fragment ScheduleFields on Schedule {\n    id name cron rrule startsAt timeZone prompt type templateId templateVersion variables { name value } options { tone }\n    status pauseReason pausedAt nextRunAt lastRunAt failuresInARow lastFailure { code message jobId } nextRuns\n  }\n": types.ScheduleFieldsFragmentDoc,
    "\n  mutation CreateSchedule($input: CreateScheduleInput!) { createSchedule(input: $input) { ...ScheduleFields } }\n": types.CreateScheduleDocument,
    "\n  mutation UpdateSchedule($id: ID!, $input: UpdateScheduleInput!) {\n    updateSchedule(id: $id, input: $input) { ...ScheduleFields }\n  }\n": types.UpdateScheduleDocument,
    "\n  mutation PauseSchedule($id: ID!) { pauseSchedule(id: $id) { ...ScheduleFields } }\n": types.PauseScheduleDocument,
    "\n  mutation ResumeSchedule($id: ID!) { resumeSchedule(id: $id) { ...ScheduleFields } }\n": types.ResumeScheduleDocument,
    "\n  mutation DeleteSchedule($id: ID!) { deleteSchedule(id: $id) { id } }\n": types.DeleteScheduleDocument,
    "\n  query OneSchedule($id: ID!, $first: Int! = 20, $after: String) {\n    schedule(id: $id) {\n      ...ScheduleFields\n      jobs(first: $first, after: $after) {\n        edges { node { id prompt status options { tone language } schedule { id dueAt } template { version } } }\n        pageInfo { hasNextPage endCursor }\n        totalCount\n      }\n    }\n  }\n": types.OneScheduleDocument,
    "query Schedules { schedules { id } }": types.SchedulesDocument,
    "\n  query ScheduleTimes($cron: String, $rrule: String, $startsAt: String, $timeZone: String!) {\n    scheduleTimes(cron: $cron, rrule: $rrule, startsAt: $startsAt, timeZone: $timeZone)\n  }\n": types.ScheduleTimesDocument,
    "\n  subscription SchedulePaused { schedulePaused { id pauseReason failuresInARow lastFailure { code } } }\n": types.SchedulePausedDocument,
    "\n  mutation RescheduleJob($id: ID!, $scheduledFor: ScheduleTimeInput!) {\n    rescheduleJob(id: $id, scheduledFor: $scheduledFor) { id status scheduledFor estimatedStartAt }\n  }\n": types.RescheduleJobDocument,
    "\n  query Outcome($id: ID!) { job(id: $id) { status generatedContent error { code message retriable } } }\n": types.OutcomeDocument,
    "query Me { me { id name email status eventCursor } }": types.MeDocument,
    "\n  query OneContent($id: ID!) { content(id: $id) { id title type body createdAt updatedAt } }\n": types.OneContentDocument,
    "\n  mutation CreateContent($input: CreateContentInput!) {\n    createContent(input: $input) { id title type body createdAt updatedAt }\n  }\n": types.CreateContentDocument,
    "\n  mutation UpdateContent($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { id title type body createdAt updatedAt }\n  }\n": types.UpdateContentDocument,
    "\n  mutation DeleteContent($id: ID!) { deleteContent(id: $id) { id title type body createdAt updatedAt } }\n": types.DeleteContentDocument,
    "query CountContents { contents(first: 1) { totalCount } }": types.CountContentsDocument,
    "\n  mutation CreateWebhook($url: String!, $events: [WebhookEvent!]!) {\n    createWebhook(url: $url, events: $events) {\n      secret\n      webhook { id url events status disabledReason failingSince }\n    }\n  }\n": types.CreateWebhookDocument,
    "\n  mutation SendTestWebhook($id: ID!) { sendTestWebhook(id: $id) { id eventId status } }\n": types.SendTestWebhookDocument,
    "\n  mutation CreateBrandVoice($input: CreateBrandVoiceInput!) {\n    createBrandVoice(input: $input) { id name description samples }\n  }\n": types.CreateBrandVoiceDocument,
    "\n  mutation UpdateBrandVoice($id: ID!, $input: UpdateBrandVoiceInput!) {\n    updateBrandVoice(id: $id, input: $input) { id name description samples }\n  }\n": types.UpdateBrandVoiceDocument,
    "\n  mutation DeleteBrandVoice($id: ID!) { deleteBrandVoice(id: $id) { id } }\n": types.DeleteBrandVoiceDocument,
    "\n  fragment TemplateFields on Template {\n    id builtIn version name description type prompt createdAt updatedAt\n    variables { name label type required default options }\n    options { tone language keywords brandVoice { id } }\n  }\n": types.TemplateFieldsFragmentDoc,
    "\n  query Templates($type: ContentType, $search: String) { templates(type: $type, search: $search) { ...TemplateFields } }\n": types.TemplatesDocument,
    "\n  query OneTemplate($id: ID!, $version: Int) {\n    template(id: $id, version: $version) { ...TemplateFields versions { version name prompt options { tone } } }\n  }\n": types.OneTemplateDocument,
    "\n  mutation CreateTemplate($input: CreateTemplateInput!) { createTemplate(input: $input) { ...TemplateFields } }\n": types.CreateTemplateDocument,
    "\n  mutation UpdateTemplate($id: ID!, $input: UpdateTemplateInput!) {\n    updateTemplate(id: $id, input: $input) { ...TemplateFields }\n  }\n": types.UpdateTemplateDocument,
    "\n  mutation DeleteTemplate($id: ID!) { deleteTemplate(id: $id) { ...TemplateFields } }\n": types.DeleteTemplateDocument,
    "\n  mutation GenerateFrom($input: GenerateContentInput!) {\n    generateContent(input: $input) { id prompt type options { tone language keywords audience } template { id name version variables { name value } } }\n  }\n": types.GenerateFromDocument,
    "\n  query JobFrom($id: ID!) { job(id: $id) { prompt status template { id name version variables { name value } } } }\n": types.JobFromDocument,
    "query BrandVoices { brandVoices { id name description samples } }": types.BrandVoicesDocument,
    "\n  query ListWebhooks { webhooks { id url events status disabledReason disabledAt failingSince } }\n": types.ListWebhooksDocument,
    "\n  mutation UpdateWebhook($id: ID!, $url: String, $events: [WebhookEvent!], $status: WebhookStatus) {\n    updateWebhook(id: $id, url: $url, events: $events, status: $status) {\n      id url events status disabledReason disabledAt failingSince\n    }\n  }\n": types.UpdateWebhookDocument,
    "mutation DeleteWebhook($id: ID!) { deleteWebhook(id: $id) { id } }": types.DeleteWebhookDocument,
    "\n  mutation RotateWebhookSecret($id: ID!) { rotateWebhookSecret(id: $id) { secret webhook { id } } }\n": types.RotateWebhookSecretDocument,
    "\n  mutation RedeliverWebhook($id: ID!) { redeliverWebhook(deliveryId: $id) { id status attempts } }\n": types.RedeliverWebhookDocument,
    "\n  query WebhookDeliveries($id: ID!, $status: WebhookDeliveryStatus, $first: Int = 20, $after: String) {\n    webhookDeliveries(webhookId: $id, status: $status, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage endCursor }\n      edges {\n        node { id eventId event cursor status attempts responseStatus error nextAttemptAt deliveredAt createdAt }\n      }\n    }\n  }\n": types.WebhookDeliveriesDocument,
    "\n  subscription WebhookDisabled { webhookDisabled { id status disabledReason disabledAt } }\n": types.WebhookDisabledDocument,
    "mutation CancelForWebhook($id: ID!) { cancelJob(id: $id) { id } }": types.CancelForWebhookDocument,
    "\n  mutation DeleteAccountWithWebhooks($password: String!) { deleteAccount(password: $password) }\n": types.DeleteAccountWithWebhooksDocument,
    "\n  subscription WholeEvent($after: String) {\n    jobCompleted(after: $after) {\n      cursor\n      occurredAt\n      batch { cursor batchId total completed failed canceled progress completedAt }\n      job {\n        id prompt type status generatedContent finishReason run attempts\n        scheduledFor startedAt completedAt createdAt updatedAt\n        error { code message retriable }\n        checks { name passed detail }\n        options { tone }\n        template { id name version variables { name value } }\n        batch { id item variation }\n        basis { kind }\n        schedule { id dueAt }\n        attemptHistory { run number startedAt endedAt model repair error { code message retriable } usage { promptTokens completionTokens costUsd } }\n      }\n    }\n  }\n": types.WholeEventDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { token expiresAt user { id name email status createdAt eventCursor } }\n  }\n"): (typeof documents)["\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { token expiresAt user { id name email status createdAt eventCursor } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Login($input: LoginInput!) {\n    login(input: $input) { token expiresAt user { id email } }\n  }\n"): (typeof documents)["\n  mutation Login($input: LoginInput!) {\n    login(input: $input) { token expiresAt user { id email } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Generate($input: GenerateContentInput!) {\n    generateContent(input: $input) { id status type scheduledFor createdAt attempts }\n  }\n"): (typeof documents)["\n  mutation Generate($input: GenerateContentInput!) {\n    generateContent(input: $input) { id status type scheduledFor createdAt attempts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription DemoProgress($jobId: ID!) { jobProgress(jobId: $jobId) { status attempt offset text } }\n"): (typeof documents)["\n  subscription DemoProgress($jobId: ID!) { jobProgress(jobId: $jobId) { status attempt offset text } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription JobCompleted($jobId: ID, $after: String) {\n    jobCompleted(jobId: $jobId, after: $after) {\n      cursor\n      occurredAt\n      job { id run type status generatedContent finishReason attempts completedAt error { code message retriable } savedContent { id } }\n    }\n  }\n"): (typeof documents)["\n  subscription JobCompleted($jobId: ID, $after: String) {\n    jobCompleted(jobId: $jobId, after: $after) {\n      cursor\n      occurredAt\n      job { id run type status generatedContent finishReason attempts completedAt error { code message retriable } savedContent { id } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveJob($id: ID!, $title: String) {\n    saveJobToLibrary(id: $id, title: $title) { id title type body }\n  }\n"): (typeof documents)["\n  mutation SaveJob($id: ID!, $title: String) {\n    saveJobToLibrary(id: $id, title: $title) { id title type body }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Search($search: String, $type: ContentType, $first: Int, $after: String, $orderBy: ContentOrder) {\n    contents(search: $search, type: $type, first: $first, after: $after, orderBy: $orderBy) {\n      totalCount\n      edges { cursor node { id title type body } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Search($search: String, $type: ContentType, $first: Int, $after: String, $orderBy: ContentOrder) {\n    contents(search: $search, type: $type, first: $first, after: $after, orderBy: $orderBy) {\n      totalCount\n      edges { cursor node { id title type body } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Promised { me { budget { promisedTokens } } }"): (typeof documents)["query Promised { me { budget { promisedTokens } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BatchFields on Batch {\n    id total progress startedAt completedAt canceledAt createdAt\n    byStatus { queued processing retrying completed failed canceled }\n  }\n"): (typeof documents)["\n  fragment BatchFields on Batch {\n    id total progress startedAt completedAt canceledAt createdAt\n    byStatus { queued processing retrying completed failed canceled }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation GenerateBatch($input: GenerateBatchInput!) { generateBatch(input: $input) { ...BatchFields } }\n"): (typeof documents)["\n  mutation GenerateBatch($input: GenerateBatchInput!) { generateBatch(input: $input) { ...BatchFields } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OneBatch($id: ID!, $first: Int! = 100, $after: String, $status: [JobStatus!]) {\n    batch(id: $id) {\n      ...BatchFields\n      jobs(first: $first, after: $after, status: $status) {\n        edges { node { id prompt status run options { tone language } error { code } batch { id item variation } template { version } } }\n        pageInfo { hasNextPage endCursor }\n        totalCount\n      }\n    }\n  }\n"): (typeof documents)["\n  query OneBatch($id: ID!, $first: Int! = 100, $after: String, $status: [JobStatus!]) {\n    batch(id: $id) {\n      ...BatchFields\n      jobs(first: $first, after: $after, status: $status) {\n        edges { node { id prompt status run options { tone language } error { code } batch { id item variation } template { version } } }\n        pageInfo { hasNextPage endCursor }\n        totalCount\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Batches($first: Int!, $after: String) {\n    batches(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } }\n  }\n"): (typeof documents)["\n  query Batches($first: Int!, $after: String) {\n    batches(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelBatch($id: ID!) { cancelBatch(id: $id) { ...BatchFields } }"): (typeof documents)["mutation CancelBatch($id: ID!) { cancelBatch(id: $id) { ...BatchFields } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetryBatch($id: ID!, $failedOnly: Boolean! = true) {\n    retryBatch(id: $id, failedOnly: $failedOnly) { ...BatchFields }\n  }\n"): (typeof documents)["\n  mutation RetryBatch($id: ID!, $failedOnly: Boolean! = true) {\n    retryBatch(id: $id, failedOnly: $failedOnly) { ...BatchFields }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription FollowBatch($id: ID!, $after: String) {\n    batchProgress(id: $id, after: $after) { cursor total completed failed canceled progress completedAt }\n  }\n"): (typeof documents)["\n  subscription FollowBatch($id: ID!, $after: String) {\n    batchProgress(id: $id, after: $after) { cursor total completed failed canceled progress completedAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription BatchEnds { jobCompleted(after: \"0\") { cursor job { id } batch { batchId progress completedAt } } }\n"): (typeof documents)["\n  subscription BatchEnds { jobCompleted(after: \"0\") { cursor job { id } batch { batchId progress completedAt } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Estimates {\n    jobs(first: 50) {\n      edges { node { id status queuePosition estimatedStartAt estimatedCompletionAt startedAt completedAt } }\n    }\n  }\n"): (typeof documents)["\n  query Estimates {\n    jobs(first: 50) {\n      edges { node { id status queuePosition estimatedStartAt estimatedCompletionAt startedAt completedAt } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation GenerateEstimated($input: GenerateContentInput!) {\n    generateContent(input: $input) { id queuePosition estimatedStartAt estimatedCompletionAt }\n  }\n"): (typeof documents)["\n  mutation GenerateEstimated($input: GenerateContentInput!) {\n    generateContent(input: $input) { id queuePosition estimatedStartAt estimatedCompletionAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription EstimatedProgress($jobId: ID!) {\n    jobProgress(jobId: $jobId) { status text queuePosition estimatedStartAt estimatedCompletionAt }\n  }\n"): (typeof documents)["\n  subscription EstimatedProgress($jobId: ID!) {\n    jobProgress(jobId: $jobId) { status text queuePosition estimatedStartAt estimatedCompletionAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelWaiting($id: ID!) { cancelJob(id: $id) { status queuePosition } }"): (typeof documents)["mutation CancelWaiting($id: ID!) { cancelJob(id: $id) { status queuePosition } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Cancel($id: ID!) {\n    cancelJob(id: $id) { id status run attempts generatedContent completedAt error { code } attemptHistory { run number startedAt endedAt model error { code } } }\n  }\n"): (typeof documents)["\n  mutation Cancel($id: ID!) {\n    cancelJob(id: $id) { id status run attempts generatedContent completedAt error { code } attemptHistory { run number startedAt endedAt model error { code } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Retry($id: ID!) {\n    retryJob(id: $id) { id status run attempts generatedContent startedAt completedAt error { code } attemptHistory { run number } }\n  }\n"): (typeof documents)["\n  mutation Retry($id: ID!) {\n    retryJob(id: $id) { id status run attempts generatedContent startedAt completedAt error { code } attemptHistory { run number } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobState($id: ID!) {\n    job(id: $id) { status run attempts generatedContent error { code } attemptHistory { run number startedAt endedAt model error { code } } }\n  }\n"): (typeof documents)["\n  query JobState($id: ID!) {\n    job(id: $id) { status run attempts generatedContent error { code } attemptHistory { run number startedAt endedAt model error { code } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobStatus($id: ID!) {\n    job(id: $id) { id status attempts scheduledFor createdAt generatedContent finishReason error { code retriable } }\n  }\n"): (typeof documents)["\n  query JobStatus($id: ID!) {\n    job(id: $id) { id status attempts scheduledFor createdAt generatedContent finishReason error { code retriable } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobModels($id: ID!) {\n    job(id: $id) { status attempts error { code } attemptHistory { number model error { code retriable } } }\n  }\n"): (typeof documents)["\n  query JobModels($id: ID!) {\n    job(id: $id) { status attempts error { code } attemptHistory { number model error { code retriable } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OptionLimits { optionLimits { models maxTemperature } }"): (typeof documents)["query OptionLimits { optionLimits { models maxTemperature } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Notifications($unreadOnly: Boolean, $first: Int, $after: String) {\n    notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {\n      totalCount\n      edges { cursor node { cursor occurredAt read job { id run prompt status generatedContent savedContent { id } } } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Notifications($unreadOnly: Boolean, $first: Int, $after: String) {\n    notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {\n      totalCount\n      edges { cursor node { cursor occurredAt read job { id run prompt status generatedContent savedContent { id } } } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkRead($upTo: String!) { markNotificationsRead(upTo: $upTo) { id unreadCount eventCursor } }\n"): (typeof documents)["\n  mutation MarkRead($upTo: String!) { markNotificationsRead(upTo: $upTo) { id unreadCount eventCursor } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Unread { me { unreadCount eventCursor } }"): (typeof documents)["query Unread { me { unreadCount eventCursor } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteAccount($password: String!) { deleteAccount(password: $password) }"): (typeof documents)["mutation DeleteAccount($password: String!) { deleteAccount(password: $password) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RunAgain($id: ID!) { retryJob(id: $id) { id } }"): (typeof documents)["mutation RunAgain($id: ID!) { retryJob(id: $id) { id } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation GenerateWith($input: GenerateContentInput!) { generateContent(input: $input) { id ...JobWithOptions } }\n  fragment JobWithOptions on Job {\n    status\n    run\n    checks { name passed }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature\n      brandVoice { id name description samples }\n    }\n  }\n"): (typeof documents)["\n  mutation GenerateWith($input: GenerateContentInput!) { generateContent(input: $input) { id ...JobWithOptions } }\n  fragment JobWithOptions on Job {\n    status\n    run\n    checks { name passed }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature\n      brandVoice { id name description samples }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query JobWith($id: ID!) { job(id: $id) { ...JobWithOptions } }"): (typeof documents)["query JobWith($id: ID!) { job(id: $id) { ...JobWithOptions } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RetryWith($id: ID!) { retryJob(id: $id) { ...JobWithOptions } }"): (typeof documents)["mutation RetryWith($id: ID!) { retryJob(id: $id) { ...JobWithOptions } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription JobProgress($jobId: ID!) {\n    jobProgress(jobId: $jobId) { jobId status run attempt offset text }\n  }\n"): (typeof documents)["\n  subscription JobProgress($jobId: ID!) {\n    jobProgress(jobId: $jobId) { jobId status run attempt offset text }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelJob($id: ID!) { cancelJob(id: $id) { status generatedContent } }\n"): (typeof documents)["\n  mutation CancelJob($id: ID!) { cancelJob(id: $id) { status generatedContent } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TextOf($id: ID!) { job(id: $id) { status generatedContent } }\n"): (typeof documents)["\n  query TextOf($id: ID!) { job(id: $id) { status generatedContent } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Refine($id: ID!, $instruction: String!, $start: Int, $end: Int, $text: String, $idempotencyKey: String) {\n    refineJob(\n      id: $id\n      instruction: $instruction\n      start: $start\n      end: $end\n      text: $text\n      idempotencyKey: $idempotencyKey\n    ) { id status prompt type basis { kind instruction start end text } parent { id } }\n  }\n"): (typeof documents)["\n  mutation Refine($id: ID!, $instruction: String!, $start: Int, $end: Int, $text: String, $idempotencyKey: String) {\n    refineJob(\n      id: $id\n      instruction: $instruction\n      start: $start\n      end: $end\n      text: $text\n      idempotencyKey: $idempotencyKey\n    ) { id status prompt type basis { kind instruction start end text } parent { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Continue($id: ID!, $idempotencyKey: String) {\n    continueJob(id: $id, idempotencyKey: $idempotencyKey) { id basis { kind instruction start end } parent { id } }\n  }\n"): (typeof documents)["\n  mutation Continue($id: ID!, $idempotencyKey: String) {\n    continueJob(id: $id, idempotencyKey: $idempotencyKey) { id basis { kind instruction start end } parent { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Refined($id: ID!) {\n    job(id: $id) {\n      status\n      generatedContent\n      finishReason\n      checks { name passed }\n      attemptHistory { run repair }\n      options { audience }\n      basis { text }\n      parent { id }\n      children(first: 1) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } }\n    }\n  }\n"): (typeof documents)["\n  query Refined($id: ID!) {\n    job(id: $id) {\n      status\n      generatedContent\n      finishReason\n      checks { name passed }\n      attemptHistory { run repair }\n      options { audience }\n      basis { text }\n      parent { id }\n      children(first: 1) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Children($first: Int! = 20, $childrenOf: Int! = 20) {\n    jobs(first: $first) {\n      edges { node { id basis { text } parent { id } children(first: $childrenOf) { totalCount edges { node { id } } } } }\n    }\n  }\n"): (typeof documents)["\n  query Children($first: Int! = 20, $childrenOf: Int! = 20) {\n    jobs(first: $first) {\n      edges { node { id basis { text } parent { id } children(first: $childrenOf) { totalCount edges { node { id } } } } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NextChildren($id: ID!, $after: String!) {\n    job(id: $id) { children(first: 5, after: $after) { edges { node { id } } pageInfo { hasPreviousPage } } }\n  }\n"): (typeof documents)["\n  query NextChildren($id: ID!, $after: String!) {\n    job(id: $id) { children(first: 5, after: $after) { edges { node { id } } pageInfo { hasPreviousPage } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription FollowRefined($jobId: ID!) { jobProgress(jobId: $jobId) { status offset text } }\n"): (typeof documents)["\n  subscription FollowRefined($jobId: ID!) { jobProgress(jobId: $jobId) { status offset text } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RetryChild($id: ID!) { retryJob(id: $id) { id run basis { text } } }"): (typeof documents)["mutation RetryChild($id: ID!) { retryJob(id: $id) { id run basis { text } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelChild($id: ID!) { cancelJob(id: $id) { status generatedContent } }"): (typeof documents)["mutation CancelChild($id: ID!) { cancelJob(id: $id) { status generatedContent } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobInForm($id: ID!) {\n    job(id: $id) {\n      status\n      generatedContent\n      finishReason\n      attempts\n      checks { name passed detail }\n      attemptHistory { number repair error { code } }\n      structure {\n        __typename\n        ... on SocialMediaCaption { text emoji hashtags characterCount }\n        ... on ProductDescription { headline features }\n        ... on BlogPostOutline { title sections { heading points } }\n      }\n    }\n  }\n"): (typeof documents)["\n  query JobInForm($id: ID!) {\n    job(id: $id) {\n      status\n      generatedContent\n      finishReason\n      attempts\n      checks { name passed detail }\n      attemptHistory { number repair error { code } }\n      structure {\n        __typename\n        ... on SocialMediaCaption { text emoji hashtags characterCount }\n        ... on ProductDescription { headline features }\n        ... on BlogPostOutline { title sections { heading points } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription FollowText($jobId: ID!) { jobProgress(jobId: $jobId) { status attempt offset text } }\n"): (typeof documents)["\n  subscription FollowText($jobId: ID!) { jobProgress(jobId: $jobId) { status attempt offset text } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelInRepair($id: ID!) { cancelJob(id: $id) { status generatedContent } }\n"): (typeof documents)["\n  mutation CancelInRepair($id: ID!) { cancelJob(id: $id) { status generatedContent } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveInForm($id: ID!) {\n    saveJobToLibrary(id: $id) { id structure { ... on SocialMediaCaption { hashtags } } }\n  }\n"): (typeof documents)["\n  mutation SaveInForm($id: ID!) {\n    saveJobToLibrary(id: $id) { id structure { ... on SocialMediaCaption { hashtags } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EditInForm($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { structure { __typename } }\n  }\n"): (typeof documents)["\n  mutation EditInForm($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { structure { __typename } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RetentionPage { me { unreadCount } jobs(first: 20) { totalCount edges { node { id prompt } } } }"): (typeof documents)["query RetentionPage { me { unreadCount } jobs(first: 20) { totalCount edges { node { id prompt } } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Kept($unreadOnly: Boolean) {\n    jobs { totalCount edges { node { id } } }\n    notifications(unreadOnly: $unreadOnly, first: 2) { totalCount edges { cursor } pageInfo { hasNextPage } }\n    contents { edges { node { id body } } }\n    me { unreadCount eventCursor }\n  }\n"): (typeof documents)["\n  query Kept($unreadOnly: Boolean) {\n    jobs { totalCount edges { node { id } } }\n    notifications(unreadOnly: $unreadOnly, first: 2) { totalCount edges { cursor } pageInfo { hasNextPage } }\n    contents { edges { node { id body } } }\n    me { unreadCount eventCursor }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RetryOld($id: ID!) { retryJob(id: $id) { id run } }"): (typeof documents)["mutation RetryOld($id: ID!) { retryJob(id: $id) { id run } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation MarkOld($upTo: String!) { markNotificationsRead(upTo: $upTo) { unreadCount } }"): (typeof documents)["mutation MarkOld($upTo: String!) { markNotificationsRead(upTo: $upTo) { unreadCount } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HistoryOf($id: ID!) {\n    job(id: $id) { status attempts attemptHistory { number error { code } } }\n  }\n"): (typeof documents)["\n  query HistoryOf($id: ID!) {\n    job(id: $id) { status attempts attemptHistory { number error { code } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobUsage($id: ID!) {\n    job(id: $id) {\n      status\n      usage { promptTokens completionTokens costUsd model }\n      attemptHistory { number model error { code } usage { promptTokens completionTokens costUsd model } }\n    }\n  }\n"): (typeof documents)["\n  query JobUsage($id: ID!) {\n    job(id: $id) {\n      status\n      usage { promptTokens completionTokens costUsd model }\n      attemptHistory { number model error { code } usage { promptTokens completionTokens costUsd model } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MyUsage {\n    me {\n      usage { attempts promptTokens completionTokens costUsd }\n      today: usage(period: DAY) { attempts }\n      usageByDay(days: 2) { day attempts promptTokens completionTokens costUsd }\n    }\n  }\n"): (typeof documents)["\n  query MyUsage {\n    me {\n      usage { attempts promptTokens completionTokens costUsd }\n      today: usage(period: DAY) { attempts }\n      usageByDay(days: 2) { day attempts promptTokens completionTokens costUsd }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MyBudget { me { budget { limitUsd usedUsd limitTokens usedTokens promisedTokens promisedUsd } } }\n"): (typeof documents)["\n  query MyBudget { me { budget { limitUsd usedUsd limitTokens usedTokens promisedTokens promisedUsd } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelPaid($id: ID!) { cancelJob(id: $id) { status } }"): (typeof documents)["mutation CancelPaid($id: ID!) { cancelJob(id: $id) { status } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query WaitingJob($id: ID!) { job(id: $id) { status attempts } }"): (typeof documents)["query WaitingJob($id: ID!) { job(id: $id) { status attempts } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddPiece($title: String!) {\n    createContent(input: { title: $title, type: SOCIAL_MEDIA_CAPTION, body: \"kept\" }) { id }\n  }\n"): (typeof documents)["\n  mutation AddPiece($title: String!) {\n    createContent(input: { title: $title, type: SOCIAL_MEDIA_CAPTION, body: \"kept\" }) { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AllTitles { contents(first: 100, orderBy: OLDEST) { edges { node { title } } } }"): (typeof documents)["query AllTitles { contents(first: 100, orderBy: OLDEST) { edges { node { title } } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription TextUntilDeath($id: ID!) { jobProgress(jobId: $id) { status attempt text } }\n"): (typeof documents)["\n  subscription TextUntilDeath($id: ID!) { jobProgress(jobId: $id) { status attempt text } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AfterDeath($id: ID!) {\n    job(id: $id) { status attempts generatedContent attemptHistory { number error { code message } } }\n  }\n"): (typeof documents)["\n  query AfterDeath($id: ID!) {\n    job(id: $id) { status attempts generatedContent attemptHistory { number error { code message } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SeedLogin($input: LoginInput!) { login(input: $input) { token user { eventCursor } } }\n"): (typeof documents)["\n  mutation SeedLogin($input: LoginInput!) { login(input: $input) { token user { eventCursor } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SeededState {\n    contents(first: 100) { edges { node { id type title } } }\n    jobs(first: 100) { edges { node { id status attempts } } }\n    sessions { id }\n  }\n"): (typeof documents)["\n  query SeededState {\n    contents(first: 100) { edges { node { id type title } } }\n    jobs(first: 100) { edges { node { id status attempts } } }\n    sessions { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ScheduleFields on Schedule {\n    id name cron rrule startsAt timeZone prompt type templateId templateVersion variables { name value } options { tone }\n    status pauseReason pausedAt nextRunAt lastRunAt failuresInARow lastFailure { code message jobId } nextRuns\n  }\n"): (typeof documents)["\n  fragment ScheduleFields on Schedule {\n    id name cron rrule startsAt timeZone prompt type templateId templateVersion variables { name value } options { tone }\n    status pauseReason pausedAt nextRunAt lastRunAt failuresInARow lastFailure { code message jobId } nextRuns\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateSchedule($input: CreateScheduleInput!) { createSchedule(input: $input) { ...ScheduleFields } }\n"): (typeof documents)["\n  mutation CreateSchedule($input: CreateScheduleInput!) { createSchedule(input: $input) { ...ScheduleFields } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateSchedule($id: ID!, $input: UpdateScheduleInput!) {\n    updateSchedule(id: $id, input: $input) { ...ScheduleFields }\n  }\n"): (typeof documents)["\n  mutation UpdateSchedule($id: ID!, $input: UpdateScheduleInput!) {\n    updateSchedule(id: $id, input: $input) { ...ScheduleFields }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PauseSchedule($id: ID!) { pauseSchedule(id: $id) { ...ScheduleFields } }\n"): (typeof documents)["\n  mutation PauseSchedule($id: ID!) { pauseSchedule(id: $id) { ...ScheduleFields } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeSchedule($id: ID!) { resumeSchedule(id: $id) { ...ScheduleFields } }\n"): (typeof documents)["\n  mutation ResumeSchedule($id: ID!) { resumeSchedule(id: $id) { ...ScheduleFields } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteSchedule($id: ID!) { deleteSchedule(id: $id) { id } }\n"): (typeof documents)["\n  mutation DeleteSchedule($id: ID!) { deleteSchedule(id: $id) { id } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OneSchedule($id: ID!, $first: Int! = 20, $after: String) {\n    schedule(id: $id) {\n      ...ScheduleFields\n      jobs(first: $first, after: $after) {\n        edges { node { id prompt status options { tone language } schedule { id dueAt } template { version } } }\n        pageInfo { hasNextPage endCursor }\n        totalCount\n      }\n    }\n  }\n"): (typeof documents)["\n  query OneSchedule($id: ID!, $first: Int! = 20, $after: String) {\n    schedule(id: $id) {\n      ...ScheduleFields\n      jobs(first: $first, after: $after) {\n        edges { node { id prompt status options { tone language } schedule { id dueAt } template { version } } }\n        pageInfo { hasNextPage endCursor }\n        totalCount\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Schedules { schedules { id } }"): (typeof documents)["query Schedules { schedules { id } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ScheduleTimes($cron: String, $rrule: String, $startsAt: String, $timeZone: String!) {\n    scheduleTimes(cron: $cron, rrule: $rrule, startsAt: $startsAt, timeZone: $timeZone)\n  }\n"): (typeof documents)["\n  query ScheduleTimes($cron: String, $rrule: String, $startsAt: String, $timeZone: String!) {\n    scheduleTimes(cron: $cron, rrule: $rrule, startsAt: $startsAt, timeZone: $timeZone)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription SchedulePaused { schedulePaused { id pauseReason failuresInARow lastFailure { code } } }\n"): (typeof documents)["\n  subscription SchedulePaused { schedulePaused { id pauseReason failuresInARow lastFailure { code } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RescheduleJob($id: ID!, $scheduledFor: ScheduleTimeInput!) {\n    rescheduleJob(id: $id, scheduledFor: $scheduledFor) { id status scheduledFor estimatedStartAt }\n  }\n"): (typeof documents)["\n  mutation RescheduleJob($id: ID!, $scheduledFor: ScheduleTimeInput!) {\n    rescheduleJob(id: $id, scheduledFor: $scheduledFor) { id status scheduledFor estimatedStartAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Outcome($id: ID!) { job(id: $id) { status generatedContent error { code message retriable } } }\n"): (typeof documents)["\n  query Outcome($id: ID!) { job(id: $id) { status generatedContent error { code message retriable } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Me { me { id name email status eventCursor } }"): (typeof documents)["query Me { me { id name email status eventCursor } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OneContent($id: ID!) { content(id: $id) { id title type body createdAt updatedAt } }\n"): (typeof documents)["\n  query OneContent($id: ID!) { content(id: $id) { id title type body createdAt updatedAt } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateContent($input: CreateContentInput!) {\n    createContent(input: $input) { id title type body createdAt updatedAt }\n  }\n"): (typeof documents)["\n  mutation CreateContent($input: CreateContentInput!) {\n    createContent(input: $input) { id title type body createdAt updatedAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateContent($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { id title type body createdAt updatedAt }\n  }\n"): (typeof documents)["\n  mutation UpdateContent($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { id title type body createdAt updatedAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteContent($id: ID!) { deleteContent(id: $id) { id title type body createdAt updatedAt } }\n"): (typeof documents)["\n  mutation DeleteContent($id: ID!) { deleteContent(id: $id) { id title type body createdAt updatedAt } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CountContents { contents(first: 1) { totalCount } }"): (typeof documents)["query CountContents { contents(first: 1) { totalCount } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWebhook($url: String!, $events: [WebhookEvent!]!) {\n    createWebhook(url: $url, events: $events) {\n      secret\n      webhook { id url events status disabledReason failingSince }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateWebhook($url: String!, $events: [WebhookEvent!]!) {\n    createWebhook(url: $url, events: $events) {\n      secret\n      webhook { id url events status disabledReason failingSince }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendTestWebhook($id: ID!) { sendTestWebhook(id: $id) { id eventId status } }\n"): (typeof documents)["\n  mutation SendTestWebhook($id: ID!) { sendTestWebhook(id: $id) { id eventId status } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateBrandVoice($input: CreateBrandVoiceInput!) {\n    createBrandVoice(input: $input) { id name description samples }\n  }\n"): (typeof documents)["\n  mutation CreateBrandVoice($input: CreateBrandVoiceInput!) {\n    createBrandVoice(input: $input) { id name description samples }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateBrandVoice($id: ID!, $input: UpdateBrandVoiceInput!) {\n    updateBrandVoice(id: $id, input: $input) { id name description samples }\n  }\n"): (typeof documents)["\n  mutation UpdateBrandVoice($id: ID!, $input: UpdateBrandVoiceInput!) {\n    updateBrandVoice(id: $id, input: $input) { id name description samples }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteBrandVoice($id: ID!) { deleteBrandVoice(id: $id) { id } }\n"): (typeof documents)["\n  mutation DeleteBrandVoice($id: ID!) { deleteBrandVoice(id: $id) { id } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TemplateFields on Template {\n    id builtIn version name description type prompt createdAt updatedAt\n    variables { name label type required default options }\n    options { tone language keywords brandVoice { id } }\n  }\n"): (typeof documents)["\n  fragment TemplateFields on Template {\n    id builtIn version name description type prompt createdAt updatedAt\n    variables { name label type required default options }\n    options { tone language keywords brandVoice { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Templates($type: ContentType, $search: String) { templates(type: $type, search: $search) { ...TemplateFields } }\n"): (typeof documents)["\n  query Templates($type: ContentType, $search: String) { templates(type: $type, search: $search) { ...TemplateFields } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OneTemplate($id: ID!, $version: Int) {\n    template(id: $id, version: $version) { ...TemplateFields versions { version name prompt options { tone } } }\n  }\n"): (typeof documents)["\n  query OneTemplate($id: ID!, $version: Int) {\n    template(id: $id, version: $version) { ...TemplateFields versions { version name prompt options { tone } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateTemplate($input: CreateTemplateInput!) { createTemplate(input: $input) { ...TemplateFields } }\n"): (typeof documents)["\n  mutation CreateTemplate($input: CreateTemplateInput!) { createTemplate(input: $input) { ...TemplateFields } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateTemplate($id: ID!, $input: UpdateTemplateInput!) {\n    updateTemplate(id: $id, input: $input) { ...TemplateFields }\n  }\n"): (typeof documents)["\n  mutation UpdateTemplate($id: ID!, $input: UpdateTemplateInput!) {\n    updateTemplate(id: $id, input: $input) { ...TemplateFields }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteTemplate($id: ID!) { deleteTemplate(id: $id) { ...TemplateFields } }\n"): (typeof documents)["\n  mutation DeleteTemplate($id: ID!) { deleteTemplate(id: $id) { ...TemplateFields } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation GenerateFrom($input: GenerateContentInput!) {\n    generateContent(input: $input) { id prompt type options { tone language keywords audience } template { id name version variables { name value } } }\n  }\n"): (typeof documents)["\n  mutation GenerateFrom($input: GenerateContentInput!) {\n    generateContent(input: $input) { id prompt type options { tone language keywords audience } template { id name version variables { name value } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobFrom($id: ID!) { job(id: $id) { prompt status template { id name version variables { name value } } } }\n"): (typeof documents)["\n  query JobFrom($id: ID!) { job(id: $id) { prompt status template { id name version variables { name value } } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BrandVoices { brandVoices { id name description samples } }"): (typeof documents)["query BrandVoices { brandVoices { id name description samples } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListWebhooks { webhooks { id url events status disabledReason disabledAt failingSince } }\n"): (typeof documents)["\n  query ListWebhooks { webhooks { id url events status disabledReason disabledAt failingSince } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWebhook($id: ID!, $url: String, $events: [WebhookEvent!], $status: WebhookStatus) {\n    updateWebhook(id: $id, url: $url, events: $events, status: $status) {\n      id url events status disabledReason disabledAt failingSince\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateWebhook($id: ID!, $url: String, $events: [WebhookEvent!], $status: WebhookStatus) {\n    updateWebhook(id: $id, url: $url, events: $events, status: $status) {\n      id url events status disabledReason disabledAt failingSince\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteWebhook($id: ID!) { deleteWebhook(id: $id) { id } }"): (typeof documents)["mutation DeleteWebhook($id: ID!) { deleteWebhook(id: $id) { id } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateWebhookSecret($id: ID!) { rotateWebhookSecret(id: $id) { secret webhook { id } } }\n"): (typeof documents)["\n  mutation RotateWebhookSecret($id: ID!) { rotateWebhookSecret(id: $id) { secret webhook { id } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RedeliverWebhook($id: ID!) { redeliverWebhook(deliveryId: $id) { id status attempts } }\n"): (typeof documents)["\n  mutation RedeliverWebhook($id: ID!) { redeliverWebhook(deliveryId: $id) { id status attempts } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookDeliveries($id: ID!, $status: WebhookDeliveryStatus, $first: Int = 20, $after: String) {\n    webhookDeliveries(webhookId: $id, status: $status, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage endCursor }\n      edges {\n        node { id eventId event cursor status attempts responseStatus error nextAttemptAt deliveredAt createdAt }\n      }\n    }\n  }\n"): (typeof documents)["\n  query WebhookDeliveries($id: ID!, $status: WebhookDeliveryStatus, $first: Int = 20, $after: String) {\n    webhookDeliveries(webhookId: $id, status: $status, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage endCursor }\n      edges {\n        node { id eventId event cursor status attempts responseStatus error nextAttemptAt deliveredAt createdAt }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WebhookDisabled { webhookDisabled { id status disabledReason disabledAt } }\n"): (typeof documents)["\n  subscription WebhookDisabled { webhookDisabled { id status disabledReason disabledAt } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelForWebhook($id: ID!) { cancelJob(id: $id) { id } }"): (typeof documents)["mutation CancelForWebhook($id: ID!) { cancelJob(id: $id) { id } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteAccountWithWebhooks($password: String!) { deleteAccount(password: $password) }\n"): (typeof documents)["\n  mutation DeleteAccountWithWebhooks($password: String!) { deleteAccount(password: $password) }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WholeEvent($after: String) {\n    jobCompleted(after: $after) {\n      cursor\n      occurredAt\n      batch { cursor batchId total completed failed canceled progress completedAt }\n      job {\n        id prompt type status generatedContent finishReason run attempts\n        scheduledFor startedAt completedAt createdAt updatedAt\n        error { code message retriable }\n        checks { name passed detail }\n        options { tone }\n        template { id name version variables { name value } }\n        batch { id item variation }\n        basis { kind }\n        schedule { id dueAt }\n        attemptHistory { run number startedAt endedAt model repair error { code message retriable } usage { promptTokens completionTokens costUsd } }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription WholeEvent($after: String) {\n    jobCompleted(after: $after) {\n      cursor\n      occurredAt\n      batch { cursor batchId total completed failed canceled progress completedAt }\n      job {\n        id prompt type status generatedContent finishReason run attempts\n        scheduledFor startedAt completedAt createdAt updatedAt\n        error { code message retriable }\n        checks { name passed detail }\n        options { tone }\n        template { id name version variables { name value } }\n        batch { id item variation }\n        basis { kind }\n        schedule { id dueAt }\n        attemptHistory { run number startedAt endedAt model repair error { code message retriable } usage { promptTokens completionTokens costUsd } }\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as Record<string, unknown>)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<unknown, never>> = TDocumentNode extends DocumentNode<  infer TType, never>  ? TType  : never;