import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import pLimit from 'p-limit';
import { z } from 'zod';
/** While a request waits for its turn, or the prompt is read, this often a comment says that the server lives, in ms. */
const KEEP_ALIVE_MS = 5_000;
const DEFAULT_MAX_TOKENS = 1_500;
const requestSchema = z.object({
    messages: z.array(z.object({ role: z.string(), content: z.string() })).min(1),
    stream: z.boolean().default(false),
    max_tokens: z.number().int().min(1).default(DEFAULT_MAX_TOKENS),
    temperature: z.number().min(0).max(2).default(0.7),
    stop: z.union([z.string(), z.array(z.string())]).nullish(),
});
/** OpenAI's chat completions over one text source, a request at a time; a client can't tell it from OpenRouter. */
export function createModelServer(source) {
    const inTurn = pLimit(1);
    return createServer((request, response) => {
        const route = `${request.method} ${request.url?.split('?')[0]}`;
        if (route === 'GET /health')
            return sendJson(response, 200, { status: 'ok' });
        if (route === 'GET /v1/models') {
            return sendJson(response, 200, {
                object: 'list',
                data: [{ id: source.model, object: 'model', owned_by: 'local' }],
            });
        }
        if (route !== 'POST /v1/chat/completions')
            return sendError(response, 404, 'There is nothing here.');
        void parse(request)
            .then((chat) => chat
            ? answer(chat, response, inTurn, source)
            : sendError(response, 400, 'Not a chat completion request.'))
            .catch((error) => {
            console.error(error);
            if (response.headersSent)
                response.destroy();
            else
                sendError(response, 500, 'The model failed.', 'server_error');
        });
    });
}
async function parse(request) {
    try {
        return requestSchema.parse(JSON.parse(await readText(request)));
    }
    catch {
        return null;
    }
}
async function answer(chat, response, inTurn, source) {
    const gone = new AbortController();
    response.once('close', () => gone.abort(new Error('the client is gone')));
    const base = {
        id: `chatcmpl-${randomUUID()}`,
        created: Math.floor(Date.now() / 1_000),
        model: source.model,
    };
    const send = (delta, finishReason = null) => {
        const choices = [{ index: 0, delta, finish_reason: finishReason }];
        response.write(`data: ${JSON.stringify({ ...base, object: 'chat.completion.chunk', choices })}\n\n`);
    };
    let alive;
    if (chat.stream) {
        response.writeHead(200, {
            'content-type': 'text/event-stream; charset=utf-8',
            'cache-control': 'no-store',
        });
        response.write(': waiting\n\n');
        send({ role: 'assistant', content: '' });
        alive = setInterval(() => response.write(': waiting\n\n'), KEEP_ALIVE_MS);
    }
    let whole = '';
    try {
        const finishReason = await inTurn(async () => {
            gone.signal.throwIfAborted();
            return source.write({
                system: messages(chat, 'system'),
                prompt: messages(chat, 'user'),
                maxTokens: chat.max_tokens,
                temperature: chat.temperature,
                stop: [chat.stop ?? []].flat(),
                signal: gone.signal,
                onText(text) {
                    whole += text;
                    if (chat.stream)
                        send({ content: text });
                },
            });
        });
        if (chat.stream) {
            send({}, finishReason);
            response.end('data: [DONE]\n\n');
        }
        else {
            const choices = [
                { index: 0, message: { role: 'assistant', content: whole }, finish_reason: finishReason },
            ];
            sendJson(response, 200, { ...base, object: 'chat.completion', choices });
        }
    }
    catch (error) {
        // Nobody is there to be told.
        if (!gone.signal.aborted)
            throw error;
    }
    finally {
        clearInterval(alive);
    }
}
const messages = (chat, role) => chat.messages
    .filter((message) => message.role === role)
    .map(({ content }) => content)
    .join('\n\n');
function sendJson(response, status, body) {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
function sendError(response, status, message, type = 'invalid_request_error') {
    sendJson(response, status, { error: { message, type, code: status } });
}
//# sourceMappingURL=model-server.js.map