import { z } from 'zod';
import type { Usage } from '../modules/jobs/model/usage.js';
import {
  cleanModelText,
  countCharacters,
  cutText,
  isBlank,
  LONGEST_TEXT,
  normalizeText,
} from '../text/text.js';
import { failureIn, onlyReasoning, promptRefused } from './answer-failure.js';
import { parseJson } from './loose-json.js';
import { badResponse, type ProviderError } from './provider-error.js';
import { ReasoningFilter, type Unopened } from './reasoning-filter.js';
import type { GeneratedText } from './text-provider.js';
import { type ReportedUsage, readUsage, replaceUsage } from './usage.js';
import { WrappingFilter } from './wrapping-filter.js';

/** The finish reasons of providers, in lower case. Any other one is a failure. */
const FINISH_REASONS: ReadonlyMap<string, GeneratedText['finishReason'] | 'FILTERED'> = new Map([
  ['stop', 'STOP'],
  ['eos', 'STOP'],
  ['eos_token', 'STOP'],
  ['end_turn', 'STOP'],
  ['stop_sequence', 'STOP'],
  ['complete', 'STOP'],
  ['completed', 'STOP'],
  ['length', 'LENGTH'],
  ['max_tokens', 'LENGTH'],
  ['max_output_tokens', 'LENGTH'],
  ['model_length', 'LENGTH'],
  ['content_filter', 'FILTERED'],
  ['content_filtered', 'FILTERED'],
  ['refusal', 'FILTERED'],
  ['sensitive', 'FILTERED'],
  // Google's API.
  ['safety', 'FILTERED'],
  ['recitation', 'FILTERED'],
  ['blocklist', 'FILTERED'],
  ['prohibited_content', 'FILTERED'],
  ['spii', 'FILTERED'],
]);

/** Some servers send the text in parts; other parts are reasoning. */
const Part = z.union([z.string(), z.object({ type: z.string().optional(), text: z.string().optional() })]);

const TEXT_PARTS: ReadonlySet<string | undefined> = new Set([undefined, 'text', 'output_text']);

const Piece = z.object({
  content: z.union([z.string(), z.array(Part)]).nullish(),
  // Reasoning that is sent apart from the text: by DeepSeek, vLLM and others; and by OpenRouter.
  reasoning_content: z.unknown().optional(),
  reasoning: z.unknown().optional(),
  /** OpenAI's refusal, in place of a text. */
  refusal: z.string().nullish().catch(null),
  tool_calls: z.array(z.unknown()).nullish().catch(null),
  function_call: z.unknown().optional(),
});

/** One event of a stream, or a whole completion: these differ only in `delta` and `message`. */
const Chunk = z.object({
  object: z.string().nullish().catch(null),
  model: z.string().nullish().catch(null),
  // Empty or missing where the event carries only token counts.
  choices: z
    .array(
      z.object({
        delta: Piece.nullish(),
        message: Piece.nullish(),
        /** The text of servers that answer in the form of OpenAI's older completions. */
        text: z.string().nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
});

/** One answer, put together from its events. */
export class ChatAnswer {
  #text = '';
  /** The number of characters of the text so far. */
  #characters = 0;
  #full = false;
  #model: string | null = null;
  #usage: ReportedUsage | null = null;
  #finishReason: GeneratedText['finishReason'] | null = null;
  /** The error for a finish reason without a text. Thrown at the end: the usage may follow it. */
  #failure: ProviderError | null = null;
  /** Whether the model sent a refusal in place of a text. */
  #refused = false;
  /** The first half of a surrogate pair whose second half is still to come. */
  #half = '';
  readonly #reasoning: ReasoningFilter;
  #wrapping = new WrappingFilter();
  /** As the provider sent it. */
  #received = '';

  /** @param onRestart called when the text given to `onText` so far is not part of the answer: the text restarts. */
  constructor(
    private readonly onText: (delta: string) => void,
    onRestart: () => void,
    unopened: Unopened,
  ) {
    this.#reasoning = new ReasoningFilter(unopened, () => {
      this.#wrapping = new WrappingFilter();
      if (this.#text === '') return;
      this.#text = '';
      onRestart();
    });
  }

  /** Whether a closing tag of reasoning came without an opening one: the model's template opens it. */
  get closedAlone(): boolean {
    return this.#reasoning.closedAlone;
  }

  /** The length of what the provider has sent, in UTF-16 code units. */
  get length(): number {
    return this.#received.length;
  }

  /** The provider has reported that the text is complete. Only an error may still follow. */
  get complete(): boolean {
    return this.#finishReason !== null || this.#failure !== null;
  }

  /** What the provider has reported so far; null where it has reported nothing. */
  usage(askedModel: string): Usage | null {
    return this.#usage && { ...this.#usage, model: this.#model ?? askedModel };
  }

  /** The text has the maximum length: the rest of the answer is not read. */
  get full(): boolean {
    return this.#full;
  }

  /** @throws {ProviderError} if the event reports or implies a failure. */
  add(json: string, eventName?: string): void {
    if (this.#full) return;
    const data = parseJson(json);
    // First, because a failure is charged too.
    this.#usage = replaceUsage(this.#usage, readUsage(data)) ?? this.#usage;
    if (this.#failure) return;
    const failure = failureIn(data, eventName);
    if (failure) {
      this.#finishReason = null;
      throw failure;
    }
    if (data === undefined) throw badResponse('An event is not JSON');
    const chunk = Chunk.safeParse(data);
    if (!chunk.success) throw badResponse('An event has the wrong shape', chunk.error);
    this.#model ??= chunk.data.model || null;
    const choice = chunk.data.choices?.[0];
    if (!choice) return;

    const piece = choice.delta ?? choice.message;
    if (piece?.tool_calls?.length || piece?.function_call) throw badResponse('The model called a tool');
    if (piece?.reasoning_content || piece?.reasoning) this.#reasoning.isSeparate();
    if (piece?.refusal) this.#refused = true;
    const content = textOf(piece?.content ?? choice.text);
    // Some gateways end a stream with the whole completion.
    if (choice.delta == null && this.#isWhole(chunk.data.object, content))
      this.#append(this.#beyond(content));
    else this.#append(content);
    if (choice.finish_reason && !this.#full) this.#finish(choice.finish_reason);
  }

  /** @throws {ProviderError} if the text isn't complete, or blank. */
  result(askedModel: string): GeneratedText {
    if (this.#failure) throw this.#failure;
    if (!this.#finishReason) throw badResponse('The answer ended without a finish reason');
    this.#emit(
      this.#wrapping.add(this.#reasoning.end(this.#finishReason === 'LENGTH')) + this.#wrapping.end(),
    );
    if (isBlank(this.#text)) {
      if (this.#refused) throw promptRefused('The model refused to write');
      throw this.#finishReason === 'LENGTH' ? onlyReasoning() : badResponse('The text is blank');
    }
    // Pieces that were cut within a letter may be in another normal form than the whole, and of another length.
    const { completionTokens = null } = this.#usage ?? {};
    return {
      text: cutText(normalizeText(this.#text), LONGEST_TEXT),
      finishReason: this.#finishReason,
      model: this.#model ?? askedModel,
      ...(completionTokens !== null && { completionTokens }),
    };
  }

  /**
   * Keeps the output well-formed: MongoDB and Redis store UTF-8, where half a surrogate pair would become another
   * character than the one that was counted.
   */
  #append(content: string): void {
    const joined = this.#half + content;
    this.#half = /[\uD800-\uDBFF]$/.exec(joined)?.[0] ?? '';
    const whole = joined.slice(0, joined.length - this.#half.length);
    this.#received += whole;
    if (whole !== '') this.#emit(this.#wrapping.add(this.#reasoning.add(whole)));
  }

  /** Whether a `message` within a stream is all of the text: its event or its text shows it. */
  #isWhole(object: string | null | undefined, content: string): boolean {
    if (object === 'chat.completion') return true;
    return !object && this.#received !== '' && content.startsWith(this.#received);
  }

  /** The part of a whole text that follows the received pieces. */
  #beyond(whole: string): string {
    return whole.startsWith(this.#received) ? whole.slice(this.#received.length) : '';
  }

  #emit(content: string): void {
    if (this.#full) return;
    const cleaned = cleanModelText(content);
    const delta = cutText(cleaned, LONGEST_TEXT - this.#characters);
    if (delta !== cleaned) {
      this.#full = true;
      this.#finishReason = 'LENGTH';
    }
    if (delta === '') return;
    this.#text += delta;
    this.#characters += countCharacters(delta);
    this.onText(delta);
  }

  #finish(reason: string): void {
    const meaning = FINISH_REASONS.get(reason.toLowerCase());
    if (!meaning || meaning === 'FILTERED') {
      this.#failure = meaning
        ? promptRefused("The provider's content filter stopped the text")
        : badResponse('The finish reason is not one of a text');
      return;
    }
    this.#emit(this.#wrapping.add(this.#reasoning.add(this.#half)));
    this.#half = '';
    this.#finishReason = this.#full ? 'LENGTH' : meaning;
  }
}

function textOf(content: string | z.output<typeof Part>[] | null | undefined): string {
  if (!Array.isArray(content)) return content ?? '';
  return content
    .map((part) => {
      if (typeof part === 'string') return part;
      return TEXT_PARTS.has(part.type) ? (part.text ?? '') : '';
    })
    .join('');
}
