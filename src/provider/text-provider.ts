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
  /** What is asked of the text besides. The provider's own model writes it, whichever model they name. */
  options?: GenerationOptions | null | undefined;
  /** The text to change or to continue. The answer is what replaces its part, without what stays around it. */
  basis?: Basis | undefined;
  /** Asks for a better version of a text that does not pass its form's checks. */
  repair?: { text: string; failed: Check[] };
}

export interface GeneratedText {
  /** Never blank, well-formed Unicode in NFC, at most as long as a user's text may be (`LONGEST_TEXT`). */
  text: string;
  /** `LENGTH`: the model ran into its token limit, or the text is as long as one may be; so it ends early. */
  finishReason: 'STOP' | 'LENGTH';
  /** The model as the provider names it, or as it was asked for where the provider names none. */
  model: string;
  /** Tokens of the text and of its reasoning; missing where the provider does not report them. */
  completionTokens?: number;
}

export interface GenerateOptions {
  /** Ends the request at once; `generate` then rejects with the signal's own reason. */
  signal: AbortSignal;
  /**
   * Called with each piece of text as it arrives, never with half a surrogate pair. The pieces joined and
   * normalised are `GeneratedText.text`. It is not waited for; what it throws ends the request and comes out of `generate`.
   */
  onText?: (delta: string) => void;
  /** From the request's start to the text's end, in milliseconds; by default the limit of the text's type. */
  timeLimitMs?: number;
  /**
   * Called where what `onText` was given turns out to be the model's reasoning: the pieces from here on are the text.
   */
  onRestart?: () => void;
  /** Called with what the provider reports of each request, at its end and also where it failed. Must not throw. */
  onUsage?: (usage: Usage) => void;
  /** More headers of its requests. */
  headers?: Record<string, string>;
}

/**
 * Writes one text per call. It retries nothing that failed: attempts belong to the queue. Within one call it only waits
 * for a model that is being loaded, and asks again in a form that the model takes.
 */
export interface TextProvider {
  /** The model that is asked for. */
  readonly model: string;
  /** How long this text may take, in milliseconds. */
  timeLimitFor(request: Pick<GenerationRequest, 'type' | 'options'>): number;
  /**
   * @throws {ProviderError} for whatever goes wrong between here and a complete text.
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
  /** Models after this one, in the order of preference. OpenRouter takes the next one by itself where one fails. */
  fallbacks?: string[];
  /** Sent as `HTTP-Referer`, by which OpenRouter tells applications apart; `null` sends none. */
  appUrl: string | null;
  /** The most tokens of a text of the usual length. */
  maxTokens: number;
  temperature: number;
  /** Whether its server takes a grammar in GBNF (llama.cpp's own field `grammar`); other servers refuse unknown fields. */
  grammar?: boolean;
  /** Makes a model's choices repeatable, where its server supports it. */
  seed?: number;
  /** From the request's start to the text's end, in milliseconds, for a text of the usual length. */
  totalTimeoutMs: number;
  /**
   * The longest silence, in milliseconds: until the first byte and between any two. Comments in the stream
   * count as life. More than 300,000 has no effect: undici gives up by itself then.
   */
  idleTimeoutMs: number;
  /** The proxies on the way to the model; none by default. */
  proxy?: ProxySettings | null;
  /** Whether logs must not hold what the provider answered, which may repeat prompts and texts. Off by default. */
  hideContent?: boolean;
}
