/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '../../document.js';
/** The kind of a change of a piece. */
export type ContentChangeKind =
  /** It was created, or saved from a job. */
  | 'CREATED'
  /** It was moved to the bin. */
  | 'DELETED'
  /** It was removed from the bin by its owner. A removal by age has no event. */
  | 'REMOVED'
  /** It was moved back from the bin. */
  | 'RESTORED'
  /** Its text, its type, its tags or its star changed. */
  | 'UPDATED';

/** What replaced a text. */
export type ContentChangeReason =
  /** `updateContent`. */
  | 'EDIT'
  /** A text that the model made of it. */
  | 'REFINE'
  /** `restoreContent`. */
  | 'RESTORE';

/** A filter of the library, with the meaning of the arguments of `contents`. All pieces by default. */
export type ContentFilterInput = {
  /** Only pieces created at this time or later. */
  createdAfter?: string | null | undefined;
  /** Only pieces created before this time. */
  createdBefore?: string | null | undefined;
  /** Only pieces of this origin. */
  origin?: ContentOrigin | null | undefined;
  /** Only pieces with all of these words, as `contents(search:)` finds them. At most 200 characters. */
  search?: string | null | undefined;
  /** Only pieces with a star, or only those without. */
  starred?: boolean | null | undefined;
  /** Only pieces with all of these tags, at most 20, whatever their case. */
  tags?: Array<string> | null | undefined;
  /** Only pieces of this type. */
  type?: ContentType | null | undefined;
};

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

/** How a piece came into the library. */
export type ContentOrigin =
  /** Saved from a job, and perhaps edited since. */
  | 'GENERATED'
  /** Created with `createContent`, or imported. */
  | 'WRITTEN';

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

/** A new brand voice. */
export type CreateBrandVoiceInput = {
  /** How the brand writes, 1 to 1000 characters. */
  description: string;
  /** The name, 1 to 80 characters. */
  name: string;
  /** Texts in this voice, 3 at most, each of 1 to 1000 characters. None by default. */
  samples?: Array<string> | null | undefined;
};

/** A new piece. */
export type CreateContentInput = {
  /** 0 to 100,000 characters. */
  body: string;
  /** 1 to 200 characters. */
  title: string;
  /** The type of the text. */
  type: ContentType;
};

/** A new schedule. */
export type CreateScheduleInput = {
  /** Give either `cron` or `rrule`. The cron expression: five fields (minute, hour, day of month, month, day of week) with numbers, names such as MON, and the signs * , - / L #. Two times are 5 minutes apart at least, unless the server is configured otherwise. Where the change to daylight saving skips a time, it is due later by the length of the gap; where a time exists twice, it is due at the first. With `*` as the hour, it is due in each hour that passes. */
  cron?: string | null | undefined;
  /** What it is called, 1 to 100 characters. */
  name: string;
  /** The options of the text. Each overrides the same option of the template. Null and `{}` set none. */
  options?: GenerationOptionsInput | null | undefined;
  /** What the text is about, 1 to 4000 characters. Give either this or `templateId`. */
  prompt?: string | null | undefined;
  /** Give either `cron` or `rrule`. The recurrence rule: the value of an RRULE of RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=9;BYMINUTE=0`. HOURLY to YEARLY, with the parts INTERVAL, COUNT (500 at most) or UNTIL (in UTC), BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYHOUR, BYMINUTE, BYSETPOS and WKST. Two times are apart as with `cron`. COUNT counts due times from `startsAt` on, also those that pass while the schedule is paused. As the RFC says, a time that the change to daylight saving skips is left out, and one that exists twice is the first. */
  rrule?: string | null | undefined;
  /** The wall time in `timeZone` from which a recurrence rule counts (DTSTART), to the minute, such as `2026-12-24T08:00`; at most 5 years from now. It supplies what the rule leaves open, such as the time of day. By default the next full minute. */
  startsAt?: string | null | undefined;
  /** The template that the prompt is rendered from. The result is at most 4000 characters. Give either this or `prompt`. */
  templateId?: string | number | null | undefined;
  /** The version of the template; the current one by default. */
  templateVersion?: number | null | undefined;
  /** The IANA time zone, such as `Europe/Berlin`. */
  timeZone: string;
  /** The type of the text. Required with `prompt`; with `templateId` it may be absent, or must be that of the template. */
  type?: ContentType | null | undefined;
  /** The values of the template’s variables. Those without a value get their defaults. Errors name all that is missing, unknown or not of its type at once. */
  variables?: Array<VariableValueInput> | null | undefined;
};

/** A new template. */
export type CreateTemplateInput = {
  /** What it is for, at most 300 characters. */
  description?: string | null | undefined;
  /** What it is called, 1 to 100 characters. */
  name: string;
  /** The default options of texts from it. A request may override them. */
  options?: GenerationOptionsInput | null | undefined;
  /** The prompt, 1 to 4000 characters, with `{{name}}` in the places of variables. It names each declared variable, and no other. */
  prompt: string;
  /** The type of the texts. */
  type: ContentType;
  /** The variables, in the order of a form; 20 at most. */
  variables?: Array<TemplateVariableInput>;
};

/** Which pieces of the library are exported, and how. All pieces without `ids` and `filter`. */
export type ExportContentsInput = {
  /** Only pieces that match. */
  filter?: ContentFilterInput | null | undefined;
  /** The format of the file. */
  format: ExportFormat;
  /** The ids of the pieces, 1 to 1000; not together with `filter`. What is not in the viewer’s library is left out. */
  ids?: Array<string | number> | null | undefined;
};

/** The format of an exported file. Pieces are in the order of their creation, the oldest first. */
export type ExportFormat =
  /** A Word document for each piece, in a ZIP if there are several. */
  | 'DOCX'
  /** One HTML document with a table of contents and a style for printing, without scripts. */
  | 'HTML'
  /** One JSON array of pieces. */
  | 'JSON'
  /** JSON Lines: a piece in each line. `POST /imports` reads it. For MY_DATA, a ZIP of such files. */
  | 'JSONL'
  /** A ZIP with a `.md` file for each piece: title, type and times as YAML front matter, then the body as it is. */
  | 'MARKDOWN'
  /** One PDF with a bookmark for each piece. Its fonts are embedded. */
  | 'PDF';

/** What an export contains. */
export type ExportKind =
  /** Pieces of the library. */
  | 'LIBRARY'
  /** Everything that the product stores about the viewer. */
  | 'MY_DATA';

/** The state of an export. FAILED and EXPIRED are final. */
export type ExportStatus =
  /** The file can be downloaded until `expiresAt`. */
  | 'COMPLETED'
  /** The file was removed. */
  | 'EXPIRED'
  /** No attempt wrote the file: see `error`. */
  | 'FAILED'
  /** A worker has not begun, or an attempt was interrupted and is repeated. */
  | 'QUEUED'
  /** A worker writes the file. */
  | 'RUNNING';

/** Why the model stopped writing. */
export type FinishReason =
  /** The text reached the token limit or 100,000 characters, and was cut off. */
  | 'LENGTH'
  /** The model finished the text. */
  | 'STOP';

/** The texts of a batch: either `items`, or a `templateId` with `variableSets`. At most 100 jobs in all. */
export type GenerateBatchInput = {
  /** The delay before the jobs start, in seconds, as in `generateContent`. */
  delaySeconds?: number | null | undefined;
  /** Makes the request safe to repeat: the same key with the same input returns the same batch, and with other input it is a CONFLICT. 1 to 200 characters, unique among the user’s batches, valid as long as the batch exists. */
  idempotencyKey?: string | null | undefined;
  /** The texts, 1 to 100. Errors name each by its index, such as `items.3.prompt`. */
  items?: Array<TextRequestInput> | null | undefined;
  /** The options of all texts. Each overrides the same option of a template, and is overridden by that of an item. */
  options?: GenerationOptionsInput | null | undefined;
  /** The template of all texts. */
  templateId?: string | number | null | undefined;
  /** The version of the template; the current one by default. */
  templateVersion?: number | null | undefined;
  /** The values of the template’s variables for each text, 1 to 100. Errors name each by its index, such as `variableSets.3.topic`. */
  variableSets?: Array<Array<VariableValueInput>> | null | undefined;
  /** How many jobs each text gets, 1 to 5. */
  variations?: number;
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

/** How a job uses the text of another one. */
export type JobBasisKind =
  /** The job continues a text that was cut off. */
  | 'CONTINUE'
  /** The job changes the text, or a passage of it, as its instruction says. */
  | 'REFINE';

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

/** Why a run of a schedule failed. */
export type ScheduleFailureCode =
  /** The account was closed. No job was created. */
  | 'ACCOUNT_CLOSED'
  /** The budget of the month was used up. No job was created. */
  | 'BUDGET_EXCEEDED'
  /** The template or the brand voice does not exist any more, or the variables or options no longer fit. No job was created. */
  | 'INVALID_REQUEST'
  /** The job ended as FAILED. */
  | 'JOB_FAILED'
  /** The rate limit of jobs was reached. No job was created. */
  | 'RATE_LIMITED';

/** Why a schedule is paused. */
export type SchedulePauseReason =
  /** 3 runs in a row failed. */
  | 'FAILING'
  /** The owner paused it. */
  | 'OWNER';

/** Whether a schedule creates jobs. */
export type ScheduleStatus =
  /** The schedule creates a job at each due time. */
  | 'ACTIVE'
  /** The last due time of its rule has passed. It creates no more jobs, unless it gets another rule. */
  | 'ENDED'
  /** The schedule creates no jobs; see `pauseReason`. */
  | 'PAUSED';

/** A point in time: a wall time in a time zone, or a time with an offset. A wall time that the change to daylight saving skips is later by the length of the gap; one that exists twice is the first. */
export type ScheduleTimeInput = {
  /** The date and the time of day: `2026-12-24T08:00:00` with `timeZone`, or `2026-12-24T08:00:00+01:00` without. */
  at: string;
  /** The IANA time zone of a time without an offset, such as `Europe/Berlin`. */
  timeZone?: string | null | undefined;
};

/** A variable of a template. */
export type TemplateVariableInput = {
  /** The value where a request gives none; it obeys the type. 1 to 4000 characters. */
  default?: string | null | undefined;
  /** What a form calls it, 1 to 100 characters. */
  label: string;
  /** The name in the prompt. A letter and up to 39 letters, digits and _. */
  name: string;
  /** What a CHOICE may be: 2 to 50 different lines of 1 to 200 characters. Empty for other types. */
  options?: Array<string>;
  /** Whether a request must give a value that is not blank, unless there is a default. */
  required?: boolean;
  /** What it takes. */
  type: TemplateVariableType;
};

/** What a variable of a template takes. */
export type TemplateVariableType =
  /** One of the variable’s `options`. */
  | 'CHOICE'
  /** Text of any number of lines. */
  | 'LONG_TEXT'
  /** A decimal number, such as `12` or `3.5`. */
  | 'NUMBER'
  /** One line of text. */
  | 'TEXT';

/** How long a text is. What a value means in words and sections depends on the content type: see `docs/writing.md`. */
export type TextLength =
  /** Longer than usual. */
  | 'LONG'
  /** The usual length. */
  | 'MEDIUM'
  /** Shorter than usual. */
  | 'SHORT';

/** What a text is about: either a `prompt` with its `type`, or a `templateId` with `variables`. */
export type TextRequestInput = {
  /** The options of the text. Each overrides the same option of the template. Null and `{}` set none. */
  options?: GenerationOptionsInput | null | undefined;
  /** What the text is about, 1 to 4000 characters. Give either this or `templateId`. */
  prompt?: string | null | undefined;
  /** The template that the prompt is rendered from. The result is at most 4000 characters. Give either this or `prompt`. */
  templateId?: string | number | null | undefined;
  /** The version of the template; the current one by default. */
  templateVersion?: number | null | undefined;
  /** The type of the text. Required with `prompt`; with `templateId` it may be absent, or must be that of the template. */
  type?: ContentType | null | undefined;
  /** The values of the template’s variables. Those without a value get their defaults. Errors name all that is missing, unknown or not of its type at once. */
  variables?: Array<VariableValueInput> | null | undefined;
};

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

/** Changes of a brand voice. What is missing or null stays the same. */
export type UpdateBrandVoiceInput = {
  /** How the brand writes, 1 to 1000 characters. */
  description?: string | null | undefined;
  /** The name, 1 to 80 characters. */
  name?: string | null | undefined;
  /** Texts in this voice, 3 at most, each of 1 to 1000 characters. They replace the present ones. */
  samples?: Array<string> | null | undefined;
};

/** The changes of a piece. What is missing or null stays the same. */
export type UpdateContentInput = {
  /** 0 to 100,000 characters. The stored body of an earlier version is accepted unchanged, however long. */
  body?: string | null | undefined;
  /** 1 to 200 characters. */
  title?: string | null | undefined;
  /** What kind of writing it is. */
  type?: ContentType | null | undefined;
  /** The `version` that the change is based on. If the piece has another version, nothing changes, and the error is CONFLICT. Without it, the change is made in any case. */
  version?: number | null | undefined;
};

/** The changes of a schedule. What is missing or null stays the same. `prompt`, `type`, `templateId`, `templateVersion` and `variables` belong together: if one is given, it replaces all of them. */
export type UpdateScheduleInput = {
  /** The cron expression: five fields (minute, hour, day of month, month, day of week) with numbers, names such as MON, and the signs * , - / L #. Two times are 5 minutes apart at least, unless the server is configured otherwise. Where the change to daylight saving skips a time, it is due later by the length of the gap; where a time exists twice, it is due at the first. With `*` as the hour, it is due in each hour that passes. It replaces a recurrence rule. */
  cron?: string | null | undefined;
  /** What it is called, 1 to 100 characters. */
  name?: string | null | undefined;
  /** All options; `{}` for none. */
  options?: GenerationOptionsInput | null | undefined;
  /** What the text is about, 1 to 4000 characters. Give either this or `templateId`. */
  prompt?: string | null | undefined;
  /** The recurrence rule: the value of an RRULE of RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=9;BYMINUTE=0`. HOURLY to YEARLY, with the parts INTERVAL, COUNT (500 at most) or UNTIL (in UTC), BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYHOUR, BYMINUTE, BYSETPOS and WKST. Two times are apart as with `cron`. COUNT counts due times from `startsAt` on, also those that pass while the schedule is paused. As the RFC says, a time that the change to daylight saving skips is left out, and one that exists twice is the first. It replaces a cron expression. */
  rrule?: string | null | undefined;
  /** The wall time in `timeZone` from which a recurrence rule counts (DTSTART), to the minute, such as `2026-12-24T08:00`; at most 5 years from now. It supplies what the rule leaves open, such as the time of day. */
  startsAt?: string | null | undefined;
  /** The template that the prompt is rendered from. The result is at most 4000 characters. Give either this or `prompt`. */
  templateId?: string | number | null | undefined;
  /** The version of the template; the current one by default. */
  templateVersion?: number | null | undefined;
  /** The IANA time zone, such as `Europe/Berlin`. */
  timeZone?: string | null | undefined;
  /** The type of the text. Required with `prompt`; with `templateId` it may be absent, or must be that of the template. */
  type?: ContentType | null | undefined;
  /** The values of the template’s variables. Those without a value get their defaults. Errors name all that is missing, unknown or not of its type at once. */
  variables?: Array<VariableValueInput> | null | undefined;
};

/** The changes of a template. What is missing or null stays the same. */
export type UpdateTemplateInput = {
  /** What it is for, at most 300 characters; empty for none. */
  description?: string | null | undefined;
  /** What it is called, 1 to 100 characters. */
  name?: string | null | undefined;
  /** All options; `{}` for none. */
  options?: GenerationOptionsInput | null | undefined;
  /** The prompt, 1 to 4000 characters, with `{{name}}` in the places of variables. It names each declared variable, and no other. */
  prompt?: string | null | undefined;
  /** The type of the texts. */
  type?: ContentType | null | undefined;
  /** All variables, in the order of a form; 20 at most. */
  variables?: Array<TemplateVariableInput> | null | undefined;
  /** The `version` that the change is based on. If the template has another version, nothing changes, and the error is CONFLICT. Without it, the change is made in any case. */
  version?: number | null | undefined;
};

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

export type SmartContentBatchFragment = { id: string, total: number, progress: number, createdAt: string, startedAt: string | null, completedAt: string | null, canceledAt: string | null, byStatus: { queued: number, processing: number, retrying: number, completed: number, failed: number, canceled: number } };

export type SmartContentBatchProgressFragment = { cursor: string, batchId: string, total: number, completed: number, failed: number, canceled: number, progress: number, completedAt: string | null };

export type GenerateBatchMutationVariables = Exact<{
  input: GenerateBatchInput;
}>;


export type GenerateBatchMutation = { generateBatch: { id: string, total: number, progress: number, createdAt: string, startedAt: string | null, completedAt: string | null, canceledAt: string | null, byStatus: { queued: number, processing: number, retrying: number, completed: number, failed: number, canceled: number } } };

export type BatchQueryVariables = Exact<{
  id: string | number;
}>;


export type BatchQuery = { batch: { id: string, total: number, progress: number, createdAt: string, startedAt: string | null, completedAt: string | null, canceledAt: string | null, byStatus: { queued: number, processing: number, retrying: number, completed: number, failed: number, canceled: number } } | null };

export type BatchesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BatchesQuery = { batches: { edges: Array<{ cursor: string, node: { id: string, total: number, progress: number, createdAt: string, startedAt: string | null, completedAt: string | null, canceledAt: string | null, byStatus: { queued: number, processing: number, retrying: number, completed: number, failed: number, canceled: number } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type BatchJobsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  status?: Array<JobStatus> | JobStatus | null | undefined;
}>;


export type BatchJobsQuery = { batch: { id: string, jobs: { edges: Array<{ cursor: string, node: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, batch: { id: string, item: number, variation: number } | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CancelBatchMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelBatchMutation = { cancelBatch: { id: string, total: number, progress: number, createdAt: string, startedAt: string | null, completedAt: string | null, canceledAt: string | null, byStatus: { queued: number, processing: number, retrying: number, completed: number, failed: number, canceled: number } } };

export type RetryBatchMutationVariables = Exact<{
  id: string | number;
  failedOnly?: boolean | null | undefined;
}>;


export type RetryBatchMutation = { retryBatch: { id: string, total: number, progress: number, createdAt: string, startedAt: string | null, completedAt: string | null, canceledAt: string | null, byStatus: { queued: number, processing: number, retrying: number, completed: number, failed: number, canceled: number } } };

export type BatchProgressSubscriptionVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type BatchProgressSubscription = { batchProgress: { cursor: string, batchId: string, total: number, completed: number, failed: number, canceled: number, progress: number, completedAt: string | null } };

export type SmartContentExportFragment = { id: string, kind: ExportKind, format: ExportFormat, status: ExportStatus, done: number, total: number, size: number | null, fileName: string | null, downloadUrl: string | null, error: string | null, createdAt: string, completedAt: string | null, expiresAt: string | null };

export type ExportPiecesMutationVariables = Exact<{
  input: ExportContentsInput;
}>;


export type ExportPiecesMutation = { exportContents: { id: string, kind: ExportKind, format: ExportFormat, status: ExportStatus, done: number, total: number, size: number | null, fileName: string | null, downloadUrl: string | null, error: string | null, createdAt: string, completedAt: string | null, expiresAt: string | null } };

export type ExportMyDataMutationVariables = Exact<{ [key: string]: never; }>;


export type ExportMyDataMutation = { exportMyData: { id: string, kind: ExportKind, format: ExportFormat, status: ExportStatus, done: number, total: number, size: number | null, fileName: string | null, downloadUrl: string | null, error: string | null, createdAt: string, completedAt: string | null, expiresAt: string | null } };

export type ExportQueryVariables = Exact<{
  id: string | number;
}>;


export type ExportQuery = { export: { id: string, kind: ExportKind, format: ExportFormat, status: ExportStatus, done: number, total: number, size: number | null, fileName: string | null, downloadUrl: string | null, error: string | null, createdAt: string, completedAt: string | null, expiresAt: string | null } | null };

export type ExportsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ExportsQuery = { exports: { edges: Array<{ cursor: string, node: { id: string, kind: ExportKind, format: ExportFormat, status: ExportStatus, done: number, total: number, size: number | null, fileName: string | null, downloadUrl: string | null, error: string | null, createdAt: string, completedAt: string | null, expiresAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DeleteExportMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteExportMutation = { deleteExport: { id: string, kind: ExportKind, format: ExportFormat, status: ExportStatus, done: number, total: number, size: number | null, fileName: string | null, downloadUrl: string | null, error: string | null, createdAt: string, completedAt: string | null, expiresAt: string | null } };

export type ExportProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type ExportProgressSubscription = { exportProgress: { id: string, kind: ExportKind, format: ExportFormat, status: ExportStatus, done: number, total: number, size: number | null, fileName: string | null, downloadUrl: string | null, error: string | null, createdAt: string, completedAt: string | null, expiresAt: string | null } };

export type SmartContentJobDetailsFragment = { updatedAt: string, queuePosition: number | null, estimatedStartAt: string | null, estimatedCompletionAt: string | null, id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, options: { tone: Tone | null, toneDescription: string | null, length: TextLength | null, language: string | null, audience: string | null, keywords: Array<string> | null, avoid: Array<string> | null, platform: Platform | null, model: string | null, temperature: number | null, brandVoice: { id: string, name: string } | null } | null, template: { id: string, name: string, version: number, variables: Array<{ name: string, value: string }> } | null, basis: { kind: JobBasisKind, instruction: string | null, start: number, end: number } | null, parent: { id: string } | null, batch: { id: string, item: number, variation: number } | null, schedule: { id: string, dueAt: string } | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null };

export type JobDetailsQueryVariables = Exact<{
  id: string | number;
}>;


export type JobDetailsQuery = { job: { updatedAt: string, queuePosition: number | null, estimatedStartAt: string | null, estimatedCompletionAt: string | null, id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, options: { tone: Tone | null, toneDescription: string | null, length: TextLength | null, language: string | null, audience: string | null, keywords: Array<string> | null, avoid: Array<string> | null, platform: Platform | null, model: string | null, temperature: number | null, brandVoice: { id: string, name: string } | null } | null, template: { id: string, name: string, version: number, variables: Array<{ name: string, value: string }> } | null, basis: { kind: JobBasisKind, instruction: string | null, start: number, end: number } | null, parent: { id: string } | null, batch: { id: string, item: number, variation: number } | null, schedule: { id: string, dueAt: string } | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } | null };

export type RefineJobMutationVariables = Exact<{
  id: string | number;
  instruction: string;
  start?: number | null | undefined;
  end?: number | null | undefined;
  text?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;


export type RefineJobMutation = { refineJob: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } };

export type ContinueJobMutationVariables = Exact<{
  id: string | number;
  idempotencyKey?: string | null | undefined;
}>;


export type ContinueJobMutation = { continueJob: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } };

export type RescheduleJobMutationVariables = Exact<{
  id: string | number;
  scheduledFor: ScheduleTimeInput;
}>;


export type RescheduleJobMutation = { rescheduleJob: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } };

export type SmartContentLibraryPieceFragment = { tags: Array<string>, starred: boolean, id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string, source: { jobId: string, editedShare: number | null } | null };

export type SmartContentBulkResultFragment = { done: number, refused: Array<{ id: string, code: string, message: string }> };

export type LibraryQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
  type?: ContentType | null | undefined;
  orderBy?: ContentOrder | null | undefined;
  tags?: Array<string> | string | null | undefined;
  starred?: boolean | null | undefined;
  origin?: ContentOrigin | null | undefined;
  createdAfter?: string | null | undefined;
  createdBefore?: string | null | undefined;
}>;


export type LibraryQuery = { contents: { edges: Array<{ cursor: string, node: { tags: Array<string>, starred: boolean, id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string, source: { jobId: string, editedShare: number | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreatePieceMutationVariables = Exact<{
  input: CreateContentInput;
}>;


export type CreatePieceMutation = { createContent: { tags: Array<string>, starred: boolean, id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string, source: { jobId: string, editedShare: number | null } | null } };

export type UpdatePieceMutationVariables = Exact<{
  id: string | number;
  input: UpdateContentInput;
}>;


export type UpdatePieceMutation = { updateContent: { tags: Array<string>, starred: boolean, id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string, source: { jobId: string, editedShare: number | null } | null } };

export type PieceVersionsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PieceVersionsQuery = { contentVersions: { edges: Array<{ cursor: string, node: { version: number, title: string, type: ContentType, reason: ContentChangeReason, replacedAt: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type PieceVersionQueryVariables = Exact<{
  id: string | number;
  version: number;
}>;


export type PieceVersionQuery = { contentVersion: { version: number, title: string, type: ContentType, body: string, reason: ContentChangeReason, replacedAt: string } | null };

export type RestorePieceMutationVariables = Exact<{
  id: string | number;
  version: number;
}>;


export type RestorePieceMutation = { restoreContent: { tags: Array<string>, starred: boolean, id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string, source: { jobId: string, editedShare: number | null } | null } };

export type BinQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BinQuery = { binnedContents: { edges: Array<{ cursor: string, node: { binnedAt: string, removedAfter: string | null, content: { id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RestoreFromBinMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type RestoreFromBinMutation = { restoreFromBin: { done: number, refused: Array<{ id: string, code: string, message: string }> } };

export type DeleteForeverMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type DeleteForeverMutation = { deleteForever: { done: number, refused: Array<{ id: string, code: string, message: string }> } };

export type EmptyBinMutationVariables = Exact<{ [key: string]: never; }>;


export type EmptyBinMutation = { emptyBin: number };

export type TagsQueryVariables = Exact<{ [key: string]: never; }>;


export type TagsQuery = { contentTags: Array<{ tag: string, count: number }> };

export type AddTagsMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
  tags: Array<string> | string;
}>;


export type AddTagsMutation = { addTags: { done: number, refused: Array<{ id: string, code: string, message: string }> } };

export type RemoveTagsMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
  tags: Array<string> | string;
}>;


export type RemoveTagsMutation = { removeTags: { done: number, refused: Array<{ id: string, code: string, message: string }> } };

export type SetStarredMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
  starred: boolean;
}>;


export type SetStarredMutation = { setStarred: { done: number, refused: Array<{ id: string, code: string, message: string }> } };

export type LibraryChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type LibraryChangesSubscription = { contentChanged: { cursor: string, kind: ContentChangeKind, contentId: string, occurredAt: string, content: { tags: Array<string>, starred: boolean, id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string, source: { jobId: string, editedShare: number | null } | null } | null } };

export type SmartContentScheduleFragment = { id: string, name: string, status: ScheduleStatus, cron: string | null, rrule: string | null, startsAt: string | null, timeZone: string, prompt: string | null, type: ContentType | null, templateId: string | null, templateVersion: number | null, nextRunAt: string | null, nextRuns: Array<string>, lastRunAt: string | null, failuresInARow: number, pausedAt: string | null, pauseReason: SchedulePauseReason | null, createdAt: string, updatedAt: string, variables: Array<{ name: string, value: string }>, options: { tone: Tone | null, toneDescription: string | null, length: TextLength | null, language: string | null, audience: string | null, keywords: Array<string> | null, avoid: Array<string> | null, platform: Platform | null, model: string | null, temperature: number | null, brandVoice: { id: string, name: string } | null } | null, lastFailure: { at: string, code: ScheduleFailureCode, jobId: string | null, message: string } | null };

export type SchedulesQueryVariables = Exact<{ [key: string]: never; }>;


export type SchedulesQuery = { schedules: Array<{ id: string, name: string, status: ScheduleStatus, cron: string | null, rrule: string | null, startsAt: string | null, timeZone: string, prompt: string | null, type: ContentType | null, templateId: string | null, templateVersion: number | null, nextRunAt: string | null, nextRuns: Array<string>, lastRunAt: string | null, failuresInARow: number, pausedAt: string | null, pauseReason: SchedulePauseReason | null, createdAt: string, updatedAt: string, variables: Array<{ name: string, value: string }>, options: { tone: Tone | null, toneDescription: string | null, length: TextLength | null, language: string | null, audience: string | null, keywords: Array<string> | null, avoid: Array<string> | null, platform: Platform | null, model: string | null, temperature: number | null, brandVoice: { id: string, name: string } | null } | null, lastFailure: { at: string, code: ScheduleFailureCode, jobId: string | null, message: string } | null }> };

export type ScheduleQueryVariables = Exact<{
  id: string | number;
}>;


export type ScheduleQuery = { schedule: { id: string, name: string, status: ScheduleStatus, cron: string | null, rrule: string | null, startsAt: string | null, timeZone: string, prompt: string | null, type: ContentType | null, templateId: string | null, templateVersion: number | null, nextRunAt: string | null, nextRuns: Array<string>, lastRunAt: string | null, failuresInARow: number, pausedAt: string | null, pauseReason: SchedulePauseReason | null, createdAt: string, updatedAt: string, variables: Array<{ name: string, value: string }>, options: { tone: Tone | null, toneDescription: string | null, length: TextLength | null, language: string | null, audience: string | null, keywords: Array<string> | null, avoid: Array<string> | null, platform: Platform | null, model: string | null, temperature: number | null, brandVoice: { id: string, name: string } | null } | null, lastFailure: { at: string, code: ScheduleFailureCode, jobId: string | null, message: string } | null } | null };

export type ScheduleJobsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ScheduleJobsQuery = { schedule: { id: string, jobs: { edges: Array<{ cursor: string, node: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, schedule: { id: string, dueAt: string } | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ScheduleTimesQueryVariables = Exact<{
  cron: string;
  timeZone: string;
  first?: number | null | undefined;
}>;


export type ScheduleTimesQuery = { scheduleTimes: Array<string> };

export type CreateScheduleMutationVariables = Exact<{
  input: CreateScheduleInput;
}>;


export type CreateScheduleMutation = { createSchedule: { id: string, name: string, status: ScheduleStatus, cron: string | null, rrule: string | null, startsAt: string | null, timeZone: string, prompt: string | null, type: ContentType | null, templateId: string | null, templateVersion: number | null, nextRunAt: string | null, nextRuns: Array<string>, lastRunAt: string | null, failuresInARow: number, pausedAt: string | null, pauseReason: SchedulePauseReason | null, createdAt: string, updatedAt: string, variables: Array<{ name: string, value: string }>, options: { tone: Tone | null, toneDescription: string | null, length: TextLength | null, language: string | null, audience: string | null, keywords: Array<string> | null, avoid: Array<string> | null, platform: Platform | null, model: string | null, temperature: number | null, brandVoice: { id: string, name: string } | null } | null, lastFailure: { at: string, code: ScheduleFailureCode, jobId: string | null, message: string } | null } };

export type UpdateScheduleMutationVariables = Exact<{
  id: string | number;
  input: UpdateScheduleInput;
}>;


export type UpdateScheduleMutation = { updateSchedule: { id: string, name: string, status: ScheduleStatus, cron: string | null, rrule: string | null, startsAt: string | null, timeZone: string, prompt: string | null, type: ContentType | null, templateId: string | null, templateVersion: number | null, nextRunAt: string | null, nextRuns: Array<string>, lastRunAt: string | null, failuresInARow: number, pausedAt: string | null, pauseReason: SchedulePauseReason | null, createdAt: string, updatedAt: string, variables: Array<{ name: string, value: string }>, options: { tone: Tone | null, toneDescription: string | null, length: TextLength | null, language: string | null, audience: string | null, keywords: Array<string> | null, avoid: Array<string> | null, platform: Platform | null, model: string | null, temperature: number | null, brandVoice: { id: string, name: string } | null } | null, lastFailure: { at: string, code: ScheduleFailureCode, jobId: string | null, message: string } | null } };

export type PauseScheduleMutationVariables = Exact<{
  id: string | number;
}>;


export type PauseScheduleMutation = { pauseSchedule: { id: string, name: string, status: ScheduleStatus, cron: string | null, rrule: string | null, startsAt: string | null, timeZone: string, prompt: string | null, type: ContentType | null, templateId: string | null, templateVersion: number | null, nextRunAt: string | null, nextRuns: Array<string>, lastRunAt: string | null, failuresInARow: number, pausedAt: string | null, pauseReason: SchedulePauseReason | null, createdAt: string, updatedAt: string, variables: Array<{ name: string, value: string }>, options: { tone: Tone | null, toneDescription: string | null, length: TextLength | null, language: string | null, audience: string | null, keywords: Array<string> | null, avoid: Array<string> | null, platform: Platform | null, model: string | null, temperature: number | null, brandVoice: { id: string, name: string } | null } | null, lastFailure: { at: string, code: ScheduleFailureCode, jobId: string | null, message: string } | null } };

export type ResumeScheduleMutationVariables = Exact<{
  id: string | number;
}>;


export type ResumeScheduleMutation = { resumeSchedule: { id: string, name: string, status: ScheduleStatus, cron: string | null, rrule: string | null, startsAt: string | null, timeZone: string, prompt: string | null, type: ContentType | null, templateId: string | null, templateVersion: number | null, nextRunAt: string | null, nextRuns: Array<string>, lastRunAt: string | null, failuresInARow: number, pausedAt: string | null, pauseReason: SchedulePauseReason | null, createdAt: string, updatedAt: string, variables: Array<{ name: string, value: string }>, options: { tone: Tone | null, toneDescription: string | null, length: TextLength | null, language: string | null, audience: string | null, keywords: Array<string> | null, avoid: Array<string> | null, platform: Platform | null, model: string | null, temperature: number | null, brandVoice: { id: string, name: string } | null } | null, lastFailure: { at: string, code: ScheduleFailureCode, jobId: string | null, message: string } | null } };

export type DeleteScheduleMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteScheduleMutation = { deleteSchedule: { id: string, name: string, status: ScheduleStatus, cron: string | null, rrule: string | null, startsAt: string | null, timeZone: string, prompt: string | null, type: ContentType | null, templateId: string | null, templateVersion: number | null, nextRunAt: string | null, nextRuns: Array<string>, lastRunAt: string | null, failuresInARow: number, pausedAt: string | null, pauseReason: SchedulePauseReason | null, createdAt: string, updatedAt: string, variables: Array<{ name: string, value: string }>, options: { tone: Tone | null, toneDescription: string | null, length: TextLength | null, language: string | null, audience: string | null, keywords: Array<string> | null, avoid: Array<string> | null, platform: Platform | null, model: string | null, temperature: number | null, brandVoice: { id: string, name: string } | null } | null, lastFailure: { at: string, code: ScheduleFailureCode, jobId: string | null, message: string } | null } };

export type SchedulePausedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type SchedulePausedSubscription = { schedulePaused: { id: string, name: string, status: ScheduleStatus, cron: string | null, rrule: string | null, startsAt: string | null, timeZone: string, prompt: string | null, type: ContentType | null, templateId: string | null, templateVersion: number | null, nextRunAt: string | null, nextRuns: Array<string>, lastRunAt: string | null, failuresInARow: number, pausedAt: string | null, pauseReason: SchedulePauseReason | null, createdAt: string, updatedAt: string, variables: Array<{ name: string, value: string }>, options: { tone: Tone | null, toneDescription: string | null, length: TextLength | null, language: string | null, audience: string | null, keywords: Array<string> | null, avoid: Array<string> | null, platform: Platform | null, model: string | null, temperature: number | null, brandVoice: { id: string, name: string } | null } | null, lastFailure: { at: string, code: ScheduleFailureCode, jobId: string | null, message: string } | null } };

export type SmartContentTemplateFragment = { id: string, name: string, description: string | null, type: ContentType, prompt: string, version: number, builtIn: boolean, createdAt: string | null, updatedAt: string | null, variables: Array<{ name: string, label: string, type: TemplateVariableType, required: boolean, default: string | null, options: Array<string> }> };

export type SmartContentVoiceFragment = { id: string, name: string, description: string, samples: Array<string>, createdAt: string, updatedAt: string };

export type TemplatesQueryVariables = Exact<{
  search?: string | null | undefined;
  type?: ContentType | null | undefined;
}>;


export type TemplatesQuery = { templates: Array<{ id: string, name: string, description: string | null, type: ContentType, prompt: string, version: number, builtIn: boolean, createdAt: string | null, updatedAt: string | null, variables: Array<{ name: string, label: string, type: TemplateVariableType, required: boolean, default: string | null, options: Array<string> }> }> };

export type TemplateQueryVariables = Exact<{
  id: string | number;
  version?: number | null | undefined;
}>;


export type TemplateQuery = { template: { id: string, name: string, description: string | null, type: ContentType, prompt: string, version: number, builtIn: boolean, createdAt: string | null, updatedAt: string | null, variables: Array<{ name: string, label: string, type: TemplateVariableType, required: boolean, default: string | null, options: Array<string> }> } | null };

export type TemplateVersionsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
}>;


export type TemplateVersionsQuery = { template: { id: string, versions: Array<{ id: string, name: string, description: string | null, type: ContentType, prompt: string, version: number, builtIn: boolean, createdAt: string | null, updatedAt: string | null, variables: Array<{ name: string, label: string, type: TemplateVariableType, required: boolean, default: string | null, options: Array<string> }> }> } | null };

export type CreateTemplateMutationVariables = Exact<{
  input: CreateTemplateInput;
}>;


export type CreateTemplateMutation = { createTemplate: { id: string, name: string, description: string | null, type: ContentType, prompt: string, version: number, builtIn: boolean, createdAt: string | null, updatedAt: string | null, variables: Array<{ name: string, label: string, type: TemplateVariableType, required: boolean, default: string | null, options: Array<string> }> } };

export type UpdateTemplateMutationVariables = Exact<{
  id: string | number;
  input: UpdateTemplateInput;
}>;


export type UpdateTemplateMutation = { updateTemplate: { id: string, name: string, description: string | null, type: ContentType, prompt: string, version: number, builtIn: boolean, createdAt: string | null, updatedAt: string | null, variables: Array<{ name: string, label: string, type: TemplateVariableType, required: boolean, default: string | null, options: Array<string> }> } };

export type DeleteTemplateMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteTemplateMutation = { deleteTemplate: { id: string, name: string, description: string | null, type: ContentType, prompt: string, version: number, builtIn: boolean, createdAt: string | null, updatedAt: string | null, variables: Array<{ name: string, label: string, type: TemplateVariableType, required: boolean, default: string | null, options: Array<string> }> } };

export type VoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type VoicesQuery = { brandVoices: Array<{ id: string, name: string, description: string, samples: Array<string>, createdAt: string, updatedAt: string }> };

export type CreateVoiceMutationVariables = Exact<{
  input: CreateBrandVoiceInput;
}>;


export type CreateVoiceMutation = { createBrandVoice: { id: string, name: string, description: string, samples: Array<string>, createdAt: string, updatedAt: string } };

export type UpdateVoiceMutationVariables = Exact<{
  id: string | number;
  input: UpdateBrandVoiceInput;
}>;


export type UpdateVoiceMutation = { updateBrandVoice: { id: string, name: string, description: string, samples: Array<string>, createdAt: string, updatedAt: string } };

export type DeleteVoiceMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteVoiceMutation = { deleteBrandVoice: { id: string, name: string, description: string, samples: Array<string>, createdAt: string, updatedAt: string } };

export type SmartContentJobFragment = { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null };

export type SmartContentEventFragment = { cursor: string, occurredAt: string, job: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } };

export type SmartContentNotificationFragment = { cursor: string, occurredAt: string, read: boolean, job: { id: string, type: ContentType, prompt: string, status: JobStatus, run: number, attempts: number, scheduledFor: string, createdAt: string, startedAt: string | null, completedAt: string | null, generatedContent: string | null, finishReason: FinishReason | null, error: { code: JobErrorCode, message: string, retriable: boolean } | null, savedContent: { id: string } | null } };

export type SmartContentPieceFragment = { id: string, title: string, type: ContentType, body: string, version: number, createdAt: string, updatedAt: string };

export type SmartContentViewerFragment = { id: string, name: string, email: string, role: UserRole, eventCursor: string, unreadCount: number };

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
export const SmartContentBatchFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentBatch on Batch {
  id
  total
  progress
  byStatus {
    queued
    processing
    retrying
    completed
    failed
    canceled
  }
  createdAt
  startedAt
  completedAt
  canceledAt
}
    `, {"fragmentName":"SmartContentBatch"}) as unknown as TypedDocumentString<SmartContentBatchFragment, unknown>;
export const SmartContentBatchProgressFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentBatchProgress on BatchProgress {
  cursor
  batchId
  total
  completed
  failed
  canceled
  progress
  completedAt
}
    `, {"fragmentName":"SmartContentBatchProgress"}) as unknown as TypedDocumentString<SmartContentBatchProgressFragment, unknown>;
export const SmartContentExportFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentExport on Export {
  id
  kind
  format
  status
  done
  total
  size
  fileName
  downloadUrl
  error
  createdAt
  completedAt
  expiresAt
}
    `, {"fragmentName":"SmartContentExport"}) as unknown as TypedDocumentString<SmartContentExportFragment, unknown>;
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
export const SmartContentJobDetailsFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentJobDetails on Job {
  ...SmartContentJob
  updatedAt
  queuePosition
  estimatedStartAt
  estimatedCompletionAt
  options {
    tone
    toneDescription
    length
    language
    audience
    keywords
    avoid
    platform
    model
    temperature
    brandVoice {
      id
      name
    }
  }
  template {
    id
    name
    version
    variables {
      name
      value
    }
  }
  basis {
    kind
    instruction
    start
    end
  }
  parent {
    id
  }
  batch {
    id
    item
    variation
  }
  schedule {
    id
    dueAt
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
}`, {"fragmentName":"SmartContentJobDetails"}) as unknown as TypedDocumentString<SmartContentJobDetailsFragment, unknown>;
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
export const SmartContentLibraryPieceFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentLibraryPiece on Content {
  ...SmartContentPiece
  tags
  starred
  source {
    jobId
    editedShare
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
}`, {"fragmentName":"SmartContentLibraryPiece"}) as unknown as TypedDocumentString<SmartContentLibraryPieceFragment, unknown>;
export const SmartContentBulkResultFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentBulkResult on ContentBulkResult {
  done
  refused {
    id
    code
    message
  }
}
    `, {"fragmentName":"SmartContentBulkResult"}) as unknown as TypedDocumentString<SmartContentBulkResultFragment, unknown>;
export const SmartContentScheduleFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentSchedule on Schedule {
  id
  name
  status
  cron
  rrule
  startsAt
  timeZone
  prompt
  type
  templateId
  templateVersion
  variables {
    name
    value
  }
  options {
    tone
    toneDescription
    length
    language
    audience
    keywords
    avoid
    platform
    model
    temperature
    brandVoice {
      id
      name
    }
  }
  nextRunAt
  nextRuns(first: 5)
  lastRunAt
  failuresInARow
  lastFailure {
    at
    code
    jobId
    message
  }
  pausedAt
  pauseReason
  createdAt
  updatedAt
}
    `, {"fragmentName":"SmartContentSchedule"}) as unknown as TypedDocumentString<SmartContentScheduleFragment, unknown>;
export const SmartContentTemplateFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentTemplate on Template {
  id
  name
  description
  type
  prompt
  variables {
    name
    label
    type
    required
    default
    options
  }
  version
  builtIn
  createdAt
  updatedAt
}
    `, {"fragmentName":"SmartContentTemplate"}) as unknown as TypedDocumentString<SmartContentTemplateFragment, unknown>;
export const SmartContentVoiceFragmentDoc = /*#__PURE__*/ new TypedDocumentString(`
    fragment SmartContentVoice on BrandVoice {
  id
  name
  description
  samples
  createdAt
  updatedAt
}
    `, {"fragmentName":"SmartContentVoice"}) as unknown as TypedDocumentString<SmartContentVoiceFragment, unknown>;
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
export const GenerateBatchDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation GenerateBatch($input: GenerateBatchInput!) {
  generateBatch(input: $input) {
    ...SmartContentBatch
  }
}
    fragment SmartContentBatch on Batch {
  id
  total
  progress
  byStatus {
    queued
    processing
    retrying
    completed
    failed
    canceled
  }
  createdAt
  startedAt
  completedAt
  canceledAt
}`) as unknown as TypedDocumentString<GenerateBatchMutation, GenerateBatchMutationVariables>;
export const BatchDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Batch($id: ID!) {
  batch(id: $id) {
    ...SmartContentBatch
  }
}
    fragment SmartContentBatch on Batch {
  id
  total
  progress
  byStatus {
    queued
    processing
    retrying
    completed
    failed
    canceled
  }
  createdAt
  startedAt
  completedAt
  canceledAt
}`) as unknown as TypedDocumentString<BatchQuery, BatchQueryVariables>;
export const BatchesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Batches($first: Int, $after: String) {
  batches(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...SmartContentBatch
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SmartContentBatch on Batch {
  id
  total
  progress
  byStatus {
    queued
    processing
    retrying
    completed
    failed
    canceled
  }
  createdAt
  startedAt
  completedAt
  canceledAt
}`) as unknown as TypedDocumentString<BatchesQuery, BatchesQueryVariables>;
export const BatchJobsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query BatchJobs($id: ID!, $first: Int, $after: String, $status: [JobStatus!]) {
  batch(id: $id) {
    id
    jobs(first: $first, after: $after, status: $status) {
      edges {
        cursor
        node {
          ...SmartContentJob
          batch {
            id
            item
            variation
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
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
}`) as unknown as TypedDocumentString<BatchJobsQuery, BatchJobsQueryVariables>;
export const CancelBatchDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CancelBatch($id: ID!) {
  cancelBatch(id: $id) {
    ...SmartContentBatch
  }
}
    fragment SmartContentBatch on Batch {
  id
  total
  progress
  byStatus {
    queued
    processing
    retrying
    completed
    failed
    canceled
  }
  createdAt
  startedAt
  completedAt
  canceledAt
}`) as unknown as TypedDocumentString<CancelBatchMutation, CancelBatchMutationVariables>;
export const RetryBatchDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RetryBatch($id: ID!, $failedOnly: Boolean) {
  retryBatch(id: $id, failedOnly: $failedOnly) {
    ...SmartContentBatch
  }
}
    fragment SmartContentBatch on Batch {
  id
  total
  progress
  byStatus {
    queued
    processing
    retrying
    completed
    failed
    canceled
  }
  createdAt
  startedAt
  completedAt
  canceledAt
}`) as unknown as TypedDocumentString<RetryBatchMutation, RetryBatchMutationVariables>;
export const BatchProgressDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription BatchProgress($id: ID!, $after: String) {
  batchProgress(id: $id, after: $after) {
    ...SmartContentBatchProgress
  }
}
    fragment SmartContentBatchProgress on BatchProgress {
  cursor
  batchId
  total
  completed
  failed
  canceled
  progress
  completedAt
}`) as unknown as TypedDocumentString<BatchProgressSubscription, BatchProgressSubscriptionVariables>;
export const ExportPiecesDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ExportPieces($input: ExportContentsInput!) {
  exportContents(input: $input) {
    ...SmartContentExport
  }
}
    fragment SmartContentExport on Export {
  id
  kind
  format
  status
  done
  total
  size
  fileName
  downloadUrl
  error
  createdAt
  completedAt
  expiresAt
}`) as unknown as TypedDocumentString<ExportPiecesMutation, ExportPiecesMutationVariables>;
export const ExportMyDataDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ExportMyData {
  exportMyData {
    ...SmartContentExport
  }
}
    fragment SmartContentExport on Export {
  id
  kind
  format
  status
  done
  total
  size
  fileName
  downloadUrl
  error
  createdAt
  completedAt
  expiresAt
}`) as unknown as TypedDocumentString<ExportMyDataMutation, ExportMyDataMutationVariables>;
export const ExportDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Export($id: ID!) {
  export(id: $id) {
    ...SmartContentExport
  }
}
    fragment SmartContentExport on Export {
  id
  kind
  format
  status
  done
  total
  size
  fileName
  downloadUrl
  error
  createdAt
  completedAt
  expiresAt
}`) as unknown as TypedDocumentString<ExportQuery, ExportQueryVariables>;
export const ExportsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Exports($first: Int, $after: String) {
  exports(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...SmartContentExport
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SmartContentExport on Export {
  id
  kind
  format
  status
  done
  total
  size
  fileName
  downloadUrl
  error
  createdAt
  completedAt
  expiresAt
}`) as unknown as TypedDocumentString<ExportsQuery, ExportsQueryVariables>;
export const DeleteExportDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DeleteExport($id: ID!) {
  deleteExport(id: $id) {
    ...SmartContentExport
  }
}
    fragment SmartContentExport on Export {
  id
  kind
  format
  status
  done
  total
  size
  fileName
  downloadUrl
  error
  createdAt
  completedAt
  expiresAt
}`) as unknown as TypedDocumentString<DeleteExportMutation, DeleteExportMutationVariables>;
export const ExportProgressDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription ExportProgress($id: ID!) {
  exportProgress(id: $id) {
    ...SmartContentExport
  }
}
    fragment SmartContentExport on Export {
  id
  kind
  format
  status
  done
  total
  size
  fileName
  downloadUrl
  error
  createdAt
  completedAt
  expiresAt
}`) as unknown as TypedDocumentString<ExportProgressSubscription, ExportProgressSubscriptionVariables>;
export const JobDetailsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query JobDetails($id: ID!) {
  job(id: $id) {
    ...SmartContentJobDetails
  }
}
    fragment SmartContentJobDetails on Job {
  ...SmartContentJob
  updatedAt
  queuePosition
  estimatedStartAt
  estimatedCompletionAt
  options {
    tone
    toneDescription
    length
    language
    audience
    keywords
    avoid
    platform
    model
    temperature
    brandVoice {
      id
      name
    }
  }
  template {
    id
    name
    version
    variables {
      name
      value
    }
  }
  basis {
    kind
    instruction
    start
    end
  }
  parent {
    id
  }
  batch {
    id
    item
    variation
  }
  schedule {
    id
    dueAt
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
}`) as unknown as TypedDocumentString<JobDetailsQuery, JobDetailsQueryVariables>;
export const RefineJobDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RefineJob($id: ID!, $instruction: String!, $start: Int, $end: Int, $text: String, $idempotencyKey: String) {
  refineJob(
    id: $id
    instruction: $instruction
    start: $start
    end: $end
    text: $text
    idempotencyKey: $idempotencyKey
  ) {
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
}`) as unknown as TypedDocumentString<RefineJobMutation, RefineJobMutationVariables>;
export const ContinueJobDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ContinueJob($id: ID!, $idempotencyKey: String) {
  continueJob(id: $id, idempotencyKey: $idempotencyKey) {
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
}`) as unknown as TypedDocumentString<ContinueJobMutation, ContinueJobMutationVariables>;
export const RescheduleJobDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RescheduleJob($id: ID!, $scheduledFor: ScheduleTimeInput!) {
  rescheduleJob(id: $id, scheduledFor: $scheduledFor) {
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
}`) as unknown as TypedDocumentString<RescheduleJobMutation, RescheduleJobMutationVariables>;
export const LibraryDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Library($first: Int, $after: String, $search: String, $type: ContentType, $orderBy: ContentOrder, $tags: [String!], $starred: Boolean, $origin: ContentOrigin, $createdAfter: DateTime, $createdBefore: DateTime) {
  contents(
    first: $first
    after: $after
    search: $search
    type: $type
    orderBy: $orderBy
    tags: $tags
    starred: $starred
    origin: $origin
    createdAfter: $createdAfter
    createdBefore: $createdBefore
  ) {
    edges {
      cursor
      node {
        ...SmartContentLibraryPiece
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SmartContentLibraryPiece on Content {
  ...SmartContentPiece
  tags
  starred
  source {
    jobId
    editedShare
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
}`) as unknown as TypedDocumentString<LibraryQuery, LibraryQueryVariables>;
export const CreatePieceDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CreatePiece($input: CreateContentInput!) {
  createContent(input: $input) {
    ...SmartContentLibraryPiece
  }
}
    fragment SmartContentLibraryPiece on Content {
  ...SmartContentPiece
  tags
  starred
  source {
    jobId
    editedShare
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
}`) as unknown as TypedDocumentString<CreatePieceMutation, CreatePieceMutationVariables>;
export const UpdatePieceDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation UpdatePiece($id: ID!, $input: UpdateContentInput!) {
  updateContent(id: $id, input: $input) {
    ...SmartContentLibraryPiece
  }
}
    fragment SmartContentLibraryPiece on Content {
  ...SmartContentPiece
  tags
  starred
  source {
    jobId
    editedShare
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
}`) as unknown as TypedDocumentString<UpdatePieceMutation, UpdatePieceMutationVariables>;
export const PieceVersionsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query PieceVersions($id: ID!, $first: Int, $after: String) {
  contentVersions(id: $id, first: $first, after: $after) {
    edges {
      cursor
      node {
        version
        title
        type
        reason
        replacedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<PieceVersionsQuery, PieceVersionsQueryVariables>;
export const PieceVersionDocument = /*#__PURE__*/ new TypedDocumentString(`
    query PieceVersion($id: ID!, $version: Int!) {
  contentVersion(id: $id, version: $version) {
    version
    title
    type
    body
    reason
    replacedAt
  }
}
    `) as unknown as TypedDocumentString<PieceVersionQuery, PieceVersionQueryVariables>;
export const RestorePieceDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RestorePiece($id: ID!, $version: Int!) {
  restoreContent(id: $id, version: $version) {
    ...SmartContentLibraryPiece
  }
}
    fragment SmartContentLibraryPiece on Content {
  ...SmartContentPiece
  tags
  starred
  source {
    jobId
    editedShare
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
}`) as unknown as TypedDocumentString<RestorePieceMutation, RestorePieceMutationVariables>;
export const BinDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Bin($first: Int, $after: String) {
  binnedContents(first: $first, after: $after) {
    edges {
      cursor
      node {
        binnedAt
        removedAfter
        content {
          ...SmartContentPiece
        }
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
}`) as unknown as TypedDocumentString<BinQuery, BinQueryVariables>;
export const RestoreFromBinDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RestoreFromBin($ids: [ID!]!) {
  restoreFromBin(ids: $ids) {
    ...SmartContentBulkResult
  }
}
    fragment SmartContentBulkResult on ContentBulkResult {
  done
  refused {
    id
    code
    message
  }
}`) as unknown as TypedDocumentString<RestoreFromBinMutation, RestoreFromBinMutationVariables>;
export const DeleteForeverDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DeleteForever($ids: [ID!]!) {
  deleteForever(ids: $ids) {
    ...SmartContentBulkResult
  }
}
    fragment SmartContentBulkResult on ContentBulkResult {
  done
  refused {
    id
    code
    message
  }
}`) as unknown as TypedDocumentString<DeleteForeverMutation, DeleteForeverMutationVariables>;
export const EmptyBinDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation EmptyBin {
  emptyBin
}
    `) as unknown as TypedDocumentString<EmptyBinMutation, EmptyBinMutationVariables>;
export const TagsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Tags {
  contentTags {
    tag
    count
  }
}
    `) as unknown as TypedDocumentString<TagsQuery, TagsQueryVariables>;
export const AddTagsDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation AddTags($ids: [ID!]!, $tags: [String!]!) {
  addTags(ids: $ids, tags: $tags) {
    ...SmartContentBulkResult
  }
}
    fragment SmartContentBulkResult on ContentBulkResult {
  done
  refused {
    id
    code
    message
  }
}`) as unknown as TypedDocumentString<AddTagsMutation, AddTagsMutationVariables>;
export const RemoveTagsDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation RemoveTags($ids: [ID!]!, $tags: [String!]!) {
  removeTags(ids: $ids, tags: $tags) {
    ...SmartContentBulkResult
  }
}
    fragment SmartContentBulkResult on ContentBulkResult {
  done
  refused {
    id
    code
    message
  }
}`) as unknown as TypedDocumentString<RemoveTagsMutation, RemoveTagsMutationVariables>;
export const SetStarredDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation SetStarred($ids: [ID!]!, $starred: Boolean!) {
  setStarred(ids: $ids, starred: $starred) {
    ...SmartContentBulkResult
  }
}
    fragment SmartContentBulkResult on ContentBulkResult {
  done
  refused {
    id
    code
    message
  }
}`) as unknown as TypedDocumentString<SetStarredMutation, SetStarredMutationVariables>;
export const LibraryChangesDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription LibraryChanges($after: String) {
  contentChanged(after: $after) {
    cursor
    kind
    contentId
    occurredAt
    content {
      ...SmartContentLibraryPiece
    }
  }
}
    fragment SmartContentLibraryPiece on Content {
  ...SmartContentPiece
  tags
  starred
  source {
    jobId
    editedShare
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
}`) as unknown as TypedDocumentString<LibraryChangesSubscription, LibraryChangesSubscriptionVariables>;
export const SchedulesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Schedules {
  schedules {
    ...SmartContentSchedule
  }
}
    fragment SmartContentSchedule on Schedule {
  id
  name
  status
  cron
  rrule
  startsAt
  timeZone
  prompt
  type
  templateId
  templateVersion
  variables {
    name
    value
  }
  options {
    tone
    toneDescription
    length
    language
    audience
    keywords
    avoid
    platform
    model
    temperature
    brandVoice {
      id
      name
    }
  }
  nextRunAt
  nextRuns(first: 5)
  lastRunAt
  failuresInARow
  lastFailure {
    at
    code
    jobId
    message
  }
  pausedAt
  pauseReason
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<SchedulesQuery, SchedulesQueryVariables>;
export const ScheduleDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Schedule($id: ID!) {
  schedule(id: $id) {
    ...SmartContentSchedule
  }
}
    fragment SmartContentSchedule on Schedule {
  id
  name
  status
  cron
  rrule
  startsAt
  timeZone
  prompt
  type
  templateId
  templateVersion
  variables {
    name
    value
  }
  options {
    tone
    toneDescription
    length
    language
    audience
    keywords
    avoid
    platform
    model
    temperature
    brandVoice {
      id
      name
    }
  }
  nextRunAt
  nextRuns(first: 5)
  lastRunAt
  failuresInARow
  lastFailure {
    at
    code
    jobId
    message
  }
  pausedAt
  pauseReason
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<ScheduleQuery, ScheduleQueryVariables>;
export const ScheduleJobsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ScheduleJobs($id: ID!, $first: Int, $after: String) {
  schedule(id: $id) {
    id
    jobs(first: $first, after: $after) {
      edges {
        cursor
        node {
          ...SmartContentJob
          schedule {
            id
            dueAt
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
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
}`) as unknown as TypedDocumentString<ScheduleJobsQuery, ScheduleJobsQueryVariables>;
export const ScheduleTimesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query ScheduleTimes($cron: String!, $timeZone: String!, $first: Int) {
  scheduleTimes(cron: $cron, timeZone: $timeZone, first: $first)
}
    `) as unknown as TypedDocumentString<ScheduleTimesQuery, ScheduleTimesQueryVariables>;
export const CreateScheduleDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CreateSchedule($input: CreateScheduleInput!) {
  createSchedule(input: $input) {
    ...SmartContentSchedule
  }
}
    fragment SmartContentSchedule on Schedule {
  id
  name
  status
  cron
  rrule
  startsAt
  timeZone
  prompt
  type
  templateId
  templateVersion
  variables {
    name
    value
  }
  options {
    tone
    toneDescription
    length
    language
    audience
    keywords
    avoid
    platform
    model
    temperature
    brandVoice {
      id
      name
    }
  }
  nextRunAt
  nextRuns(first: 5)
  lastRunAt
  failuresInARow
  lastFailure {
    at
    code
    jobId
    message
  }
  pausedAt
  pauseReason
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateScheduleMutation, CreateScheduleMutationVariables>;
export const UpdateScheduleDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation UpdateSchedule($id: ID!, $input: UpdateScheduleInput!) {
  updateSchedule(id: $id, input: $input) {
    ...SmartContentSchedule
  }
}
    fragment SmartContentSchedule on Schedule {
  id
  name
  status
  cron
  rrule
  startsAt
  timeZone
  prompt
  type
  templateId
  templateVersion
  variables {
    name
    value
  }
  options {
    tone
    toneDescription
    length
    language
    audience
    keywords
    avoid
    platform
    model
    temperature
    brandVoice {
      id
      name
    }
  }
  nextRunAt
  nextRuns(first: 5)
  lastRunAt
  failuresInARow
  lastFailure {
    at
    code
    jobId
    message
  }
  pausedAt
  pauseReason
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<UpdateScheduleMutation, UpdateScheduleMutationVariables>;
export const PauseScheduleDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation PauseSchedule($id: ID!) {
  pauseSchedule(id: $id) {
    ...SmartContentSchedule
  }
}
    fragment SmartContentSchedule on Schedule {
  id
  name
  status
  cron
  rrule
  startsAt
  timeZone
  prompt
  type
  templateId
  templateVersion
  variables {
    name
    value
  }
  options {
    tone
    toneDescription
    length
    language
    audience
    keywords
    avoid
    platform
    model
    temperature
    brandVoice {
      id
      name
    }
  }
  nextRunAt
  nextRuns(first: 5)
  lastRunAt
  failuresInARow
  lastFailure {
    at
    code
    jobId
    message
  }
  pausedAt
  pauseReason
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<PauseScheduleMutation, PauseScheduleMutationVariables>;
export const ResumeScheduleDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation ResumeSchedule($id: ID!) {
  resumeSchedule(id: $id) {
    ...SmartContentSchedule
  }
}
    fragment SmartContentSchedule on Schedule {
  id
  name
  status
  cron
  rrule
  startsAt
  timeZone
  prompt
  type
  templateId
  templateVersion
  variables {
    name
    value
  }
  options {
    tone
    toneDescription
    length
    language
    audience
    keywords
    avoid
    platform
    model
    temperature
    brandVoice {
      id
      name
    }
  }
  nextRunAt
  nextRuns(first: 5)
  lastRunAt
  failuresInARow
  lastFailure {
    at
    code
    jobId
    message
  }
  pausedAt
  pauseReason
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<ResumeScheduleMutation, ResumeScheduleMutationVariables>;
export const DeleteScheduleDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DeleteSchedule($id: ID!) {
  deleteSchedule(id: $id) {
    ...SmartContentSchedule
  }
}
    fragment SmartContentSchedule on Schedule {
  id
  name
  status
  cron
  rrule
  startsAt
  timeZone
  prompt
  type
  templateId
  templateVersion
  variables {
    name
    value
  }
  options {
    tone
    toneDescription
    length
    language
    audience
    keywords
    avoid
    platform
    model
    temperature
    brandVoice {
      id
      name
    }
  }
  nextRunAt
  nextRuns(first: 5)
  lastRunAt
  failuresInARow
  lastFailure {
    at
    code
    jobId
    message
  }
  pausedAt
  pauseReason
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<DeleteScheduleMutation, DeleteScheduleMutationVariables>;
export const SchedulePausedDocument = /*#__PURE__*/ new TypedDocumentString(`
    subscription SchedulePaused {
  schedulePaused {
    ...SmartContentSchedule
  }
}
    fragment SmartContentSchedule on Schedule {
  id
  name
  status
  cron
  rrule
  startsAt
  timeZone
  prompt
  type
  templateId
  templateVersion
  variables {
    name
    value
  }
  options {
    tone
    toneDescription
    length
    language
    audience
    keywords
    avoid
    platform
    model
    temperature
    brandVoice {
      id
      name
    }
  }
  nextRunAt
  nextRuns(first: 5)
  lastRunAt
  failuresInARow
  lastFailure {
    at
    code
    jobId
    message
  }
  pausedAt
  pauseReason
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<SchedulePausedSubscription, SchedulePausedSubscriptionVariables>;
export const TemplatesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Templates($search: String, $type: ContentType) {
  templates(search: $search, type: $type) {
    ...SmartContentTemplate
  }
}
    fragment SmartContentTemplate on Template {
  id
  name
  description
  type
  prompt
  variables {
    name
    label
    type
    required
    default
    options
  }
  version
  builtIn
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<TemplatesQuery, TemplatesQueryVariables>;
export const TemplateDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Template($id: ID!, $version: Int) {
  template(id: $id, version: $version) {
    ...SmartContentTemplate
  }
}
    fragment SmartContentTemplate on Template {
  id
  name
  description
  type
  prompt
  variables {
    name
    label
    type
    required
    default
    options
  }
  version
  builtIn
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<TemplateQuery, TemplateQueryVariables>;
export const TemplateVersionsDocument = /*#__PURE__*/ new TypedDocumentString(`
    query TemplateVersions($id: ID!, $first: Int) {
  template(id: $id) {
    id
    versions(first: $first) {
      ...SmartContentTemplate
    }
  }
}
    fragment SmartContentTemplate on Template {
  id
  name
  description
  type
  prompt
  variables {
    name
    label
    type
    required
    default
    options
  }
  version
  builtIn
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<TemplateVersionsQuery, TemplateVersionsQueryVariables>;
export const CreateTemplateDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CreateTemplate($input: CreateTemplateInput!) {
  createTemplate(input: $input) {
    ...SmartContentTemplate
  }
}
    fragment SmartContentTemplate on Template {
  id
  name
  description
  type
  prompt
  variables {
    name
    label
    type
    required
    default
    options
  }
  version
  builtIn
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateTemplateMutation, CreateTemplateMutationVariables>;
export const UpdateTemplateDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation UpdateTemplate($id: ID!, $input: UpdateTemplateInput!) {
  updateTemplate(id: $id, input: $input) {
    ...SmartContentTemplate
  }
}
    fragment SmartContentTemplate on Template {
  id
  name
  description
  type
  prompt
  variables {
    name
    label
    type
    required
    default
    options
  }
  version
  builtIn
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<UpdateTemplateMutation, UpdateTemplateMutationVariables>;
export const DeleteTemplateDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DeleteTemplate($id: ID!) {
  deleteTemplate(id: $id) {
    ...SmartContentTemplate
  }
}
    fragment SmartContentTemplate on Template {
  id
  name
  description
  type
  prompt
  variables {
    name
    label
    type
    required
    default
    options
  }
  version
  builtIn
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<DeleteTemplateMutation, DeleteTemplateMutationVariables>;
export const VoicesDocument = /*#__PURE__*/ new TypedDocumentString(`
    query Voices {
  brandVoices {
    ...SmartContentVoice
  }
}
    fragment SmartContentVoice on BrandVoice {
  id
  name
  description
  samples
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<VoicesQuery, VoicesQueryVariables>;
export const CreateVoiceDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation CreateVoice($input: CreateBrandVoiceInput!) {
  createBrandVoice(input: $input) {
    ...SmartContentVoice
  }
}
    fragment SmartContentVoice on BrandVoice {
  id
  name
  description
  samples
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateVoiceMutation, CreateVoiceMutationVariables>;
export const UpdateVoiceDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation UpdateVoice($id: ID!, $input: UpdateBrandVoiceInput!) {
  updateBrandVoice(id: $id, input: $input) {
    ...SmartContentVoice
  }
}
    fragment SmartContentVoice on BrandVoice {
  id
  name
  description
  samples
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<UpdateVoiceMutation, UpdateVoiceMutationVariables>;
export const DeleteVoiceDocument = /*#__PURE__*/ new TypedDocumentString(`
    mutation DeleteVoice($id: ID!) {
  deleteBrandVoice(id: $id) {
    ...SmartContentVoice
  }
}
    fragment SmartContentVoice on BrandVoice {
  id
  name
  description
  samples
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<DeleteVoiceMutation, DeleteVoiceMutationVariables>;