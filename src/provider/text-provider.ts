import type { ProxySettings } from '../infra/proxy-settings.js';
import type { Usage } from '../modules/jobs/model/usage.js';
import type { ContentType } from '../writing/content-type.js';
import type { Check } from '../writing/form.js';
import type { GenerationOptions } from '../writing/options/options.js';
import type { Basis } from '../writing/refine/basis.js';

export interface GenerationRequest {
  type: ContentType;
  /** The user's own words. They are the user's message, and no part of the system prompt. */
  prompt: string;
  /** The options of the text. The provider uses its own model, also if they name another one. */
  options?: GenerationOptions | null | undefined;
  /** The text to change or to continue. The answer replaces its part, and does not contain the text around the part. */
  basis?: Basis | undefined;
  /** Asks for a better version of a text that does not pass its form's checks. */
  repair?: { text: string; failed: Check[] };
}

export interface GeneratedText {
  /** Never blank, well-formed Unicode in NFC, at most as long as a user's text may be (`LONGEST_TEXT`). */
  text: string;
  /** `LENGTH`: the text is cut off at the model's token limit, or at the maximum length of a text. */
  finishReason: 'STOP' | 'LENGTH';
  /** The model as the provider names it; the requested one if the provider names none. */
  model: string;
  /** Tokens of the text and of its reasoning; missing where the provider does not report them. */
  completionTokens?: number;
}

export interface GenerateOptions {
  /** Ends the request at once; `generate` then rejects with the signal's own reason. */
  signal: AbortSignal;
  /**
   * Called with each piece of text as it arrives, never with half a surrogate pair. The pieces joined and normalised
   * are `GeneratedText.text`. It is not awaited. An error that it throws ends the request and rejects `generate`.
   */
  onText?: (delta: string) => void;
  /** From the request's start to the text's end, in milliseconds; by default the limit of the text's type. */
  timeLimitMs?: number;
  /**
   * Called if the pieces given to `onText` turn out to be the model's reasoning: the text starts with the next piece.
   */
  onRestart?: () => void;
  /**
   * Called at the end of each request, also of a failed one, with the usage that the provider reports. Must not throw.
   */
  onUsage?: (usage: Usage) => void;
  /** More headers of its requests. */
  headers?: Record<string, string>;
}

/**
 * Writes one text per call. It does not retry failures: attempts belong to the queue. Within one call it only waits for
 * a model that is being loaded, and repeats the request in a form that the model accepts.
 */
export interface TextProvider {
  /** The requested model. */
  readonly model: string;
  /** How long this text may take, in milliseconds. */
  timeLimitFor(request: Pick<GenerationRequest, 'type' | 'options'>): number;
  /**
   * @throws {ProviderError} for every failure before the text is complete.
   * @throws the reason of `options.signal` when the caller ends it.
   */
  generate(request: GenerationRequest, options: GenerateOptions): Promise<GeneratedText>;
}

export interface TextProviderSettings {
  /** The URL of an OpenAI-compatible API with its version, such as `https://openrouter.ai/api/v1`. */
  baseUrl: string;
  /** `null` for servers that require no key. */
  apiKey: string | null;
  model: string;
  /** The fallback models, in the order of preference. OpenRouter uses the next one by itself if one fails. */
  fallbacks?: string[];
  /** Sent as `HTTP-Referer`, by which OpenRouter identifies applications; `null` sends none. */
  appUrl: string | null;
  /** The most tokens of a text of the usual length. */
  maxTokens: number;
  temperature: number;
  /**
   * Whether its server accepts a grammar in GBNF (llama.cpp's own field `grammar`); other servers refuse unknown
   * fields.
   */
  grammar?: boolean;
  /** Makes a model's choices repeatable, where its server supports it. */
  seed?: number;
  /** From the request's start to the text's end, in milliseconds, for a text of the usual length. */
  totalTimeoutMs: number;
  /**
   * The longest silence, in milliseconds: until the first byte and between any two. Comments in the stream count as
   * activity. Values above 300,000 have no effect, because of undici's own limit.
   */
  idleTimeoutMs: number;
  /** The proxies on the way to the model; none by default. */
  proxy?: ProxySettings | null;
  /** Whether logs omit the provider's answers, which may repeat prompts and texts. Off by default. */
  hideContent?: boolean;
}
