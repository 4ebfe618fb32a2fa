import { z } from 'zod';
import { JobErrorCode } from './job-error.js';
import { badResponse, ProviderError } from './provider-error.js';
import { classifyErrorBody } from './provider-error-rules.js';
/** In UTF-16 code units. Far above what any sensible token limit yields, far below what MongoDB refuses. */
const MAX_TEXT_LENGTH = 200_000;
/** How providers say why they stopped, in lower case. Anything else is no text. */
const FINISH_REASONS = new Map([
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
const Piece = z.object({
    content: z.string().nullish(),
    tool_calls: z.array(z.unknown()).nullish(),
    function_call: z.unknown().optional(),
});
/** One event of a stream, or a whole completion: these differ only in `delta` and `message`. */
const Chunk = z.object({
    model: z.string().nullish(),
    // Empty or missing where the event carries only token counts.
    choices: z
        .array(z.object({
        delta: Piece.nullish(),
        message: Piece.nullish(),
        finish_reason: z.string().nullish(),
    }))
        .nullish(),
});
/** One answer, put together from its events. */
export class ChatAnswer {
    #text = '';
    #model = null;
    #finishReason = null;
    /** The first half of a surrogate pair whose second half is still to come. */
    #half = '';
    constructor(onText) {
        this.onText = onText;
    }
    /** The provider has said that the text is complete; only an error may still change that. */
    get complete() {
        return this.#finishReason !== null;
    }
    /** @throws {ProviderError} if the event says or shows that there will be no text. */
    add(json, eventName) {
        const data = parse(json);
        const failure = failureIn(data, eventName);
        if (failure) {
            this.#finishReason = null;
            throw failure;
        }
        if (this.complete)
            return;
        if (data === undefined)
            throw badResponse('An event is not JSON');
        const chunk = Chunk.safeParse(data);
        if (!chunk.success)
            throw badResponse('An event has the wrong shape', chunk.error);
        this.#model ??= chunk.data.model || null;
        const choice = chunk.data.choices?.[0];
        if (!choice)
            return;
        const piece = choice.delta ?? choice.message;
        if (piece?.tool_calls?.length || piece?.function_call)
            throw badResponse('The model called a tool');
        this.#append(piece?.content ?? '');
        if (choice.finish_reason)
            this.#finish(choice.finish_reason);
    }
    /** @throws {ProviderError} if the text isn't complete, or blank. */
    result(askedModel) {
        if (!this.#finishReason)
            throw badResponse('The answer ended without a finish reason');
        if (this.#text.trim() === '')
            throw badResponse('The text is blank');
        return { text: this.#text, finishReason: this.#finishReason, model: this.#model ?? askedModel };
    }
    /**
     * Keeps what goes out well-formed: MongoDB and Redis store UTF-8, where half a pair would become another
     * character than the one that was counted.
     */
    #append(content) {
        const joined = this.#half + content;
        this.#half = /[\uD800-\uDBFF]$/.exec(joined)?.[0] ?? '';
        this.#emit(joined.slice(0, joined.length - this.#half.length));
    }
    #emit(content) {
        if (content === '')
            return;
        if (this.#text.length + content.length > MAX_TEXT_LENGTH)
            throw badResponse('The text is too long');
        const delta = content.replace(/\p{Surrogate}/gu, '\uFFFD');
        this.#text += delta;
        this.onText(delta);
    }
    #finish(reason) {
        const meaning = FINISH_REASONS.get(reason.toLowerCase());
        if (!meaning)
            throw badResponse('The finish reason is not one of a text');
        if (meaning === 'FILTERED') {
            // The same prompt would be filtered again.
            throw new ProviderError({
                code: JobErrorCode.INVALID_REQUEST,
                retriable: false,
                cause: new Error("The provider's content filter stopped the text"),
            });
        }
        this.#emit(this.#half);
        this.#finishReason = meaning;
    }
}
function parse(json) {
    try {
        return JSON.parse(json);
    }
    catch {
        // Not as the cause: its message quotes the text, and could quote half a key, which nothing would redact.
        return undefined;
    }
}
/** An error may come in place of a chunk, or inside one: OpenRouter sends both at once, top level and choice. */
function failureIn(data, eventName) {
    // Before and apart from `Chunk`: what reports an error need not be valid otherwise. No schema, as each event is asked.
    const { error, object, choices } = fieldsOf(data);
    const choice = Array.isArray(choices) ? fieldsOf(choices[0]) : undefined;
    const found = error ||
        choice?.error ||
        ((object === 'error' || eventName === 'error' || choice?.finish_reason === 'error') && (data ?? 'error'));
    if (!found)
        return null;
    const { code, retriable, status } = classifyErrorBody(found);
    return new ProviderError({
        code,
        retriable,
        status,
        cause: new Error(`In the answer: ${JSON.stringify(found)}`),
    });
}
const fieldsOf = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
//# sourceMappingURL=chat-answer.js.map