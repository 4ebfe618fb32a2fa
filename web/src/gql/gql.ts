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
    "\n  fragment AdminJobFields on AdminJob {\n    id prompt type status run attempts createdAt startedAt completedAt requestId\n    user { id name email status }\n    error { code message }\n  }\n": typeof types.AdminJobFieldsFragmentDoc,
    "\n  query AdminJobs(\n    $status: [JobStatus!], $type: ContentType, $userId: ID, $search: String, $errorCode: JobErrorCode,\n    $createdAfter: DateTime, $createdBefore: DateTime, $first: Int!, $after: String\n  ) {\n    adminJobs(\n      status: $status, type: $type, userId: $userId, search: $search, errorCode: $errorCode,\n      createdAfter: $createdAfter, createdBefore: $createdBefore, first: $first, after: $after\n    ) {\n      edges { node { ...AdminJobFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.AdminJobsDocument,
    "\n  mutation AdminRetryJobs($ids: [ID!], $filter: AdminJobFilter, $limit: Int!) {\n    adminRetryJobs(ids: $ids, filter: $filter, limit: $limit) { done more refused { id code message } }\n  }\n": typeof types.AdminRetryJobsDocument,
    "\n  mutation AdminCancelJobs($ids: [ID!], $filter: AdminJobFilter, $limit: Int!) {\n    adminCancelJobs(ids: $ids, filter: $filter, limit: $limit) { done more refused { id code message } }\n  }\n": typeof types.AdminCancelJobsDocument,
    "\n  query AdminUsers($search: String, $status: UserStatus, $first: Int!, $after: String) {\n    adminUsers(search: $search, status: $status, first: $first, after: $after) {\n      edges { node { id name email status role createdAt } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.AdminUsersDocument,
    "\n  mutation SetUserStatus($id: ID!, $status: UserStatus!) { setUserStatus(id: $id, status: $status) { id status } }\n": typeof types.SetUserStatusDocument,
    "\n  mutation SetUserRole($id: ID!, $role: UserRole!) { setUserRole(id: $id, role: $role) { id role } }\n": typeof types.SetUserRoleDocument,
    "\n  subscription QueueNumbers {\n    queueStatsChanged {\n      at waiting delayed active failedLastHour oldestWaitingSeconds startedPerMinute waitP50Seconds waitP95Seconds paused\n      workers { id startedAt concurrency running }\n      lastHour { at started failed waitSeconds }\n    }\n  }\n": typeof types.QueueNumbersDocument,
    "mutation PauseQueue { pauseQueue }": typeof types.PauseQueueDocument,
    "mutation ResumeQueue { resumeQueue }": typeof types.ResumeQueueDocument,
    "\n  query AuditEntries($action: AuditAction, $actorId: ID, $targetId: ID, $first: Int!, $after: String) {\n    auditLog(action: $action, actorId: $actorId, targetId: $targetId, first: $first, after: $after) {\n      edges { node { id at action actorId actor { id email } address targetId user { id email } from to } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.AuditEntriesDocument,
    "\n  fragment BatchParts on Batch {\n    id total progress startedAt completedAt canceledAt createdAt\n    byStatus { queued processing retrying completed failed canceled }\n  }\n": typeof types.BatchPartsFragmentDoc,
    "\n  mutation StartBatch($input: GenerateBatchInput!) { generateBatch(input: $input) { id } }\n": typeof types.StartBatchDocument,
    "\n  query BatchList($first: Int!, $after: String) {\n    batches(first: $first, after: $after) { edges { node { ...BatchParts } } pageInfo { hasNextPage endCursor } }\n  }\n": typeof types.BatchListDocument,
    "\n  query BatchWithJobs($id: ID!) {\n    batch(id: $id) {\n      ...BatchParts\n      jobs(first: 100) { edges { node { ...JobSummary generatedContent template { name variables { name value } } } } }\n    }\n  }\n": typeof types.BatchWithJobsDocument,
    "mutation StopBatch($id: ID!) { cancelBatch(id: $id) { ...BatchParts } }": typeof types.StopBatchDocument,
    "mutation AgainBatch($id: ID!) { retryBatch(id: $id) { ...BatchParts } }": typeof types.AgainBatchDocument,
    "\n  subscription BatchSteps($id: ID!, $after: String) { batchProgress(id: $id, after: $after) { cursor completedAt } }\n": typeof types.BatchStepsDocument,
    "\n  fragment ExportFields on Export { id kind format status done total size error createdAt expiresAt }\n": typeof types.ExportFieldsFragmentDoc,
    "\n  query Exports($first: Int!, $after: String) {\n    exports(first: $first, after: $after) {\n      edges { node { ...ExportFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.ExportsDocument,
    "query ExportLink($id: ID!) { export(id: $id) { id downloadUrl } }": typeof types.ExportLinkDocument,
    "\n  mutation ExportContents($input: ExportContentsInput!) { exportContents(input: $input) { ...ExportFields } }\n": typeof types.ExportContentsDocument,
    "mutation ExportMyData { exportMyData { ...ExportFields } }": typeof types.ExportMyDataDocument,
    "mutation DeleteExport($id: ID!) { deleteExport(id: $id) { id } }": typeof types.DeleteExportDocument,
    "\n  subscription ExportProgress($id: ID!) { exportProgress(id: $id) { ...ExportFields } }\n": typeof types.ExportProgressDocument,
    "\n  mutation Generate($input: GenerateContentInput!) { generateContent(input: $input) { ...JobFields } }\n": typeof types.GenerateDocument,
    "query OptionLimits { optionLimits { models maxTemperature } }": typeof types.OptionLimitsDocument,
    "\n  fragment JobFields on Job {\n    id prompt type status run attempts generatedContent finishReason\n    scheduledFor startedAt completedAt createdAt updatedAt\n    error { code message retriable }\n    savedContent { id title }\n    basis { kind instruction }\n    parent { id }\n    schedule { id dueAt }\n    attemptHistory { run number startedAt endedAt model repair error { code message } usage { promptTokens completionTokens costUsd } }\n    checks { name passed detail }\n    usage { promptTokens completionTokens costUsd }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id name }\n    }\n  }\n": typeof types.JobFieldsFragmentDoc,
    "\n  fragment JobSummary on Job {\n    id prompt type status attempts scheduledFor createdAt completedAt error { message } savedContent { id }\n  }\n": typeof types.JobSummaryFragmentDoc,
    "\n  query OneJob($id: ID!) {\n    job(id: $id) { ...JobFields children(first: 50) { edges { node { id status basis { kind instruction } } } } }\n  }\n": typeof types.OneJobDocument,
    "\n  query Jobs($first: Int!, $after: String, $status: [JobStatus!], $type: ContentType) {\n    jobs(first: $first, after: $after, status: $status, type: $type) {\n      edges { cursor node { ...JobSummary } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.JobsDocument,
    "mutation CancelJob($id: ID!) { cancelJob(id: $id) { ...JobFields } }": typeof types.CancelJobDocument,
    "mutation RetryJob($id: ID!) { retryJob(id: $id) { ...JobFields } }": typeof types.RetryJobDocument,
    "\n  mutation SaveJob($id: ID!, $title: String) { saveJobToLibrary(id: $id, title: $title) { id title } }\n": typeof types.SaveJobDocument,
    "\n  mutation ChangeTime($id: ID!, $scheduledFor: ScheduleTimeInput!) {\n    rescheduleJob(id: $id, scheduledFor: $scheduledFor) { ...JobFields }\n  }\n": typeof types.ChangeTimeDocument,
    "\n  fragment ContentFields on Content { id title type body version tags starred createdAt updatedAt }\n": typeof types.ContentFieldsFragmentDoc,
    "\n  query Contents(\n    $first: Int!\n    $after: String\n    $search: String\n    $type: ContentType\n    $tags: [String!]\n    $starred: Boolean\n    $origin: ContentOrigin\n    $createdAfter: DateTime\n    $createdBefore: DateTime\n    $orderBy: ContentOrder!\n  ) {\n    contents(\n      first: $first\n      after: $after\n      search: $search\n      type: $type\n      tags: $tags\n      starred: $starred\n      origin: $origin\n      createdAfter: $createdAfter\n      createdBefore: $createdBefore\n      orderBy: $orderBy\n    ) {\n      totalCount\n      edges { cursor node { ...ContentFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.ContentsDocument,
    "query OnePiece($id: ID!) { content(id: $id) { ...ContentFields } }": typeof types.OnePieceDocument,
    "\n  query SourceOfPiece($id: ID!) { content(id: $id) { id source { model prompt editedShare job { id } } } }\n": typeof types.SourceOfPieceDocument,
    "\n  mutation CreatePiece($input: CreateContentInput!) { createContent(input: $input) { ...ContentFields } }\n": typeof types.CreatePieceDocument,
    "\n  mutation UpdatePiece($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { ...ContentFields }\n  }\n": typeof types.UpdatePieceDocument,
    "mutation DeletePiece($id: ID!) { deleteContent(id: $id) { id } }": typeof types.DeletePieceDocument,
    "\n  mutation DeletePieces($ids: [ID!]!) { deleteContents(ids: $ids) { done refused { id message } } }\n": typeof types.DeletePiecesDocument,
    "query ContentTags { contentTags { tag count } }": typeof types.ContentTagsDocument,
    "\n  mutation SetStarred($ids: [ID!]!, $starred: Boolean!) {\n    setStarred(ids: $ids, starred: $starred) { done refused { id message } }\n  }\n": typeof types.SetStarredDocument,
    "\n  mutation AddTags($ids: [ID!]!, $tags: [String!]!) {\n    addTags(ids: $ids, tags: $tags) { done refused { id message } }\n  }\n": typeof types.AddTagsDocument,
    "\n  mutation RemoveTags($ids: [ID!]!, $tags: [String!]!) {\n    removeTags(ids: $ids, tags: $tags) { done refused { id message } }\n  }\n": typeof types.RemoveTagsDocument,
    "\n  subscription ContentChanged($after: String) { contentChanged(after: $after) { cursor kind contentId } }\n": typeof types.ContentChangedDocument,
    "\n  query ContentVersions($id: ID!, $first: Int!) {\n    contentVersions(id: $id, first: $first) {\n      edges { node { version title reason replacedAt actorId } }\n      pageInfo { hasNextPage }\n    }\n  }\n": typeof types.ContentVersionsDocument,
    "\n  query ContentVersion($id: ID!, $version: Int!) {\n    contentVersion(id: $id, version: $version) { version title type body }\n  }\n": typeof types.ContentVersionDocument,
    "\n  mutation RestoreContent($id: ID!, $version: Int!) {\n    restoreContent(id: $id, version: $version) { ...ContentFields }\n  }\n": typeof types.RestoreContentDocument,
    "\n  query Binned($after: String) {\n    binnedContents(first: 50, after: $after) {\n      totalCount\n      edges { node { binnedAt removedAfter content { id title type body } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.BinnedDocument,
    "\n  mutation RestoreFromBin($ids: [ID!]!) { restoreFromBin(ids: $ids) { done refused { id message } } }\n": typeof types.RestoreFromBinDocument,
    "\n  mutation DeleteForever($ids: [ID!]!) { deleteForever(ids: $ids) { done refused { id message } } }\n": typeof types.DeleteForeverDocument,
    "mutation EmptyBin { emptyBin }": typeof types.EmptyBinDocument,
    "\n  fragment NotificationFields on Notification {\n    cursor occurredAt read job { id prompt type status run }\n  }\n": typeof types.NotificationFieldsFragmentDoc,
    "\n  query NotificationPage($unreadOnly: Boolean!, $first: Int!, $after: String) {\n    notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {\n      edges { node { ...NotificationFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.NotificationPageDocument,
    "\n  mutation RefineJob(\n    $id: ID!\n    $instruction: String!\n    $start: Int\n    $end: Int\n    $text: String\n    $idempotencyKey: String\n  ) {\n    refineJob(\n      id: $id\n      instruction: $instruction\n      start: $start\n      end: $end\n      text: $text\n      idempotencyKey: $idempotencyKey\n    ) { id }\n  }\n": typeof types.RefineJobDocument,
    "\n  mutation ContinueJob($id: ID!, $idempotencyKey: String) {\n    continueJob(id: $id, idempotencyKey: $idempotencyKey) { ...JobFields }\n  }\n": typeof types.ContinueJobDocument,
    "\n  query RefinedJob($id: ID!) {\n    job(id: $id) { id status attempts generatedContent finishReason error { message } basis { text } }\n  }\n": typeof types.RefinedJobDocument,
    "query PieceToRefine($id: ID!) { content(id: $id) { ...ContentFields } }": typeof types.PieceToRefineDocument,
    "query JobOfPiece($id: ID!) { content(id: $id) { id source { job { id } } } }": typeof types.JobOfPieceDocument,
    "\n  fragment ScheduleParts on Schedule {\n    id name cron rrule startsAt timeZone prompt type templateId templateVersion variables { name value }\n    status pauseReason pausedAt nextRunAt lastRunAt nextRuns lastFailure { at code message jobId }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id }\n    }\n    jobs(first: 1) { edges { node { id prompt status createdAt } } }\n  }\n": typeof types.SchedulePartsFragmentDoc,
    "query ScheduleList { schedules { ...ScheduleParts } }": typeof types.ScheduleListDocument,
    "query ScheduleById($id: ID!) { schedule(id: $id) { ...ScheduleParts } }": typeof types.ScheduleByIdDocument,
    "\n  query TemplateOf($id: ID!, $version: Int) { template(id: $id, version: $version) { ...TemplateParts } }\n": typeof types.TemplateOfDocument,
    "\n  query NextTimes($cron: String, $rrule: String, $startsAt: String, $timeZone: String!) {\n    scheduleTimes(cron: $cron, rrule: $rrule, startsAt: $startsAt, timeZone: $timeZone)\n  }\n": typeof types.NextTimesDocument,
    "\n  mutation NewSchedule($input: CreateScheduleInput!) { createSchedule(input: $input) { ...ScheduleParts } }\n": typeof types.NewScheduleDocument,
    "\n  mutation ChangeSchedule($id: ID!, $input: UpdateScheduleInput!) {\n    updateSchedule(id: $id, input: $input) { ...ScheduleParts }\n  }\n": typeof types.ChangeScheduleDocument,
    "mutation PauseIt($id: ID!) { pauseSchedule(id: $id) { ...ScheduleParts } }": typeof types.PauseItDocument,
    "mutation ResumeIt($id: ID!) { resumeSchedule(id: $id) { ...ScheduleParts } }": typeof types.ResumeItDocument,
    "mutation RemoveIt($id: ID!) { deleteSchedule(id: $id) { id } }": typeof types.RemoveItDocument,
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { expiresAt user { id name email } }\n  }\n": typeof types.RegisterDocument,
    "\n  mutation Login($input: LoginInput!) {\n    login(input: $input) { expiresAt user { id name email } }\n  }\n": typeof types.LoginDocument,
    "query WhoAmI { me { id name email } }": typeof types.WhoAmIDocument,
    "mutation Logout { logout }": typeof types.LogoutDocument,
    "mutation LogoutEverywhere { logoutEverywhere }": typeof types.LogoutEverywhereDocument,
    "\n  query Sessions { sessions { id createdAt lastSeenAt userAgent current } }\n": typeof types.SessionsDocument,
    "\n  subscription PresenceChanged { presenceChanged { online devices { sessionId } } }\n": typeof types.PresenceChangedDocument,
    "mutation RevokeSession($id: ID!) { revokeSession(id: $id) { id } }": typeof types.RevokeSessionDocument,
    "\n  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }\n": typeof types.RequestPasswordResetDocument,
    "\n  mutation ResetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) }\n": typeof types.ResetPasswordDocument,
    "mutation VerifyEmail($token: String!) { verifyEmail(token: $token) }": typeof types.VerifyEmailDocument,
    "\n  mutation RequestEmailVerification { requestEmailVerification }\n": typeof types.RequestEmailVerificationDocument,
    "query EmailState { me { id emailVerified mailAvailable } }": typeof types.EmailStateDocument,
    "\n  mutation UpdateProfile($name: String, $email: String) {\n    updateProfile(name: $name, email: $email) { id name email emailVerified }\n  }\n": typeof types.UpdateProfileDocument,
    "\n  query MyUsage {\n    me {\n      id\n      usage(period: MONTH) { attempts promptTokens completionTokens costUsd }\n      budget { limitUsd usedUsd promisedUsd limitTokens usedTokens promisedTokens resetsAt }\n    }\n  }\n": typeof types.MyUsageDocument,
    "\n  query AccessTokens { accessTokens { id name access createdAt lastUsedAt expiresAt } }\n": typeof types.AccessTokensDocument,
    "\n  mutation CreateAccessToken($input: CreateAccessTokenInput!) {\n    createAccessToken(input: $input) { token accessToken { id } }\n  }\n": typeof types.CreateAccessTokenDocument,
    "\n  mutation RevokeAccessToken($id: ID!) { revokeAccessToken(id: $id) { id } }\n": typeof types.RevokeAccessTokenDocument,
    "\n  mutation RefreshSession($refreshToken: String) {\n    refreshSession(refreshToken: $refreshToken) { expiresAt user { id name email } }\n  }\n": typeof types.RefreshSessionDocument,
    "\n  fragment TemplateParts on Template {\n    id builtIn version name description type prompt updatedAt\n    variables { name label type required default options }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id }\n    }\n  }\n": typeof types.TemplatePartsFragmentDoc,
    "\n  query TemplateList($type: ContentType, $search: String) {\n    templates(type: $type, search: $search) { ...TemplateParts }\n  }\n": typeof types.TemplateListDocument,
    "\n  query TemplateWithVersions($id: ID!) {\n    template(id: $id) { ...TemplateParts versions(first: 50) { ...TemplateParts } }\n  }\n": typeof types.TemplateWithVersionsDocument,
    "\n  mutation NewTemplate($input: CreateTemplateInput!) { createTemplate(input: $input) { ...TemplateParts } }\n": typeof types.NewTemplateDocument,
    "\n  mutation ChangeTemplate($id: ID!, $input: UpdateTemplateInput!) {\n    updateTemplate(id: $id, input: $input) { ...TemplateParts }\n  }\n": typeof types.ChangeTemplateDocument,
    "mutation RemoveTemplate($id: ID!) { deleteTemplate(id: $id) { id } }": typeof types.RemoveTemplateDocument,
    "\n  fragment VoiceFields on BrandVoice { id name description samples }\n": typeof types.VoiceFieldsFragmentDoc,
    "query BrandVoices { brandVoices { ...VoiceFields } }": typeof types.BrandVoicesDocument,
    "\n  mutation CreateBrandVoice($input: CreateBrandVoiceInput!) { createBrandVoice(input: $input) { ...VoiceFields } }\n": typeof types.CreateBrandVoiceDocument,
    "\n  mutation UpdateBrandVoice($id: ID!, $input: UpdateBrandVoiceInput!) {\n    updateBrandVoice(id: $id, input: $input) { ...VoiceFields }\n  }\n": typeof types.UpdateBrandVoiceDocument,
    "\n  mutation DeleteBrandVoice($id: ID!) { deleteBrandVoice(id: $id) { id } }\n": typeof types.DeleteBrandVoiceDocument,
};
const documents: Documents = {
    "\n  fragment AdminJobFields on AdminJob {\n    id prompt type status run attempts createdAt startedAt completedAt requestId\n    user { id name email status }\n    error { code message }\n  }\n": types.AdminJobFieldsFragmentDoc,
    "\n  query AdminJobs(\n    $status: [JobStatus!], $type: ContentType, $userId: ID, $search: String, $errorCode: JobErrorCode,\n    $createdAfter: DateTime, $createdBefore: DateTime, $first: Int!, $after: String\n  ) {\n    adminJobs(\n      status: $status, type: $type, userId: $userId, search: $search, errorCode: $errorCode,\n      createdAfter: $createdAfter, createdBefore: $createdBefore, first: $first, after: $after\n    ) {\n      edges { node { ...AdminJobFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.AdminJobsDocument,
    "\n  mutation AdminRetryJobs($ids: [ID!], $filter: AdminJobFilter, $limit: Int!) {\n    adminRetryJobs(ids: $ids, filter: $filter, limit: $limit) { done more refused { id code message } }\n  }\n": types.AdminRetryJobsDocument,
    "\n  mutation AdminCancelJobs($ids: [ID!], $filter: AdminJobFilter, $limit: Int!) {\n    adminCancelJobs(ids: $ids, filter: $filter, limit: $limit) { done more refused { id code message } }\n  }\n": types.AdminCancelJobsDocument,
    "\n  query AdminUsers($search: String, $status: UserStatus, $first: Int!, $after: String) {\n    adminUsers(search: $search, status: $status, first: $first, after: $after) {\n      edges { node { id name email status role createdAt } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.AdminUsersDocument,
    "\n  mutation SetUserStatus($id: ID!, $status: UserStatus!) { setUserStatus(id: $id, status: $status) { id status } }\n": types.SetUserStatusDocument,
    "\n  mutation SetUserRole($id: ID!, $role: UserRole!) { setUserRole(id: $id, role: $role) { id role } }\n": types.SetUserRoleDocument,
    "\n  subscription QueueNumbers {\n    queueStatsChanged {\n      at waiting delayed active failedLastHour oldestWaitingSeconds startedPerMinute waitP50Seconds waitP95Seconds paused\n      workers { id startedAt concurrency running }\n      lastHour { at started failed waitSeconds }\n    }\n  }\n": types.QueueNumbersDocument,
    "mutation PauseQueue { pauseQueue }": types.PauseQueueDocument,
    "mutation ResumeQueue { resumeQueue }": types.ResumeQueueDocument,
    "\n  query AuditEntries($action: AuditAction, $actorId: ID, $targetId: ID, $first: Int!, $after: String) {\n    auditLog(action: $action, actorId: $actorId, targetId: $targetId, first: $first, after: $after) {\n      edges { node { id at action actorId actor { id email } address targetId user { id email } from to } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.AuditEntriesDocument,
    "\n  fragment BatchParts on Batch {\n    id total progress startedAt completedAt canceledAt createdAt\n    byStatus { queued processing retrying completed failed canceled }\n  }\n": types.BatchPartsFragmentDoc,
    "\n  mutation StartBatch($input: GenerateBatchInput!) { generateBatch(input: $input) { id } }\n": types.StartBatchDocument,
    "\n  query BatchList($first: Int!, $after: String) {\n    batches(first: $first, after: $after) { edges { node { ...BatchParts } } pageInfo { hasNextPage endCursor } }\n  }\n": types.BatchListDocument,
    "\n  query BatchWithJobs($id: ID!) {\n    batch(id: $id) {\n      ...BatchParts\n      jobs(first: 100) { edges { node { ...JobSummary generatedContent template { name variables { name value } } } } }\n    }\n  }\n": types.BatchWithJobsDocument,
    "mutation StopBatch($id: ID!) { cancelBatch(id: $id) { ...BatchParts } }": types.StopBatchDocument,
    "mutation AgainBatch($id: ID!) { retryBatch(id: $id) { ...BatchParts } }": types.AgainBatchDocument,
    "\n  subscription BatchSteps($id: ID!, $after: String) { batchProgress(id: $id, after: $after) { cursor completedAt } }\n": types.BatchStepsDocument,
    "\n  fragment ExportFields on Export { id kind format status done total size error createdAt expiresAt }\n": types.ExportFieldsFragmentDoc,
    "\n  query Exports($first: Int!, $after: String) {\n    exports(first: $first, after: $after) {\n      edges { node { ...ExportFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.ExportsDocument,
    "query ExportLink($id: ID!) { export(id: $id) { id downloadUrl } }": types.ExportLinkDocument,
    "\n  mutation ExportContents($input: ExportContentsInput!) { exportContents(input: $input) { ...ExportFields } }\n": types.ExportContentsDocument,
    "mutation ExportMyData { exportMyData { ...ExportFields } }": types.ExportMyDataDocument,
    "mutation DeleteExport($id: ID!) { deleteExport(id: $id) { id } }": types.DeleteExportDocument,
    "\n  subscription ExportProgress($id: ID!) { exportProgress(id: $id) { ...ExportFields } }\n": types.ExportProgressDocument,
    "\n  mutation Generate($input: GenerateContentInput!) { generateContent(input: $input) { ...JobFields } }\n": types.GenerateDocument,
    "query OptionLimits { optionLimits { models maxTemperature } }": types.OptionLimitsDocument,
    "\n  fragment JobFields on Job {\n    id prompt type status run attempts generatedContent finishReason\n    scheduledFor startedAt completedAt createdAt updatedAt\n    error { code message retriable }\n    savedContent { id title }\n    basis { kind instruction }\n    parent { id }\n    schedule { id dueAt }\n    attemptHistory { run number startedAt endedAt model repair error { code message } usage { promptTokens completionTokens costUsd } }\n    checks { name passed detail }\n    usage { promptTokens completionTokens costUsd }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id name }\n    }\n  }\n": types.JobFieldsFragmentDoc,
    "\n  fragment JobSummary on Job {\n    id prompt type status attempts scheduledFor createdAt completedAt error { message } savedContent { id }\n  }\n": types.JobSummaryFragmentDoc,
    "\n  query OneJob($id: ID!) {\n    job(id: $id) { ...JobFields children(first: 50) { edges { node { id status basis { kind instruction } } } } }\n  }\n": types.OneJobDocument,
    "\n  query Jobs($first: Int!, $after: String, $status: [JobStatus!], $type: ContentType) {\n    jobs(first: $first, after: $after, status: $status, type: $type) {\n      edges { cursor node { ...JobSummary } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.JobsDocument,
    "mutation CancelJob($id: ID!) { cancelJob(id: $id) { ...JobFields } }": types.CancelJobDocument,
    "mutation RetryJob($id: ID!) { retryJob(id: $id) { ...JobFields } }": types.RetryJobDocument,
    "\n  mutation SaveJob($id: ID!, $title: String) { saveJobToLibrary(id: $id, title: $title) { id title } }\n": types.SaveJobDocument,
    "\n  mutation ChangeTime($id: ID!, $scheduledFor: ScheduleTimeInput!) {\n    rescheduleJob(id: $id, scheduledFor: $scheduledFor) { ...JobFields }\n  }\n": types.ChangeTimeDocument,
    "\n  fragment ContentFields on Content { id title type body version tags starred createdAt updatedAt }\n": types.ContentFieldsFragmentDoc,
    "\n  query Contents(\n    $first: Int!\n    $after: String\n    $search: String\n    $type: ContentType\n    $tags: [String!]\n    $starred: Boolean\n    $origin: ContentOrigin\n    $createdAfter: DateTime\n    $createdBefore: DateTime\n    $orderBy: ContentOrder!\n  ) {\n    contents(\n      first: $first\n      after: $after\n      search: $search\n      type: $type\n      tags: $tags\n      starred: $starred\n      origin: $origin\n      createdAfter: $createdAfter\n      createdBefore: $createdBefore\n      orderBy: $orderBy\n    ) {\n      totalCount\n      edges { cursor node { ...ContentFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.ContentsDocument,
    "query OnePiece($id: ID!) { content(id: $id) { ...ContentFields } }": types.OnePieceDocument,
    "\n  query SourceOfPiece($id: ID!) { content(id: $id) { id source { model prompt editedShare job { id } } } }\n": types.SourceOfPieceDocument,
    "\n  mutation CreatePiece($input: CreateContentInput!) { createContent(input: $input) { ...ContentFields } }\n": types.CreatePieceDocument,
    "\n  mutation UpdatePiece($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { ...ContentFields }\n  }\n": types.UpdatePieceDocument,
    "mutation DeletePiece($id: ID!) { deleteContent(id: $id) { id } }": types.DeletePieceDocument,
    "\n  mutation DeletePieces($ids: [ID!]!) { deleteContents(ids: $ids) { done refused { id message } } }\n": types.DeletePiecesDocument,
    "query ContentTags { contentTags { tag count } }": types.ContentTagsDocument,
    "\n  mutation SetStarred($ids: [ID!]!, $starred: Boolean!) {\n    setStarred(ids: $ids, starred: $starred) { done refused { id message } }\n  }\n": types.SetStarredDocument,
    "\n  mutation AddTags($ids: [ID!]!, $tags: [String!]!) {\n    addTags(ids: $ids, tags: $tags) { done refused { id message } }\n  }\n": types.AddTagsDocument,
    "\n  mutation RemoveTags($ids: [ID!]!, $tags: [String!]!) {\n    removeTags(ids: $ids, tags: $tags) { done refused { id message } }\n  }\n": types.RemoveTagsDocument,
    "\n  subscription ContentChanged($after: String) { contentChanged(after: $after) { cursor kind contentId } }\n": types.ContentChangedDocument,
    "\n  query ContentVersions($id: ID!, $first: Int!) {\n    contentVersions(id: $id, first: $first) {\n      edges { node { version title reason replacedAt actorId } }\n      pageInfo { hasNextPage }\n    }\n  }\n": types.ContentVersionsDocument,
    "\n  query ContentVersion($id: ID!, $version: Int!) {\n    contentVersion(id: $id, version: $version) { version title type body }\n  }\n": types.ContentVersionDocument,
    "\n  mutation RestoreContent($id: ID!, $version: Int!) {\n    restoreContent(id: $id, version: $version) { ...ContentFields }\n  }\n": types.RestoreContentDocument,
    "\n  query Binned($after: String) {\n    binnedContents(first: 50, after: $after) {\n      totalCount\n      edges { node { binnedAt removedAfter content { id title type body } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.BinnedDocument,
    "\n  mutation RestoreFromBin($ids: [ID!]!) { restoreFromBin(ids: $ids) { done refused { id message } } }\n": types.RestoreFromBinDocument,
    "\n  mutation DeleteForever($ids: [ID!]!) { deleteForever(ids: $ids) { done refused { id message } } }\n": types.DeleteForeverDocument,
    "mutation EmptyBin { emptyBin }": types.EmptyBinDocument,
    "\n  fragment NotificationFields on Notification {\n    cursor occurredAt read job { id prompt type status run }\n  }\n": types.NotificationFieldsFragmentDoc,
    "\n  query NotificationPage($unreadOnly: Boolean!, $first: Int!, $after: String) {\n    notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {\n      edges { node { ...NotificationFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.NotificationPageDocument,
    "\n  mutation RefineJob(\n    $id: ID!\n    $instruction: String!\n    $start: Int\n    $end: Int\n    $text: String\n    $idempotencyKey: String\n  ) {\n    refineJob(\n      id: $id\n      instruction: $instruction\n      start: $start\n      end: $end\n      text: $text\n      idempotencyKey: $idempotencyKey\n    ) { id }\n  }\n": types.RefineJobDocument,
    "\n  mutation ContinueJob($id: ID!, $idempotencyKey: String) {\n    continueJob(id: $id, idempotencyKey: $idempotencyKey) { ...JobFields }\n  }\n": types.ContinueJobDocument,
    "\n  query RefinedJob($id: ID!) {\n    job(id: $id) { id status attempts generatedContent finishReason error { message } basis { text } }\n  }\n": types.RefinedJobDocument,
    "query PieceToRefine($id: ID!) { content(id: $id) { ...ContentFields } }": types.PieceToRefineDocument,
    "query JobOfPiece($id: ID!) { content(id: $id) { id source { job { id } } } }": types.JobOfPieceDocument,
    "\n  fragment ScheduleParts on Schedule {\n    id name cron rrule startsAt timeZone prompt type templateId templateVersion variables { name value }\n    status pauseReason pausedAt nextRunAt lastRunAt nextRuns lastFailure { at code message jobId }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id }\n    }\n    jobs(first: 1) { edges { node { id prompt status createdAt } } }\n  }\n": types.SchedulePartsFragmentDoc,
    "query ScheduleList { schedules { ...ScheduleParts } }": types.ScheduleListDocument,
    "query ScheduleById($id: ID!) { schedule(id: $id) { ...ScheduleParts } }": types.ScheduleByIdDocument,
    "\n  query TemplateOf($id: ID!, $version: Int) { template(id: $id, version: $version) { ...TemplateParts } }\n": types.TemplateOfDocument,
    "\n  query NextTimes($cron: String, $rrule: String, $startsAt: String, $timeZone: String!) {\n    scheduleTimes(cron: $cron, rrule: $rrule, startsAt: $startsAt, timeZone: $timeZone)\n  }\n": types.NextTimesDocument,
    "\n  mutation NewSchedule($input: CreateScheduleInput!) { createSchedule(input: $input) { ...ScheduleParts } }\n": types.NewScheduleDocument,
    "\n  mutation ChangeSchedule($id: ID!, $input: UpdateScheduleInput!) {\n    updateSchedule(id: $id, input: $input) { ...ScheduleParts }\n  }\n": types.ChangeScheduleDocument,
    "mutation PauseIt($id: ID!) { pauseSchedule(id: $id) { ...ScheduleParts } }": types.PauseItDocument,
    "mutation ResumeIt($id: ID!) { resumeSchedule(id: $id) { ...ScheduleParts } }": types.ResumeItDocument,
    "mutation RemoveIt($id: ID!) { deleteSchedule(id: $id) { id } }": types.RemoveItDocument,
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { expiresAt user { id name email } }\n  }\n": types.RegisterDocument,
    "\n  mutation Login($input: LoginInput!) {\n    login(input: $input) { expiresAt user { id name email } }\n  }\n": types.LoginDocument,
    "query WhoAmI { me { id name email } }": types.WhoAmIDocument,
    "mutation Logout { logout }": types.LogoutDocument,
    "mutation LogoutEverywhere { logoutEverywhere }": types.LogoutEverywhereDocument,
    "\n  query Sessions { sessions { id createdAt lastSeenAt userAgent current } }\n": types.SessionsDocument,
    "\n  subscription PresenceChanged { presenceChanged { online devices { sessionId } } }\n": types.PresenceChangedDocument,
    "mutation RevokeSession($id: ID!) { revokeSession(id: $id) { id } }": types.RevokeSessionDocument,
    "\n  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }\n": types.RequestPasswordResetDocument,
    "\n  mutation ResetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) }\n": types.ResetPasswordDocument,
    "mutation VerifyEmail($token: String!) { verifyEmail(token: $token) }": types.VerifyEmailDocument,
    "\n  mutation RequestEmailVerification { requestEmailVerification }\n": types.RequestEmailVerificationDocument,
    "query EmailState { me { id emailVerified mailAvailable } }": types.EmailStateDocument,
    "\n  mutation UpdateProfile($name: String, $email: String) {\n    updateProfile(name: $name, email: $email) { id name email emailVerified }\n  }\n": types.UpdateProfileDocument,
    "\n  query MyUsage {\n    me {\n      id\n      usage(period: MONTH) { attempts promptTokens completionTokens costUsd }\n      budget { limitUsd usedUsd promisedUsd limitTokens usedTokens promisedTokens resetsAt }\n    }\n  }\n": types.MyUsageDocument,
    "\n  query AccessTokens { accessTokens { id name access createdAt lastUsedAt expiresAt } }\n": types.AccessTokensDocument,
    "\n  mutation CreateAccessToken($input: CreateAccessTokenInput!) {\n    createAccessToken(input: $input) { token accessToken { id } }\n  }\n": types.CreateAccessTokenDocument,
    "\n  mutation RevokeAccessToken($id: ID!) { revokeAccessToken(id: $id) { id } }\n": types.RevokeAccessTokenDocument,
    "\n  mutation RefreshSession($refreshToken: String) {\n    refreshSession(refreshToken: $refreshToken) { expiresAt user { id name email } }\n  }\n": types.RefreshSessionDocument,
    "\n  fragment TemplateParts on Template {\n    id builtIn version name description type prompt updatedAt\n    variables { name label type required default options }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id }\n    }\n  }\n": types.TemplatePartsFragmentDoc,
    "\n  query TemplateList($type: ContentType, $search: String) {\n    templates(type: $type, search: $search) { ...TemplateParts }\n  }\n": types.TemplateListDocument,
    "\n  query TemplateWithVersions($id: ID!) {\n    template(id: $id) { ...TemplateParts versions(first: 50) { ...TemplateParts } }\n  }\n": types.TemplateWithVersionsDocument,
    "\n  mutation NewTemplate($input: CreateTemplateInput!) { createTemplate(input: $input) { ...TemplateParts } }\n": types.NewTemplateDocument,
    "\n  mutation ChangeTemplate($id: ID!, $input: UpdateTemplateInput!) {\n    updateTemplate(id: $id, input: $input) { ...TemplateParts }\n  }\n": types.ChangeTemplateDocument,
    "mutation RemoveTemplate($id: ID!) { deleteTemplate(id: $id) { id } }": types.RemoveTemplateDocument,
    "\n  fragment VoiceFields on BrandVoice { id name description samples }\n": types.VoiceFieldsFragmentDoc,
    "query BrandVoices { brandVoices { ...VoiceFields } }": types.BrandVoicesDocument,
    "\n  mutation CreateBrandVoice($input: CreateBrandVoiceInput!) { createBrandVoice(input: $input) { ...VoiceFields } }\n": types.CreateBrandVoiceDocument,
    "\n  mutation UpdateBrandVoice($id: ID!, $input: UpdateBrandVoiceInput!) {\n    updateBrandVoice(id: $id, input: $input) { ...VoiceFields }\n  }\n": types.UpdateBrandVoiceDocument,
    "\n  mutation DeleteBrandVoice($id: ID!) { deleteBrandVoice(id: $id) { id } }\n": types.DeleteBrandVoiceDocument,
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
export function graphql(source: "\n  fragment AdminJobFields on AdminJob {\n    id prompt type status run attempts createdAt startedAt completedAt requestId\n    user { id name email status }\n    error { code message }\n  }\n"): (typeof documents)["\n  fragment AdminJobFields on AdminJob {\n    id prompt type status run attempts createdAt startedAt completedAt requestId\n    user { id name email status }\n    error { code message }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminJobs(\n    $status: [JobStatus!], $type: ContentType, $userId: ID, $search: String, $errorCode: JobErrorCode,\n    $createdAfter: DateTime, $createdBefore: DateTime, $first: Int!, $after: String\n  ) {\n    adminJobs(\n      status: $status, type: $type, userId: $userId, search: $search, errorCode: $errorCode,\n      createdAfter: $createdAfter, createdBefore: $createdBefore, first: $first, after: $after\n    ) {\n      edges { node { ...AdminJobFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query AdminJobs(\n    $status: [JobStatus!], $type: ContentType, $userId: ID, $search: String, $errorCode: JobErrorCode,\n    $createdAfter: DateTime, $createdBefore: DateTime, $first: Int!, $after: String\n  ) {\n    adminJobs(\n      status: $status, type: $type, userId: $userId, search: $search, errorCode: $errorCode,\n      createdAfter: $createdAfter, createdBefore: $createdBefore, first: $first, after: $after\n    ) {\n      edges { node { ...AdminJobFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdminRetryJobs($ids: [ID!], $filter: AdminJobFilter, $limit: Int!) {\n    adminRetryJobs(ids: $ids, filter: $filter, limit: $limit) { done more refused { id code message } }\n  }\n"): (typeof documents)["\n  mutation AdminRetryJobs($ids: [ID!], $filter: AdminJobFilter, $limit: Int!) {\n    adminRetryJobs(ids: $ids, filter: $filter, limit: $limit) { done more refused { id code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AdminCancelJobs($ids: [ID!], $filter: AdminJobFilter, $limit: Int!) {\n    adminCancelJobs(ids: $ids, filter: $filter, limit: $limit) { done more refused { id code message } }\n  }\n"): (typeof documents)["\n  mutation AdminCancelJobs($ids: [ID!], $filter: AdminJobFilter, $limit: Int!) {\n    adminCancelJobs(ids: $ids, filter: $filter, limit: $limit) { done more refused { id code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AdminUsers($search: String, $status: UserStatus, $first: Int!, $after: String) {\n    adminUsers(search: $search, status: $status, first: $first, after: $after) {\n      edges { node { id name email status role createdAt } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query AdminUsers($search: String, $status: UserStatus, $first: Int!, $after: String) {\n    adminUsers(search: $search, status: $status, first: $first, after: $after) {\n      edges { node { id name email status role createdAt } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetUserStatus($id: ID!, $status: UserStatus!) { setUserStatus(id: $id, status: $status) { id status } }\n"): (typeof documents)["\n  mutation SetUserStatus($id: ID!, $status: UserStatus!) { setUserStatus(id: $id, status: $status) { id status } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetUserRole($id: ID!, $role: UserRole!) { setUserRole(id: $id, role: $role) { id role } }\n"): (typeof documents)["\n  mutation SetUserRole($id: ID!, $role: UserRole!) { setUserRole(id: $id, role: $role) { id role } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription QueueNumbers {\n    queueStatsChanged {\n      at waiting delayed active failedLastHour oldestWaitingSeconds startedPerMinute waitP50Seconds waitP95Seconds paused\n      workers { id startedAt concurrency running }\n      lastHour { at started failed waitSeconds }\n    }\n  }\n"): (typeof documents)["\n  subscription QueueNumbers {\n    queueStatsChanged {\n      at waiting delayed active failedLastHour oldestWaitingSeconds startedPerMinute waitP50Seconds waitP95Seconds paused\n      workers { id startedAt concurrency running }\n      lastHour { at started failed waitSeconds }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PauseQueue { pauseQueue }"): (typeof documents)["mutation PauseQueue { pauseQueue }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ResumeQueue { resumeQueue }"): (typeof documents)["mutation ResumeQueue { resumeQueue }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditEntries($action: AuditAction, $actorId: ID, $targetId: ID, $first: Int!, $after: String) {\n    auditLog(action: $action, actorId: $actorId, targetId: $targetId, first: $first, after: $after) {\n      edges { node { id at action actorId actor { id email } address targetId user { id email } from to } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query AuditEntries($action: AuditAction, $actorId: ID, $targetId: ID, $first: Int!, $after: String) {\n    auditLog(action: $action, actorId: $actorId, targetId: $targetId, first: $first, after: $after) {\n      edges { node { id at action actorId actor { id email } address targetId user { id email } from to } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BatchParts on Batch {\n    id total progress startedAt completedAt canceledAt createdAt\n    byStatus { queued processing retrying completed failed canceled }\n  }\n"): (typeof documents)["\n  fragment BatchParts on Batch {\n    id total progress startedAt completedAt canceledAt createdAt\n    byStatus { queued processing retrying completed failed canceled }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartBatch($input: GenerateBatchInput!) { generateBatch(input: $input) { id } }\n"): (typeof documents)["\n  mutation StartBatch($input: GenerateBatchInput!) { generateBatch(input: $input) { id } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BatchList($first: Int!, $after: String) {\n    batches(first: $first, after: $after) { edges { node { ...BatchParts } } pageInfo { hasNextPage endCursor } }\n  }\n"): (typeof documents)["\n  query BatchList($first: Int!, $after: String) {\n    batches(first: $first, after: $after) { edges { node { ...BatchParts } } pageInfo { hasNextPage endCursor } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BatchWithJobs($id: ID!) {\n    batch(id: $id) {\n      ...BatchParts\n      jobs(first: 100) { edges { node { ...JobSummary generatedContent template { name variables { name value } } } } }\n    }\n  }\n"): (typeof documents)["\n  query BatchWithJobs($id: ID!) {\n    batch(id: $id) {\n      ...BatchParts\n      jobs(first: 100) { edges { node { ...JobSummary generatedContent template { name variables { name value } } } } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation StopBatch($id: ID!) { cancelBatch(id: $id) { ...BatchParts } }"): (typeof documents)["mutation StopBatch($id: ID!) { cancelBatch(id: $id) { ...BatchParts } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AgainBatch($id: ID!) { retryBatch(id: $id) { ...BatchParts } }"): (typeof documents)["mutation AgainBatch($id: ID!) { retryBatch(id: $id) { ...BatchParts } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription BatchSteps($id: ID!, $after: String) { batchProgress(id: $id, after: $after) { cursor completedAt } }\n"): (typeof documents)["\n  subscription BatchSteps($id: ID!, $after: String) { batchProgress(id: $id, after: $after) { cursor completedAt } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ExportFields on Export { id kind format status done total size error createdAt expiresAt }\n"): (typeof documents)["\n  fragment ExportFields on Export { id kind format status done total size error createdAt expiresAt }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Exports($first: Int!, $after: String) {\n    exports(first: $first, after: $after) {\n      edges { node { ...ExportFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Exports($first: Int!, $after: String) {\n    exports(first: $first, after: $after) {\n      edges { node { ...ExportFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ExportLink($id: ID!) { export(id: $id) { id downloadUrl } }"): (typeof documents)["query ExportLink($id: ID!) { export(id: $id) { id downloadUrl } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExportContents($input: ExportContentsInput!) { exportContents(input: $input) { ...ExportFields } }\n"): (typeof documents)["\n  mutation ExportContents($input: ExportContentsInput!) { exportContents(input: $input) { ...ExportFields } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ExportMyData { exportMyData { ...ExportFields } }"): (typeof documents)["mutation ExportMyData { exportMyData { ...ExportFields } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteExport($id: ID!) { deleteExport(id: $id) { id } }"): (typeof documents)["mutation DeleteExport($id: ID!) { deleteExport(id: $id) { id } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ExportProgress($id: ID!) { exportProgress(id: $id) { ...ExportFields } }\n"): (typeof documents)["\n  subscription ExportProgress($id: ID!) { exportProgress(id: $id) { ...ExportFields } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Generate($input: GenerateContentInput!) { generateContent(input: $input) { ...JobFields } }\n"): (typeof documents)["\n  mutation Generate($input: GenerateContentInput!) { generateContent(input: $input) { ...JobFields } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OptionLimits { optionLimits { models maxTemperature } }"): (typeof documents)["query OptionLimits { optionLimits { models maxTemperature } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment JobFields on Job {\n    id prompt type status run attempts generatedContent finishReason\n    scheduledFor startedAt completedAt createdAt updatedAt\n    error { code message retriable }\n    savedContent { id title }\n    basis { kind instruction }\n    parent { id }\n    schedule { id dueAt }\n    attemptHistory { run number startedAt endedAt model repair error { code message } usage { promptTokens completionTokens costUsd } }\n    checks { name passed detail }\n    usage { promptTokens completionTokens costUsd }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id name }\n    }\n  }\n"): (typeof documents)["\n  fragment JobFields on Job {\n    id prompt type status run attempts generatedContent finishReason\n    scheduledFor startedAt completedAt createdAt updatedAt\n    error { code message retriable }\n    savedContent { id title }\n    basis { kind instruction }\n    parent { id }\n    schedule { id dueAt }\n    attemptHistory { run number startedAt endedAt model repair error { code message } usage { promptTokens completionTokens costUsd } }\n    checks { name passed detail }\n    usage { promptTokens completionTokens costUsd }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id name }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment JobSummary on Job {\n    id prompt type status attempts scheduledFor createdAt completedAt error { message } savedContent { id }\n  }\n"): (typeof documents)["\n  fragment JobSummary on Job {\n    id prompt type status attempts scheduledFor createdAt completedAt error { message } savedContent { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OneJob($id: ID!) {\n    job(id: $id) { ...JobFields children(first: 50) { edges { node { id status basis { kind instruction } } } } }\n  }\n"): (typeof documents)["\n  query OneJob($id: ID!) {\n    job(id: $id) { ...JobFields children(first: 50) { edges { node { id status basis { kind instruction } } } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Jobs($first: Int!, $after: String, $status: [JobStatus!], $type: ContentType) {\n    jobs(first: $first, after: $after, status: $status, type: $type) {\n      edges { cursor node { ...JobSummary } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Jobs($first: Int!, $after: String, $status: [JobStatus!], $type: ContentType) {\n    jobs(first: $first, after: $after, status: $status, type: $type) {\n      edges { cursor node { ...JobSummary } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelJob($id: ID!) { cancelJob(id: $id) { ...JobFields } }"): (typeof documents)["mutation CancelJob($id: ID!) { cancelJob(id: $id) { ...JobFields } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RetryJob($id: ID!) { retryJob(id: $id) { ...JobFields } }"): (typeof documents)["mutation RetryJob($id: ID!) { retryJob(id: $id) { ...JobFields } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveJob($id: ID!, $title: String) { saveJobToLibrary(id: $id, title: $title) { id title } }\n"): (typeof documents)["\n  mutation SaveJob($id: ID!, $title: String) { saveJobToLibrary(id: $id, title: $title) { id title } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeTime($id: ID!, $scheduledFor: ScheduleTimeInput!) {\n    rescheduleJob(id: $id, scheduledFor: $scheduledFor) { ...JobFields }\n  }\n"): (typeof documents)["\n  mutation ChangeTime($id: ID!, $scheduledFor: ScheduleTimeInput!) {\n    rescheduleJob(id: $id, scheduledFor: $scheduledFor) { ...JobFields }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ContentFields on Content { id title type body version tags starred createdAt updatedAt }\n"): (typeof documents)["\n  fragment ContentFields on Content { id title type body version tags starred createdAt updatedAt }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Contents(\n    $first: Int!\n    $after: String\n    $search: String\n    $type: ContentType\n    $tags: [String!]\n    $starred: Boolean\n    $origin: ContentOrigin\n    $createdAfter: DateTime\n    $createdBefore: DateTime\n    $orderBy: ContentOrder!\n  ) {\n    contents(\n      first: $first\n      after: $after\n      search: $search\n      type: $type\n      tags: $tags\n      starred: $starred\n      origin: $origin\n      createdAfter: $createdAfter\n      createdBefore: $createdBefore\n      orderBy: $orderBy\n    ) {\n      totalCount\n      edges { cursor node { ...ContentFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Contents(\n    $first: Int!\n    $after: String\n    $search: String\n    $type: ContentType\n    $tags: [String!]\n    $starred: Boolean\n    $origin: ContentOrigin\n    $createdAfter: DateTime\n    $createdBefore: DateTime\n    $orderBy: ContentOrder!\n  ) {\n    contents(\n      first: $first\n      after: $after\n      search: $search\n      type: $type\n      tags: $tags\n      starred: $starred\n      origin: $origin\n      createdAfter: $createdAfter\n      createdBefore: $createdBefore\n      orderBy: $orderBy\n    ) {\n      totalCount\n      edges { cursor node { ...ContentFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OnePiece($id: ID!) { content(id: $id) { ...ContentFields } }"): (typeof documents)["query OnePiece($id: ID!) { content(id: $id) { ...ContentFields } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SourceOfPiece($id: ID!) { content(id: $id) { id source { model prompt editedShare job { id } } } }\n"): (typeof documents)["\n  query SourceOfPiece($id: ID!) { content(id: $id) { id source { model prompt editedShare job { id } } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreatePiece($input: CreateContentInput!) { createContent(input: $input) { ...ContentFields } }\n"): (typeof documents)["\n  mutation CreatePiece($input: CreateContentInput!) { createContent(input: $input) { ...ContentFields } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdatePiece($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { ...ContentFields }\n  }\n"): (typeof documents)["\n  mutation UpdatePiece($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { ...ContentFields }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeletePiece($id: ID!) { deleteContent(id: $id) { id } }"): (typeof documents)["mutation DeletePiece($id: ID!) { deleteContent(id: $id) { id } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeletePieces($ids: [ID!]!) { deleteContents(ids: $ids) { done refused { id message } } }\n"): (typeof documents)["\n  mutation DeletePieces($ids: [ID!]!) { deleteContents(ids: $ids) { done refused { id message } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ContentTags { contentTags { tag count } }"): (typeof documents)["query ContentTags { contentTags { tag count } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetStarred($ids: [ID!]!, $starred: Boolean!) {\n    setStarred(ids: $ids, starred: $starred) { done refused { id message } }\n  }\n"): (typeof documents)["\n  mutation SetStarred($ids: [ID!]!, $starred: Boolean!) {\n    setStarred(ids: $ids, starred: $starred) { done refused { id message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddTags($ids: [ID!]!, $tags: [String!]!) {\n    addTags(ids: $ids, tags: $tags) { done refused { id message } }\n  }\n"): (typeof documents)["\n  mutation AddTags($ids: [ID!]!, $tags: [String!]!) {\n    addTags(ids: $ids, tags: $tags) { done refused { id message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveTags($ids: [ID!]!, $tags: [String!]!) {\n    removeTags(ids: $ids, tags: $tags) { done refused { id message } }\n  }\n"): (typeof documents)["\n  mutation RemoveTags($ids: [ID!]!, $tags: [String!]!) {\n    removeTags(ids: $ids, tags: $tags) { done refused { id message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ContentChanged($after: String) { contentChanged(after: $after) { cursor kind contentId } }\n"): (typeof documents)["\n  subscription ContentChanged($after: String) { contentChanged(after: $after) { cursor kind contentId } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContentVersions($id: ID!, $first: Int!) {\n    contentVersions(id: $id, first: $first) {\n      edges { node { version title reason replacedAt actorId } }\n      pageInfo { hasNextPage }\n    }\n  }\n"): (typeof documents)["\n  query ContentVersions($id: ID!, $first: Int!) {\n    contentVersions(id: $id, first: $first) {\n      edges { node { version title reason replacedAt actorId } }\n      pageInfo { hasNextPage }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ContentVersion($id: ID!, $version: Int!) {\n    contentVersion(id: $id, version: $version) { version title type body }\n  }\n"): (typeof documents)["\n  query ContentVersion($id: ID!, $version: Int!) {\n    contentVersion(id: $id, version: $version) { version title type body }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreContent($id: ID!, $version: Int!) {\n    restoreContent(id: $id, version: $version) { ...ContentFields }\n  }\n"): (typeof documents)["\n  mutation RestoreContent($id: ID!, $version: Int!) {\n    restoreContent(id: $id, version: $version) { ...ContentFields }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Binned($after: String) {\n    binnedContents(first: 50, after: $after) {\n      totalCount\n      edges { node { binnedAt removedAfter content { id title type body } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Binned($after: String) {\n    binnedContents(first: 50, after: $after) {\n      totalCount\n      edges { node { binnedAt removedAfter content { id title type body } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreFromBin($ids: [ID!]!) { restoreFromBin(ids: $ids) { done refused { id message } } }\n"): (typeof documents)["\n  mutation RestoreFromBin($ids: [ID!]!) { restoreFromBin(ids: $ids) { done refused { id message } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteForever($ids: [ID!]!) { deleteForever(ids: $ids) { done refused { id message } } }\n"): (typeof documents)["\n  mutation DeleteForever($ids: [ID!]!) { deleteForever(ids: $ids) { done refused { id message } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EmptyBin { emptyBin }"): (typeof documents)["mutation EmptyBin { emptyBin }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NotificationFields on Notification {\n    cursor occurredAt read job { id prompt type status run }\n  }\n"): (typeof documents)["\n  fragment NotificationFields on Notification {\n    cursor occurredAt read job { id prompt type status run }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NotificationPage($unreadOnly: Boolean!, $first: Int!, $after: String) {\n    notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {\n      edges { node { ...NotificationFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query NotificationPage($unreadOnly: Boolean!, $first: Int!, $after: String) {\n    notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {\n      edges { node { ...NotificationFields } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefineJob(\n    $id: ID!\n    $instruction: String!\n    $start: Int\n    $end: Int\n    $text: String\n    $idempotencyKey: String\n  ) {\n    refineJob(\n      id: $id\n      instruction: $instruction\n      start: $start\n      end: $end\n      text: $text\n      idempotencyKey: $idempotencyKey\n    ) { id }\n  }\n"): (typeof documents)["\n  mutation RefineJob(\n    $id: ID!\n    $instruction: String!\n    $start: Int\n    $end: Int\n    $text: String\n    $idempotencyKey: String\n  ) {\n    refineJob(\n      id: $id\n      instruction: $instruction\n      start: $start\n      end: $end\n      text: $text\n      idempotencyKey: $idempotencyKey\n    ) { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ContinueJob($id: ID!, $idempotencyKey: String) {\n    continueJob(id: $id, idempotencyKey: $idempotencyKey) { ...JobFields }\n  }\n"): (typeof documents)["\n  mutation ContinueJob($id: ID!, $idempotencyKey: String) {\n    continueJob(id: $id, idempotencyKey: $idempotencyKey) { ...JobFields }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RefinedJob($id: ID!) {\n    job(id: $id) { id status attempts generatedContent finishReason error { message } basis { text } }\n  }\n"): (typeof documents)["\n  query RefinedJob($id: ID!) {\n    job(id: $id) { id status attempts generatedContent finishReason error { message } basis { text } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PieceToRefine($id: ID!) { content(id: $id) { ...ContentFields } }"): (typeof documents)["query PieceToRefine($id: ID!) { content(id: $id) { ...ContentFields } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query JobOfPiece($id: ID!) { content(id: $id) { id source { job { id } } } }"): (typeof documents)["query JobOfPiece($id: ID!) { content(id: $id) { id source { job { id } } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ScheduleParts on Schedule {\n    id name cron rrule startsAt timeZone prompt type templateId templateVersion variables { name value }\n    status pauseReason pausedAt nextRunAt lastRunAt nextRuns lastFailure { at code message jobId }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id }\n    }\n    jobs(first: 1) { edges { node { id prompt status createdAt } } }\n  }\n"): (typeof documents)["\n  fragment ScheduleParts on Schedule {\n    id name cron rrule startsAt timeZone prompt type templateId templateVersion variables { name value }\n    status pauseReason pausedAt nextRunAt lastRunAt nextRuns lastFailure { at code message jobId }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id }\n    }\n    jobs(first: 1) { edges { node { id prompt status createdAt } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ScheduleList { schedules { ...ScheduleParts } }"): (typeof documents)["query ScheduleList { schedules { ...ScheduleParts } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ScheduleById($id: ID!) { schedule(id: $id) { ...ScheduleParts } }"): (typeof documents)["query ScheduleById($id: ID!) { schedule(id: $id) { ...ScheduleParts } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TemplateOf($id: ID!, $version: Int) { template(id: $id, version: $version) { ...TemplateParts } }\n"): (typeof documents)["\n  query TemplateOf($id: ID!, $version: Int) { template(id: $id, version: $version) { ...TemplateParts } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NextTimes($cron: String, $rrule: String, $startsAt: String, $timeZone: String!) {\n    scheduleTimes(cron: $cron, rrule: $rrule, startsAt: $startsAt, timeZone: $timeZone)\n  }\n"): (typeof documents)["\n  query NextTimes($cron: String, $rrule: String, $startsAt: String, $timeZone: String!) {\n    scheduleTimes(cron: $cron, rrule: $rrule, startsAt: $startsAt, timeZone: $timeZone)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation NewSchedule($input: CreateScheduleInput!) { createSchedule(input: $input) { ...ScheduleParts } }\n"): (typeof documents)["\n  mutation NewSchedule($input: CreateScheduleInput!) { createSchedule(input: $input) { ...ScheduleParts } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeSchedule($id: ID!, $input: UpdateScheduleInput!) {\n    updateSchedule(id: $id, input: $input) { ...ScheduleParts }\n  }\n"): (typeof documents)["\n  mutation ChangeSchedule($id: ID!, $input: UpdateScheduleInput!) {\n    updateSchedule(id: $id, input: $input) { ...ScheduleParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PauseIt($id: ID!) { pauseSchedule(id: $id) { ...ScheduleParts } }"): (typeof documents)["mutation PauseIt($id: ID!) { pauseSchedule(id: $id) { ...ScheduleParts } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ResumeIt($id: ID!) { resumeSchedule(id: $id) { ...ScheduleParts } }"): (typeof documents)["mutation ResumeIt($id: ID!) { resumeSchedule(id: $id) { ...ScheduleParts } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveIt($id: ID!) { deleteSchedule(id: $id) { id } }"): (typeof documents)["mutation RemoveIt($id: ID!) { deleteSchedule(id: $id) { id } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { expiresAt user { id name email } }\n  }\n"): (typeof documents)["\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { expiresAt user { id name email } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Login($input: LoginInput!) {\n    login(input: $input) { expiresAt user { id name email } }\n  }\n"): (typeof documents)["\n  mutation Login($input: LoginInput!) {\n    login(input: $input) { expiresAt user { id name email } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query WhoAmI { me { id name email } }"): (typeof documents)["query WhoAmI { me { id name email } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Logout { logout }"): (typeof documents)["mutation Logout { logout }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation LogoutEverywhere { logoutEverywhere }"): (typeof documents)["mutation LogoutEverywhere { logoutEverywhere }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sessions { sessions { id createdAt lastSeenAt userAgent current } }\n"): (typeof documents)["\n  query Sessions { sessions { id createdAt lastSeenAt userAgent current } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription PresenceChanged { presenceChanged { online devices { sessionId } } }\n"): (typeof documents)["\n  subscription PresenceChanged { presenceChanged { online devices { sessionId } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RevokeSession($id: ID!) { revokeSession(id: $id) { id } }"): (typeof documents)["mutation RevokeSession($id: ID!) { revokeSession(id: $id) { id } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }\n"): (typeof documents)["\n  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) }\n"): (typeof documents)["\n  mutation ResetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation VerifyEmail($token: String!) { verifyEmail(token: $token) }"): (typeof documents)["mutation VerifyEmail($token: String!) { verifyEmail(token: $token) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestEmailVerification { requestEmailVerification }\n"): (typeof documents)["\n  mutation RequestEmailVerification { requestEmailVerification }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query EmailState { me { id emailVerified mailAvailable } }"): (typeof documents)["query EmailState { me { id emailVerified mailAvailable } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProfile($name: String, $email: String) {\n    updateProfile(name: $name, email: $email) { id name email emailVerified }\n  }\n"): (typeof documents)["\n  mutation UpdateProfile($name: String, $email: String) {\n    updateProfile(name: $name, email: $email) { id name email emailVerified }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MyUsage {\n    me {\n      id\n      usage(period: MONTH) { attempts promptTokens completionTokens costUsd }\n      budget { limitUsd usedUsd promisedUsd limitTokens usedTokens promisedTokens resetsAt }\n    }\n  }\n"): (typeof documents)["\n  query MyUsage {\n    me {\n      id\n      usage(period: MONTH) { attempts promptTokens completionTokens costUsd }\n      budget { limitUsd usedUsd promisedUsd limitTokens usedTokens promisedTokens resetsAt }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AccessTokens { accessTokens { id name access createdAt lastUsedAt expiresAt } }\n"): (typeof documents)["\n  query AccessTokens { accessTokens { id name access createdAt lastUsedAt expiresAt } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateAccessToken($input: CreateAccessTokenInput!) {\n    createAccessToken(input: $input) { token accessToken { id } }\n  }\n"): (typeof documents)["\n  mutation CreateAccessToken($input: CreateAccessTokenInput!) {\n    createAccessToken(input: $input) { token accessToken { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeAccessToken($id: ID!) { revokeAccessToken(id: $id) { id } }\n"): (typeof documents)["\n  mutation RevokeAccessToken($id: ID!) { revokeAccessToken(id: $id) { id } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefreshSession($refreshToken: String) {\n    refreshSession(refreshToken: $refreshToken) { expiresAt user { id name email } }\n  }\n"): (typeof documents)["\n  mutation RefreshSession($refreshToken: String) {\n    refreshSession(refreshToken: $refreshToken) { expiresAt user { id name email } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TemplateParts on Template {\n    id builtIn version name description type prompt updatedAt\n    variables { name label type required default options }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id }\n    }\n  }\n"): (typeof documents)["\n  fragment TemplateParts on Template {\n    id builtIn version name description type prompt updatedAt\n    variables { name label type required default options }\n    options {\n      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TemplateList($type: ContentType, $search: String) {\n    templates(type: $type, search: $search) { ...TemplateParts }\n  }\n"): (typeof documents)["\n  query TemplateList($type: ContentType, $search: String) {\n    templates(type: $type, search: $search) { ...TemplateParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TemplateWithVersions($id: ID!) {\n    template(id: $id) { ...TemplateParts versions(first: 50) { ...TemplateParts } }\n  }\n"): (typeof documents)["\n  query TemplateWithVersions($id: ID!) {\n    template(id: $id) { ...TemplateParts versions(first: 50) { ...TemplateParts } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation NewTemplate($input: CreateTemplateInput!) { createTemplate(input: $input) { ...TemplateParts } }\n"): (typeof documents)["\n  mutation NewTemplate($input: CreateTemplateInput!) { createTemplate(input: $input) { ...TemplateParts } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeTemplate($id: ID!, $input: UpdateTemplateInput!) {\n    updateTemplate(id: $id, input: $input) { ...TemplateParts }\n  }\n"): (typeof documents)["\n  mutation ChangeTemplate($id: ID!, $input: UpdateTemplateInput!) {\n    updateTemplate(id: $id, input: $input) { ...TemplateParts }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveTemplate($id: ID!) { deleteTemplate(id: $id) { id } }"): (typeof documents)["mutation RemoveTemplate($id: ID!) { deleteTemplate(id: $id) { id } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment VoiceFields on BrandVoice { id name description samples }\n"): (typeof documents)["\n  fragment VoiceFields on BrandVoice { id name description samples }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BrandVoices { brandVoices { ...VoiceFields } }"): (typeof documents)["query BrandVoices { brandVoices { ...VoiceFields } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateBrandVoice($input: CreateBrandVoiceInput!) { createBrandVoice(input: $input) { ...VoiceFields } }\n"): (typeof documents)["\n  mutation CreateBrandVoice($input: CreateBrandVoiceInput!) { createBrandVoice(input: $input) { ...VoiceFields } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateBrandVoice($id: ID!, $input: UpdateBrandVoiceInput!) {\n    updateBrandVoice(id: $id, input: $input) { ...VoiceFields }\n  }\n"): (typeof documents)["\n  mutation UpdateBrandVoice($id: ID!, $input: UpdateBrandVoiceInput!) {\n    updateBrandVoice(id: $id, input: $input) { ...VoiceFields }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteBrandVoice($id: ID!) { deleteBrandVoice(id: $id) { id } }\n"): (typeof documents)["\n  mutation DeleteBrandVoice($id: ID!) { deleteBrandVoice(id: $id) { id } }\n"];

export function graphql(source: string) {
  return (documents as Record<string, unknown>)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<unknown, never>> = TDocumentNode extends DocumentNode<  infer TType, never>  ? TType  : never;