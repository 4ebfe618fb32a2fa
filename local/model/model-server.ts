import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import pLimit from 'p-limit';
import { z } from 'zod';
import type { TextSource } from './llama.js';

/**
 * The interval of comments while a request waits or its prompt is read, in milliseconds. They keep clients from timing
 * out.
 */
const KEEP_ALIVE_MS = 5_000;
const DEFAULT_MAX_TOKENS = 1_500;

const requestSchema = z.object({
  messages: z
    .array(z.object({ role: z.enum(['system', 'developer', 'user', 'assistant']), content: z.string() }))
    .min(1),
  stream: z.boolean().default(false),
  max_tokens: z.number().int().min(1).default(DEFAULT_MAX_TOKENS),
  temperature: z.number().min(0).max(2).default(0.7),
  /** GBNF, as llama.cpp's own server takes it. */
  grammar: z.string().nullish(),
  seed: z.number().int().nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
});
type ChatRequest = z.infer<typeof requestSchema>;

/**
 * OpenAI's chat completions over one text source, one request at a time.
 * @param onFault called with each error of the source; the client reads its message in the response too
 */
export function createModelServer(source: TextSource, onFault: (error: Error) => void = () => {}): Server {
  const inTurn = pLimit(1);
  return createServer((request, response) => {
    const route = `${request.method} ${request.url?.split('?')[0]}`;
    if (route === 'GET /health') return sendJson(response, 200, { status: 'ok' });
    if (route === 'GET /v1/models') {
      return sendJson(response, 200, {
        object: 'list',
        data: [{ id: source.model, object: 'model', owned_by: 'local' }],
      });
    }
    if (route !== 'POST /v1/chat/completions') return sendError(response, 404, 'There is nothing here.');
    void parse(request)
      .then((chat) =>
        chat
          ? answer(chat, response, inTurn, source)
          : sendError(response, 400, 'Not a chat completion request.'),
      )
      .catch((error: Error) => {
        onFault(error);
        if (response.headersSent) response.end(`data: ${JSON.stringify(failure(error))}\n\n`);
        else sendJson(response, 500, failure(error));
      });
  });
}

async function parse(request: IncomingMessage): Promise<ChatRequest | null> {
  try {
    return requestSchema.parse(JSON.parse(await readText(request)));
  } catch {
    return null;
  }
}

type Turn = <T>(work: () => Promise<T>) => Promise<T>;

async function answer(
  chat: ChatRequest,
  response: ServerResponse,
  inTurn: Turn,
  source: TextSource,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort(new Error('the client is gone')));
  const base = {
    id: `chatcmpl-${randomUUID()}`,
    created: Math.floor(Date.now() / 1_000),
    model: source.model,
  };
  const send = (delta: object, last: { finish_reason: string; usage: object } | null = null) => {
    const choices = [{ index: 0, delta, finish_reason: last?.finish_reason ?? null }];
    const chunk = { ...base, object: 'chat.completion.chunk', choices, ...(last && { usage: last.usage }) };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  let alive: NodeJS.Timeout | undefined;
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
    const { finishReason, tokens, promptTokens } = await inTurn(async () => {
      gone.signal.throwIfAborted();
      return source.write({
        messages: chat.messages,
        maxTokens: chat.max_tokens,
        temperature: chat.temperature,
        grammar: chat.grammar ?? undefined,
        seed: chat.seed ?? undefined,
        stop: [chat.stop ?? []].flat(),
        signal: gone.signal,
        onText(text) {
          whole += text;
          if (chat.stream) send({ content: text });
        },
      });
    });
    const usage = {
      completion_tokens: tokens,
      ...(promptTokens !== undefined && {
        prompt_tokens: promptTokens,
        total_tokens: promptTokens + tokens,
      }),
    };
    if (chat.stream) {
      send({}, { finish_reason: finishReason, usage });
      response.end('data: [DONE]\n\n');
    } else {
      const choices = [
        { index: 0, message: { role: 'assistant', content: whole }, finish_reason: finishReason },
      ];
      sendJson(response, 200, { ...base, object: 'chat.completion', choices, usage });
    }
  } catch (error) {
    // The client is gone.
    if (!gone.signal.aborted) throw error;
  } finally {
    clearInterval(alive);
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function sendError(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { error: { message, type: 'invalid_request_error', code: status } });
}

/** The error object of OpenAI's API; within a stream that has begun it is an event. */
const failure = ({ message }: Error) => ({
  error: { message: `The local model failed: ${message}`, type: 'server_error', code: 500 },
});
