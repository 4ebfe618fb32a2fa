/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** A new account. */
export type RegisterInput = {
  /** An email address, 254 characters at most; unique regardless of case. */
  email: string;
  /** 1 to 100 characters. */
  name: string;
  /** 8 characters or more, 72 bytes at most in UTF-8. */
  password: string;
};

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

/** The value of a variable. A list of these has types that clients check, which a JSON object would not have. */
export type VariableValueInput = {
  /** The name of the variable. */
  name: string;
  /** The value as text, also of a number; at most 4000 characters. `{{x}}` in it stays as it is. */
  value: string;
};

export type SignUpMutationVariables = Exact<{
  input: RegisterInput;
}>;


export type SignUpMutation = { register: { token: string, user: { id: string, name: string } } };

export type SignInMutationVariables = Exact<{
  input: LoginInput;
}>;


export type SignInMutation = { login: { token: string, user: { id: string, name: string } } };

export type GenerateMutationVariables = Exact<{
  input: GenerateContentInput;
}>;


export type GenerateMutation = { generateContent: { id: string, run: number, status: JobStatus, scheduledFor: string } };


export const SignUpDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignUp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"register"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<SignUpMutation, SignUpMutationVariables>;
export const SignInDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LoginInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"login"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<SignInMutation, SignInMutationVariables>;
export const GenerateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Generate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateContentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generateContent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"run"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"scheduledFor"}}]}}]}}]} as unknown as DocumentNode<GenerateMutation, GenerateMutationVariables>;