/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '../document.js';
/** The order of a list of pieces. Ties are broken by id. */
export type ContentOrder =
  /** Newest first. */
  | 'NEWEST'
  /** Oldest first. */
  | 'OLDEST'
  /** Last changed first. */
  | 'RECENTLY_UPDATED'
  /** Best match of `search` first: words in the title count most, then those at the beginning of a word, then how often they occur in the body, up to 4 times; the last created first among equal matches. A cursor belongs to one `search`, and stays valid while pieces change. Without words in `search` the same as NEWEST. */
  | 'RELEVANCE'
  /** By title, case-insensitive. */
  | 'TITLE';

/** The type of a text. */
export type ContentType =
  /** A full text: a title, an introduction, 4 to 6 sections with paragraphs, and a conclusion. */
  | 'BLOG_POST'
  /** A title, an introduction, 5 to 7 sections with points, and a conclusion. */
  | 'BLOG_POST_OUTLINE'
  /** A subject, a preheader, a greeting, sections, a call to action and a sign-off. */
  | 'EMAIL_NEWSLETTER'
  /** Persuasive copy with features, benefits and a call to action. */
  | 'PRODUCT_DESCRIPTION'
  /** An engaging caption with emoji and hashtags. */
  | 'SOCIAL_MEDIA_CAPTION';

/** Why the model stopped writing. */
export type FinishReason =
  /** The text reached the token limit or 100,000 characters, and was cut off. */
  | 'LENGTH'
  /** The model finished the text. */
  | 'STOP';

/** The text to generate: either a `prompt` with its `type`, or a `templateId` with `variables`. */
export type GenerateContentInput = {
  /** The delay before the job starts, in seconds, 0 to 2592000 (30 days). Defaults to the server’s setting, 60 unless configured. */
  delaySeconds?: number | null | undefined;
  /** Makes the request safe to repeat: the same key with the same prompt or template and variables, type, delay or start, and options returns the same job, and with other input it is a CONFLICT. 1 to 200 characters, unique to the user, valid as long as the job exists. */
  idempotencyKey?: string | null | undefined;
  /** The options of the text. Each overrides the same option of the template. Null and `{}` set none. */
  options?: GenerationOptionsInput | null | undefined;
  /** What the text is about, 1 to 4000 characters. Give either this or `templateId`. */
  prompt?: string | null | undefined;
  /** When the job starts: in the future, 366 days ahead at most. Not together with `delaySeconds`. */
  scheduledFor?: ScheduleTimeInput | null | undefined;
  /** The template that the prompt is rendered from. The result is at most 4000 characters. Give either this or `prompt`. */
  templateId?: string | number | null | undefined;
  /** The version of the template; the current one by default. */
  templateVersion?: number | null | undefined;
  /** The type of the text. Required with `prompt`; with `templateId` it may be absent, or must be that of the template. */
  type?: ContentType | null | undefined;
  /** The values of the template’s variables. Those without a value get their defaults. Errors name all that is missing, unknown or not of its type at once. */
  variables?: Array<VariableValueInput> | null | undefined;
};

/** What a request asks of its text besides the type and the prompt. All options are optional. With a template or a batch that has options, an absent one is theirs, and null or an empty list turns it off. */
export type GenerationOptionsInput = {
  /** The readers of the text, 1 to 200 characters. */
  audience?: string | null | undefined;
  /** Up to 10 words or phrases of 1 to 80 characters that the text must not contain. Checked as `avoid`, without regard to case. */
  avoid?: Array<string> | null | undefined;
  /** The id of one of the viewer’s brand voices. The job keeps the voice as it is now. NOT_FOUND for an unknown id. */
  brandVoice?: string | number | null | undefined;
  /** Up to 10 words or phrases of 1 to 80 characters that the text must contain. Checked as `keywords`, without regard to case. */
  keywords?: Array<string> | null | undefined;
  /** The language of the text, as a BCP 47 tag of a language that the server knows, such as `de` or `pt-BR`; stored in canonical form. Without it, the language of the prompt. */
  language?: string | null | undefined;
  /** How long the text is. Checked as `wordCount`. Without it, a text has the usual number of sections, and any number of words unless its type says otherwise. */
  length?: TextLength | null | undefined;
  /** The model that writes the text, by the provider’s name for it: one that the server’s settings allow. No other model replaces it. Without it, the models of the settings. */
  model?: string | null | undefined;
  /** The social network that a caption is for. Its limits become checks. BAD_USER_INPUT with any other type. */
  platform?: Platform | null | undefined;
  /** The sampling temperature, from 0 to 2 or to the server’s own maximum. Without it, the server’s setting. A model that takes no temperature ignores it. */
  temperature?: number | null | undefined;
  /** How the text sounds. */
  tone?: Tone | null | undefined;
  /** How the text sounds, in free words, 1 to 200 characters. With `tone`, it adds to it. */
  toneDescription?: string | null | undefined;
};

/** The class of a failure. */
export type JobErrorCode =
  /** The provider’s answer was empty, broken or malformed. */
  | 'BAD_RESPONSE'
  /** An internal error occurred. */
  | 'INTERNAL'
  /** The worker stopped or crashed during the attempt. */
  | 'INTERRUPTED'
  /** The provider did not accept the prompt or the model. */
  | 'INVALID_REQUEST'
  /** The provider refused the API key, the credit or the permission. */
  | 'PROVIDER_REFUSED'
  /** The provider could not be reached or answered with a server error. */
  | 'PROVIDER_UNAVAILABLE'
  /** The provider answered that it gets too many requests. */
  | 'RATE_LIMITED'
  /** The provider took too long. */
  | 'TIMEOUT';

/** The status of a job. COMPLETED, FAILED and CANCELED are terminal. */
export type JobStatus =
  /** The owner canceled the job. */
  | 'CANCELED'
  /** The text is complete. */
  | 'COMPLETED'
  /** No attempt succeeded; `error` has the reason. */
  | 'FAILED'
  /** The model is writing. */
  | 'PROCESSING'
  /** The job waits for its scheduled time or for a free worker. */
  | 'QUEUED'
  /** An attempt failed; another one follows. */
  | 'RETRYING';

/** The credentials of an account. */
export type LoginInput = {
  /** The account’s email, in any case. */
  email: string;
  /** The account’s password. */
  password: string;
};

/** A social network. Its limits become checks of a caption. */
export type Platform =
  /** Facebook: 63206 characters at most. */
  | 'FACEBOOK'
  /** Instagram: 2200 characters and 30 hashtags at most. */
  | 'INSTAGRAM'
  /** LinkedIn: 3000 characters at most. */
  | 'LINKEDIN'
  /** TikTok: 2200 UTF-16 code units at most. */
  | 'TIKTOK'
  /** X: 280 weighted characters at most. A link counts 23; an emoji and a letter of Chinese, Japanese or Korean count 2. */
  | 'X';

/** A point in time: a wall time in a time zone, or a time with an offset. A wall time that the change to daylight saving skips is later by the length of the gap; one that exists twice is the first. */
export type ScheduleTimeInput = {
  /** The date and the time of day: `2026-12-24T08:00:00` with `timeZone`, or `2026-12-24T08:00:00+01:00` without. */
  at: string;
  /** The IANA time zone of a time without an offset, such as `Europe/Berlin`. */
  timeZone?: string | null | undefined;
};

/** How long a text is. What a value means in words and sections depends on the content type: see `docs/writing.md`. */
export type TextLength =
  /** Longer than usual. */
  | 'LONG'
  /** The usual length. */
  | 'MEDIUM'
  /** Shorter than usual. */
  | 'SHORT';

/** How a text sounds. */
export type Tone =
  /** Relaxed everyday language. */
  | 'CASUAL'
  /** Understands the worries of the reader. */
  | 'EMPATHETIC'
  /** Full of energy. */
  | 'ENTHUSIASTIC'
  /** Polite and impersonal, without contractions or exclamation marks. */
  | 'FORMAL'
  /** Warm, and addresses the reader directly. */
  | 'FRIENDLY'
  /** Witty and playful. */
  | 'HUMOROUS'
  /** Neutral and factual. */
  | 'INFORMATIVE'
  /** Encourages the reader. */
  | 'INSPIRING'
  /** Argues with benefits, and asks the reader to act. */
  | 'PERSUASIVE'
  /** Competent and to the point, without slang. */
  | 'PROFESSIONAL';

/** What an account may do. */
export type UserRole =
  /** Also manages accounts, jobs and the queue: an administrator. */
  | 'ADMIN'
  /** Sees and changes what it owns. */
  | 'USER';

/** The value of a variable. A list of these has types that clients check, which a JSON object would not have. */
export type VariableValueInput = {
  /** The name of the variable. */
  name: string;
  /** The value as text, also of a number; at most 4000 characters. `{{x}}` in it stays as it is. */
  value: string;
};

export type SmartContentJobFragment = { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null };

export type SmartContentEventFragment = { cursor: string, occurredAt: string, job: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } };

export type SmartContentNotificationFragment = { cursor: string, occurredAt: string, read: boolean, job: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } };

export type SmartContentPieceFragment = { id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string };

export type SmartContentViewerFragment = { id: string, name: string, email: string, role: UserRole, eventCursor: string, unreadCount: number };

export type GenerateMutationVariables = Exact<{
  input: GenerateContentInput;
}>;


export type GenerateMutation = { generateContent: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } };

export type CancelJobMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelJobMutation = { cancelJob: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } };

export type RetryJobMutationVariables = Exact<{
  id: string | number;
}>;


export type RetryJobMutation = { retryJob: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } };

export type JobQueryVariables = Exact<{
  id: string | number;
}>;


export type JobQuery = { job: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } | null };

export type JobsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  status?: Array<JobStatus> | JobStatus | null | undefined;
  type?: ContentType | null | undefined;
}>;


export type JobsQuery = { jobs: { edges: Array<{ cursor: string, node: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type JobProgressSubscriptionVariables = Exact<{
  jobId: string | number;
}>;


export type JobProgressSubscription = { jobProgress: { run: number, attempt: number, status: JobStatus, offset: number, text: string } };

export type JobProgressWithEstimatesSubscriptionVariables = Exact<{
  jobId: string | number;
}>;


export type JobProgressWithEstimatesSubscription = { jobProgress: { run: number, attempt: number, status: JobStatus, offset: number, text: string, queuePosition: number | null, estimatedStartAt: string | null, estimatedCompletionAt: string | null } };

export type JobEndSubscriptionVariables = Exact<{
  jobId: string | number;
}>;


export type JobEndSubscription = { jobCompleted: { cursor: string, occurredAt: string, job: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } } };

export type JobCompletedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type JobCompletedSubscription = { jobCompleted: { cursor: string, occurredAt: string, job: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, name: string, email: string, role: UserRole, eventCursor: string, unreadCount: number } };

export type NotificationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  unreadOnly?: boolean | null | undefined;
}>;


export type NotificationsQuery = { me: { id: string, name: string, email: string, role: UserRole, eventCursor: string, unreadCount: number }, notifications: { edges: Array<{ cursor: string, node: { cursor: string, occurredAt: string, read: boolean, job: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MarkNotificationsReadMutationVariables = Exact<{
  upTo: string;
}>;


export type MarkNotificationsReadMutation = { markNotificationsRead: { id: string, name: string, email: string, role: UserRole, eventCursor: string, unreadCount: number } };

export type PiecesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
  type?: ContentType | null | undefined;
  orderBy?: ContentOrder | null | undefined;
}>;


export type PiecesQuery = { contents: { edges: Array<{ cursor: string, node: { id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PieceQueryVariables = Exact<{
  id: string | number;
}>;


export type PieceQuery = { content: { id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string } | null };

export type SaveJobMutationVariables = Exact<{
  id: string | number;
  title?: string | null | undefined;
}>;


export type SaveJobMutation = { saveJobToLibrary: { id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string } };

export type DeletePieceMutationVariables = Exact<{
  id: string | number;
}>;


export type DeletePieceMutation = { deleteContent: { id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string } };

export type LoginMutationVariables = Exact<{
  input: LoginInput;
}>;


export type LoginMutation = { login: { token: string, refreshToken: string, expiresAt: string, user: { id: string, name: string, email: string, role: UserRole, eventCursor: string, unreadCount: number } } };

export type LogoutMutationVariables = Exact<{ [key: string]: never; }>;


export type LogoutMutation = { logout: boolean };

export type RefreshSessionMutationVariables = Exact<{
  refreshToken?: string | null | undefined;
}>;


export type RefreshSessionMutation = { refreshSession: { token: string, refreshToken: string, expiresAt: string, user: { id: string, name: string, email: string, role: UserRole, eventCursor: string, unreadCount: number } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, unknown> | undefined;

  constructor(value: string, __meta__?: Record<string, unknown> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const SmartContentJobFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentJob on Job {
  id
  type
  prompt
  status
  run
  attempts
  scheduledFor
  createdAt
  startedAt
  completedAt
  generatedContent
  finishReason
  error {
    code
    message
    retriable
  }
  savedContent {
    id
  }
}
    `, {"fragmentName":"SmartContentJob"}) as unknown as TypedDocumentString<SmartContentJobFragment, unknown>;
export const SmartContentEventFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentEvent on JobCompletedEvent {
  cursor
  occurredAt
  job {
    ...SmartContentJob
  }
}
    fragment SmartContentJob on Job {
  id
  type
  prompt
  status
  run
  attempts
  scheduledFor
  createdAt
  startedAt
  completedAt
  generatedContent
  finishReason
  error {
    code
    message
    retriable
  }
  savedContent {
    id
  }
}`, {"fragmentName":"SmartContentEvent"}) as unknown as TypedDocumentString<SmartContentEventFragment, unknown>;
export const SmartContentNotificationFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentNotification on Notification {
  cursor
  occurredAt
  read
  job {
    ...SmartContentJob
  }
}
    fragment SmartContentJob on Job {
  id
  type
  prompt
  status
  run
  attempts
  scheduledFor
  createdAt
  startedAt
  completedAt
  generatedContent
  finishReason
  error {
    code
    message
    retriable
  }
  savedContent {
    id
  }
}`, {"fragmentName":"SmartContentNotification"}) as unknown as TypedDocumentString<SmartContentNotificationFragment, unknown>;
export const SmartContentPieceFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentPiece on Content {
  id
  title
  type
  body
  version
  createdAt
  updatedAt
}
    `, {"fragmentName":"SmartContentPiece"}) as unknown as TypedDocumentString<SmartContentPieceFragment, unknown>;
export const SmartContentViewerFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentViewer on User {
  id
  name
  email
  role
  eventCursor
  unreadCount
}
    `, {"fragmentName":"SmartContentViewer"}) as unknown as TypedDocumentString<SmartContentViewerFragment, unknown>;
export const GenerateDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation Generate($input: GenerateContentInput!) {
  generateContent(input: $input) {
    ...SmartContentJob
  }
}
    fragment SmartContentJob on Job {
  id
  type
  prompt
  status
  run
  attempts
  scheduledFor
  createdAt
  startedAt
  completedAt
  generatedContent
  finishReason
  error {
    code
    message
    retriable
  }
  savedContent {
    id
  }
}`) as unknown as TypedDocumentString<GenerateMutation, GenerateMutationVariables>;
export const CancelJobDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CancelJob($id: ID!) {
  cancelJob(id: $id) {
    ...SmartContentJob
  }
}
    fragment SmartContentJob on Job {
  id
  type
  prompt
  status
  run
  attempts
  scheduledFor
  createdAt
  startedAt
  completedAt
  generatedContent
  finishReason
  error {
    code
    message
    retriable
  }
  savedContent {
    id
  }
}`) as unknown as TypedDocumentString<CancelJobMutation, CancelJobMutationVariables>;
export const RetryJobDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RetryJob($id: ID!) {
  retryJob(id: $id) {
    ...SmartContentJob
  }
}
    fragment SmartContentJob on Job {
  id
  type
  prompt
  status
  run
  attempts
  scheduledFor
  createdAt
  startedAt
  completedAt
  generatedContent
  finishReason
  error {
    code
    message
    retriable
  }
  savedContent {
    id
  }
}`) as unknown as TypedDocumentString<RetryJobMutation, RetryJobMutationVariables>;
export const JobDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Job($id: ID!) {
  job(id: $id) {
    ...SmartContentJob
  }
}
    fragment SmartContentJob on Job {
  id
  type
  prompt
  status
  run
  attempts
  scheduledFor
  createdAt
  startedAt
  completedAt
  generatedContent
  finishReason
  error {
    code
    message
    retriable
  }
  savedContent {
    id
  }
}`) as unknown as TypedDocumentString<JobQuery, JobQueryVariables>;
export const JobsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Jobs($first: Int, $after: String, $status: [JobStatus!], $type: ContentType) {
  jobs(first: $first, after: $after, status: $status, type: $type) {
    edges {
      cursor
      node {
        ...SmartContentJob
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SmartContentJob on Job {
  id
  type
  prompt
  status
  run
  attempts
  scheduledFor
  createdAt
  startedAt
  completedAt
  generatedContent
  finishReason
  error {
    code
    message
    retriable
  }
  savedContent {
    id
  }
}`) as unknown as TypedDocumentString<JobsQuery, JobsQueryVariables>;
export const JobProgressDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription JobProgress($jobId: ID!) {
  jobProgress(jobId: $jobId) {
    run
    attempt
    status
    offset
    text
  }
}
    `) as unknown as TypedDocumentString<JobProgressSubscription, JobProgressSubscriptionVariables>;
export const JobProgressWithEstimatesDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription JobProgressWithEstimates($jobId: ID!) {
  jobProgress(jobId: $jobId) {
    run
    attempt
    status
    offset
    text
    queuePosition
    estimatedStartAt
    estimatedCompletionAt
  }
}
    `) as unknown as TypedDocumentString<JobProgressWithEstimatesSubscription, JobProgressWithEstimatesSubscriptionVariables>;
export const JobEndDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription JobEnd($jobId: ID!) {
  jobCompleted(jobId: $jobId) {
    ...SmartContentEvent
  }
}
    fragment SmartContentJob on Job {
  id
  type
  prompt
  status
  run
  attempts
  scheduledFor
  createdAt
  startedAt
  completedAt
  generatedContent
  finishReason
  error {
    code
    message
    retriable
  }
  savedContent {
    id
  }
}
fragment SmartContentEvent on JobCompletedEvent {
  cursor
  occurredAt
  job {
    ...SmartContentJob
  }
}`) as unknown as TypedDocumentString<JobEndSubscription, JobEndSubscriptionVariables>;
export const JobCompletedDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription JobCompleted($after: String) {
  jobCompleted(after: $after) {
    ...SmartContentEvent
  }
}
    fragment SmartContentJob on Job {
  id
  type
  prompt
  status
  run
  attempts
  scheduledFor
  createdAt
  startedAt
  completedAt
  generatedContent
  finishReason
  error {
    code
    message
    retriable
  }
  savedContent {
    id
  }
}
fragment SmartContentEvent on JobCompletedEvent {
  cursor
  occurredAt
  job {
    ...SmartContentJob
  }
}`) as unknown as TypedDocumentString<JobCompletedSubscription, JobCompletedSubscriptionVariables>;
export const MeDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Me {
  me {
    ...SmartContentViewer
  }
}
    fragment SmartContentViewer on User {
  id
  name
  email
  role
  eventCursor
  unreadCount
}`) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const NotificationsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Notifications($first: Int, $after: String, $unreadOnly: Boolean) {
  me {
    ...SmartContentViewer
  }
  notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {
    edges {
      cursor
      node {
        ...SmartContentNotification
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SmartContentJob on Job {
  id
  type
  prompt
  status
  run
  attempts
  scheduledFor
  createdAt
  startedAt
  completedAt
  generatedContent
  finishReason
  error {
    code
    message
    retriable
  }
  savedContent {
    id
  }
}
fragment SmartContentNotification on Notification {
  cursor
  occurredAt
  read
  job {
    ...SmartContentJob
  }
}
fragment SmartContentViewer on User {
  id
  name
  email
  role
  eventCursor
  unreadCount
}`) as unknown as TypedDocumentString<NotificationsQuery, NotificationsQueryVariables>;
export const MarkNotificationsReadDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation MarkNotificationsRead($upTo: String!) {
  markNotificationsRead(upTo: $upTo) {
    ...SmartContentViewer
  }
}
    fragment SmartContentViewer on User {
  id
  name
  email
  role
  eventCursor
  unreadCount
}`) as unknown as TypedDocumentString<MarkNotificationsReadMutation, MarkNotificationsReadMutationVariables>;
export const PiecesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Pieces($first: Int, $after: String, $search: String, $type: ContentType, $orderBy: ContentOrder) {
  contents(
    first: $first
    after: $after
    search: $search
    type: $type
    orderBy: $orderBy
  ) {
    edges {
      cursor
      node {
        ...SmartContentPiece
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SmartContentPiece on Content {
  id
  title
  type
  body
  version
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<PiecesQuery, PiecesQueryVariables>;
export const PieceDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Piece($id: ID!) {
  content(id: $id) {
    ...SmartContentPiece
  }
}
    fragment SmartContentPiece on Content {
  id
  title
  type
  body
  version
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<PieceQuery, PieceQueryVariables>;
export const SaveJobDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SaveJob($id: ID!, $title: String) {
  saveJobToLibrary(id: $id, title: $title) {
    ...SmartContentPiece
  }
}
    fragment SmartContentPiece on Content {
  id
  title
  type
  body
  version
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<SaveJobMutation, SaveJobMutationVariables>;
export const DeletePieceDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DeletePiece($id: ID!) {
  deleteContent(id: $id) {
    ...SmartContentPiece
  }
}
    fragment SmartContentPiece on Content {
  id
  title
  type
  body
  version
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<DeletePieceMutation, DeletePieceMutationVariables>;
export const LoginDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation Login($input: LoginInput!) {
  login(input: $input) {
    token
    refreshToken
    expiresAt
    user {
      ...SmartContentViewer
    }
  }
}
    fragment SmartContentViewer on User {
  id
  name
  email
  role
  eventCursor
  unreadCount
}`) as unknown as TypedDocumentString<LoginMutation, LoginMutationVariables>;
export const LogoutDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation Logout {
  logout
}
    `) as unknown as TypedDocumentString<LogoutMutation, LogoutMutationVariables>;
export const RefreshSessionDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RefreshSession($refreshToken: String) {
  refreshSession(refreshToken: $refreshToken) {
    token
    refreshToken
    expiresAt
    user {
      ...SmartContentViewer
    }
  }
}
    fragment SmartContentViewer on User {
  id
  name
  email
  role
  eventCursor
  unreadCount
}`) as unknown as TypedDocumentString<RefreshSessionMutation, RefreshSessionMutationVariables>;