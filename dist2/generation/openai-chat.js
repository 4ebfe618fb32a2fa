import { request as sendRequest } from 'undici';
import { ChatAnswer } from './chat-answer.js';
import { startDeadline } from './deadline.js';
import { systemPrompt } from './prompts.js';
import { badResponse, hideSecret, ProviderError } from './provider-error.js';
import { classifyErrorBody } from './provider-error-rules.js';
import { readEvents, readExcerpt, readText, transportFailure } from './response-body.js';
import { retryAfterOf } from './retry-after.js';
/** Of an answer in one piece, in bytes: every character of the longest text escaped, and room besides. */
const MAX_COMPLETION_BYTES = 2_000_000;
/** Of an error's body, in bytes: it's read only to be classified, and to be quoted in the log. */
const MAX_ERROR_BYTES = 64 * 1024;
/** Told to OpenRouter, which shows it to the key's owner. */
const APP_TITLE = 'Smart Content Generator';
/**
 * A client of the chat-completions protocol, as OpenAI, OpenRouter, Ollama, vLLM and LM Studio speak it:
 * one streaming request per text.
 *
 * @throws {Error} with fixed words if no request can be made out of the settings.
 */
export function createChatClient(settings) {
    const url = completionsUrl(settings.baseUrl);
    const headers = requestHeaders(settings);
    return {
        model: settings.model,
        async generate(request, { signal, onText = () => { } }) {
            signal.throwIfAborted();
            const deadline = startDeadline(signal, settings);
            try {
                const response = await send(url, headers, requestBody(settings, request), deadline);
                if (response.statusCode < 200 || response.statusCode > 299)
                    throw await statusFailure(response, deadline);
                const answer = new ChatAnswer(onText);
                await readAnswer(response, answer, deadline);
                signal.throwIfAborted();
                return answer.result(settings.model);
            }
            catch (error) {
                signal.throwIfAborted();
                throw error instanceof ProviderError ? hideSecret(error, settings.apiKey) : error;
            }
            finally {
                deadline.stop();
            }
        },
    };
}
/** By undici's plain request: its fetch, which is Node's too, costs a worker twice as much, in web streams above all. */
async function send(url, headers, body, deadline) {
    try {
        // A redirect is not followed, as by default: the key would go wherever it points.
        return await sendRequest(url, { method: 'POST', headers, body, signal: deadline.signal });
    }
    catch (error) {
        throw transportFailure(error, deadline);
    }
}
async function statusFailure(response, deadline) {
    deadline.closing();
    const body = await readExcerpt(response, deadline, MAX_ERROR_BYTES);
    return new ProviderError({
        ...classifyErrorBody(parseLoosely(body), response.statusCode),
        retryAfterMs: retryAfterOf({ get: (name) => headerOf(response, name) }, Date.now()),
        cause: new Error(`HTTP ${response.statusCode}: ${body}`),
    });
}
/** Fills the answer from a response of either kind, since some servers take no notice of `stream`. */
async function readAnswer(response, answer, deadline) {
    const mediaType = headerOf(response, 'content-type')?.split(';')[0]?.trim().toLowerCase();
    // A proxy's or a portal's page. Other types are read as events: some servers mislabel their streams.
    if (mediaType === 'text/html')
        throw badResponse('The answer is a web page');
    if (mediaType === 'application/json') {
        answer.add(await readText(response, deadline, MAX_COMPLETION_BYTES));
        return;
    }
    try {
        await readEvents(response, deadline, ({ data, event }) => {
            // `onText` may have ended the request while more events of the same packet wait here.
            deadline.signal.throwIfAborted();
            if (data.trim() === '[DONE]')
                return true;
            answer.add(data, event);
            if (answer.complete)
                deadline.closing();
            return false;
        });
    }
    catch (error) {
        // Once the text is whole, how the connection ends makes no difference.
        if (!answer.complete)
            throw error;
    }
}
function headerOf({ headers }, name) {
    const value = headers[name];
    return (Array.isArray(value) ? value.join(', ') : value) ?? null;
}
function completionsUrl(baseUrl) {
    const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
    // Credentials inside a URL would not be sent, and be named in messages.
    if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) {
        throw new Error("The text provider's base URL must be an http(s) URL without a user or password");
    }
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/chat/completions`;
    return url.href;
}
function requestHeaders({ apiKey, appUrl }) {
    try {
        const headers = new Headers({
            'Content-Type': 'application/json',
            Accept: 'text/event-stream, application/json',
            // Nothing unpacks an answer here.
            'Accept-Encoding': 'identity',
            'X-Title': APP_TITLE,
            ...(appUrl && { 'HTTP-Referer': appUrl }),
            ...(apiKey && { Authorization: `Bearer ${apiKey}` }),
        });
        return Object.fromEntries(headers);
    }
    catch {
        // Without the cause, whose message is the header's value.
        throw new Error("The text provider's key or the app's URL holds characters that a header can't carry");
    }
}
function requestBody(settings, request) {
    return JSON.stringify({
        model: settings.model,
        messages: [
            { role: 'system', content: systemPrompt(request.type) },
            { role: 'user', content: request.prompt },
        ],
        stream: true,
        max_tokens: settings.maxTokens,
        temperature: settings.temperature,
    });
}
function parseLoosely(body) {
    try {
        return JSON.parse(body);
    }
    catch {
        return body;
    }
}
//# sourceMappingURL=openai-chat.js.map