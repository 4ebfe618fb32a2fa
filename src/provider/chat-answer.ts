import { z } from 'zod';
import { JobErrorCode } from '../modules/jobs/model/job-error.js';
import {
  cleanModelText,
  countCharacters,
  cutText,
  isBlank,
  LONGEST_TEXT,
  normalizeText,
} from '../text/text.js';
import { fieldsOf, parseJson } from './loose-json.js';
import { badResponse, ProviderError } from './provider-error.js';
import { classifyErrorBody, reasonIn } from './provider-error-rules.js';
import { ReasoningFilter, type Unopened } from './reasoning-filter.js';
import { remedyFor } from './remedies.js';
import { retryAfterIn } from './retry-after.js';
import type { GeneratedText } from './text-provider.js';
import { WrappingFilter } from './wrapping-filter.js';

/** How providers say why they stopped, in lower case. Anything else is no text. */
const FINISH_REASONS: ReadonlyMap<string, GeneratedText['finishReason'] | 'FILTERED'> = new Map([
  ['stop', 'STOP'],
  ['eos', 'STOP'],
  ['eos_token', 'STOP'],
  ['end_turn', 'STOP'],
  ['stop_sequence', 'STOP'],
  ['length', 'LENGTH'],
  ['max_tokens', 'LENGTH'],
  ['model_length', 'LENGTH'],
  ['content_filter', 'FILTERED'],
]);

/** Some servers send text as parts, beside which others are reasoning. */
const Part = z.union([z.string(), z.object({ type: z.string().optional(), text: z.string().optional() })]);

const Piece = z.object({
  content: z.union([z.string(), z.array(Part)]).nullish(),
  // Of servers that send reasoning apart: DeepSeek, vLLM and others by the first name, OpenRouter by the second.
  reasoning_content: z.unknown().optional(),
  reasoning: z.unknown().optional(),
  tool_calls: z.array(z.unknown()).nullish(),
  function_call: z.unknown().optional(),
});

/** One event of a stream, or a whole completion: these differ only in `delta` and `message`. */
const Chunk = z.object({
  object: z.string().nullish().catch(null),
  model: z.string().nullish(),
  usage: z
    .object({ completion_tokens: z.number().int().min(0) })
    .nullish()
    .catch(null),
  // Empty or missing where the event carries only token counts.
  choices: z
    .array(
      z.object({
        delta: Piece.nullish(),
        message: Piece.nullish(),
        /** Of servers that answer in the form of OpenAI's older completions. */
        text: z.string().nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
});

/** One answer, put together from its events. */
export class ChatAnswer {
  #text = '';
  /** Of the text so far. */
  #characters = 0;
  #full = false;
  #model: string | null = null;
  #completionTokens: number | undefined;
  #finishReason: GeneratedText['finishReason'] | null = null;
  /** The first half of a surrogate pair whose second half is still to come. */
  #half = '';
  readonly #reasoning: ReasoningFilter;
  #wrapping = new WrappingFilter();
  /** As the provider sent it. */
  #received = '';

  /** @param onRestart called where what `onText` was given is no part of the text: the text begins anew. */
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

  /** A closing tag of reasoning came that nothing opened: the model's template does. */
  get closedAlone(): boolean {
    return this.#reasoning.closedAlone;
  }

  /** Of what the provider has sent, in UTF-16 code units. */
  get length(): number {
    return this.#received.length;
  }

  /** The provider has said that the text is complete; only an error may still change that. */
  get complete(): boolean {
    return this.#finishReason !== null;
  }

  /** The text is as long as one may be: what comes after it is not read. */
  get full(): boolean {
    return this.#full;
  }

  /** @throws {ProviderError} if the event says or shows that there will be no text. */
  add(json: string, eventName?: string): void {
    if (this.#full) return;
    const data = parseJson(json);
    const failure = failureIn(data, eventName);
    if (failure) {
      this.#finishReason = null;
      throw failure;
    }
    if (data === undefined) throw badResponse('An event is not JSON');
    const chunk = Chunk.safeParse(data);
    if (!chunk.success) throw badResponse('An event has the wrong shape', chunk.error);
    this.#model ??= chunk.data.model || null;
    this.#completionTokens = chunk.data.usage?.completion_tokens ?? this.#completionTokens;
    const choice = chunk.data.choices?.[0];
    if (!choice) return;

    const piece = choice.delta ?? choice.message;
    if (piece?.tool_calls?.length || piece?.function_call) throw badResponse('The model called a tool');
    if (piece?.reasoning_content || piece?.reasoning) this.#reasoning.isSeparate();
    const content = textOf(piece?.content ?? choice.text);
    // Some gateways end a stream with the whole completion.
    if (choice.delta == null && chunk.data.object === 'chat.completion') this.#append(this.#beyond(content));
    else this.#append(content);
    if (choice.finish_reason && !this.#full) this.#finish(choice.finish_reason);
  }

  /** @throws {ProviderError} if the text isn't complete, or blank. */
  result(askedModel: string): GeneratedText {
    if (!this.#finishReason) throw badResponse('The answer ended without a finish reason');
    this.#emit(
      this.#wrapping.add(this.#reasoning.end(this.#finishReason === 'LENGTH')) + this.#wrapping.end(),
    );
    if (isBlank(this.#text))
      throw this.#finishReason === 'LENGTH' ? onlyReasoning() : badResponse('The text is blank');
    // Pieces that were cut within a letter are of another form than the whole, and may be of another length.
    return {
      text: cutText(normalizeText(this.#text), LONGEST_TEXT),
      finishReason: this.#finishReason,
      model: this.#model ?? askedModel,
      ...(this.#completionTokens !== undefined && { completionTokens: this.#completionTokens }),
    };
  }

  /**
   * Keeps what goes out well-formed: MongoDB and Redis store UTF-8, where half a pair would become another
   * character than the one that was counted.
   */
  #append(content: string): void {
    const joined = this.#half + content;
    this.#half = /[\uD800-\uDBFF]$/.exec(joined)?.[0] ?? '';
    const whole = joined.slice(0, joined.length - this.#half.length);
    this.#received += whole;
    if (whole !== '') this.#emit(this.#wrapping.add(this.#reasoning.add(whole)));
  }

  /** What a whole text has more than the pieces that have come. */
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
    if (!meaning) throw badResponse('The finish reason is not one of a text');
    if (meaning === 'FILTERED') {
      // The same prompt would be filtered again.
      throw new ProviderError({
        code: JobErrorCode.INVALID_REQUEST,
        retriable: false,
        cause: new Error("The provider's content filter stopped the text"),
      });
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
      return part.type === undefined || part.type === 'text' ? (part.text ?? '') : '';
    })
    .join('');
}

/** The same request would end the same way, and is paid for each time. */
const onlyReasoning = () =>
  new ProviderError({
    code: JobErrorCode.INVALID_REQUEST,
    retriable: false,
    message:
      'The model reached its token limit before it wrote any text: raise MAX_TOKENS, or choose another model.',
    cause: new Error('Only reasoning came before the token limit'),
  });

/** An error may come in place of a chunk, or inside one: OpenRouter sends both at once, top level and choice. */
function failureIn(data: unknown, eventName: string | undefined): ProviderError | null {
  // Before and apart from `Chunk`: what reports an error need not be valid otherwise. No schema, as each event is asked.
  const { error, object, choices } = fieldsOf(data);
  const choice = Array.isArray(choices) ? fieldsOf(choices[0]) : undefined;
  const found =
    error ||
    choice?.error ||
    ((object === 'error' || eventName === 'error' || choice?.finish_reason === 'error') && (data ?? 'error'));
  if (!found) return null;
  const { code, retriable, status } = classifyErrorBody(found);
  return new ProviderError({
    code,
    retriable,
    status,
    remedy: remedyFor(found, status),
    retryAfterMs: retryAfterIn(found, Date.now()),
    said: reasonIn(found),
    cause: new Error(`In the answer: ${JSON.stringify(found)}`),
  });
}
