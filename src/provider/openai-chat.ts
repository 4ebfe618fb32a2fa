import type { EventSourceMessage } from 'eventsource-parser';
import { type Dispatcher, request as sendRequest } from 'undici';
import { effortOf } from '../writing/forms.js';
import { ChatAnswer } from './chat-answer.js';
import { type Deadline, startDeadline } from './deadline.js';
import { isOfModel } from './model-failure.js';
import { inOwnWords, isOwn } from './own-words.js';
import { badResponse, hideContent, hideSecret, ProviderError } from './provider-error.js';
import { classifyErrorBody, reasonIn } from './provider-error-rules.js';
import { dispatcherFor } from './proxy.js';
import { unopenedByName } from './reasoning-filter.js';
import { type Remedy, remedyFor } from './remedies.js';
import {
  isOpenRouter,
  type RequestForm,
  requestBody,
  USUAL_FORM,
  withoutParameter,
  withoutSystemRole,
} from './request-form.js';
import { type Answer, readEvents, readExcerpt, transportFailure } from './response-body.js';
import { retryAfterIn, retryAfterOf } from './retry-after.js';
import type { TextProvider, TextProviderSettings } from './text-provider.js';

/** The longest answer in one piece, in bytes: the longest text with every character escaped, and some more. */
const MAX_COMPLETION_BYTES = 2_000_000;

/** How much of an error's body is read, in bytes, to classify it and to quote it in the log. */
const MAX_ERROR_BYTES = 64 * 1024;

/** The wait before a request to a model that is being loaded is repeated, in milliseconds. It doubles up to `longest`. */
const LOADING_WAIT_MS = { first: 500, longest: 5_000 };

/** Sent to OpenRouter, which shows it to the owner of the key. */
const APP_TITLE = 'Smart Content Generator';

/**
 * A client of the chat-completions protocol, as OpenAI, OpenRouter, Ollama, vLLM and LM Studio speak it: one streaming
 * request per text. A request to a model that is being loaded is repeated. A request that the model refuses in this
 * form is sent in another form, which later requests use from the start.
 *
 * @throws {Error} with a fixed message if the base URL, key or app URL can't make a request: a fault of the
 * configuration, found when the process starts and not with the first job
 */
export function createTextProvider(settings: TextProviderSettings): TextProvider {
  const url = completionsUrl(settings.baseUrl);
  const target = {
    url,
    headers: requestHeaders(settings),
    dispatcher: dispatcherFor(url, settings.proxy ?? null),
  };
  let known = USUAL_FORM;
  /** A request for the usage has succeeded, so that no refusal is because of it. */
  let usageTaken = isOpenRouter(settings.baseUrl);
  let unopened = unopenedByName(settings.model);
  const own = isOwn(settings);
  const timeLimitFor: TextProvider['timeLimitFor'] = (request) => settings.totalTimeoutMs * effortOf(request);

  return {
    model: settings.model,
    timeLimitFor,
    async generate(
      request,
      {
        signal,
        onText = () => {},
        onRestart = () => {},
        onUsage = () => {},
        headers,
        timeLimitMs = timeLimitFor(request),
      },
    ) {
      signal.throwIfAborted();
      const shown = (error: ProviderError) => {
        const fit = hideSecret(own ? inOwnWords(error) : error, settings.apiKey);
        return settings.hideContent ? hideContent(fit) : fit;
      };
      const to = headers ? { ...target, headers: { ...target.headers, ...headers } } : target;
      const begin = performance.now();
      let form = known;
      for (let waits = 0; ; waits++) {
        const deadline = startDeadline(signal, { ...settings, totalTimeoutMs: timeLimitMs }, begin);
        const answer = new ChatAnswer(onText, onRestart, unopened);
        try {
          const response = await send(to, requestBody(settings, request, form), deadline);
          if (response.statusCode < 200 || response.statusCode > 299)
            throw await statusFailure(response, deadline);
          await readAnswer(response, answer, deadline);
          signal.throwIfAborted();
          const result = answer.result(settings.model);
          known = form;
          usageTaken ||= form.usage;
          unopened = answer.closedAlone ? 'known' : 'no';
          return result;
        } catch (error) {
          signal.throwIfAborted();
          if (!(error instanceof ProviderError)) throw error;
          const again = answer.length === 0 ? nextForm(error, form, usageTaken) : null;
          if (!again) throw shown(error);
          if (again === form) {
            const waitMs = loadingWait(error, waits);
            // A wait that is longer than the attempt is left to the queue.
            if (error.retryAfterMs !== null && performance.now() + waitMs > begin + timeLimitMs)
              throw shown(error);
            await deadline.pause(waitMs);
          }
          form = again;
        } finally {
          deadline.stop();
          const usage = answer.usage(settings.model);
          if (usage) onUsage(usage);
        }
      }
    },
  };
}

/** @returns the form in which the same attempt sends the request again; `null` if a repetition cannot succeed. */
function nextForm(error: ProviderError, form: RequestForm, usageTaken: boolean): RequestForm | null {
  const { remedy, ofModel } = error;
  if (!remedy) return null;
  if (remedy.kind !== 'without-usage') return apply(remedy, form);
  return form.usage && !usageTaken && !ofModel ? { ...form, usage: false } : null;
}

/** @returns the form of the next request, unchanged if only a wait is needed; `null` if a repetition cannot succeed. */
function apply(remedy: Exclude<Remedy, { kind: 'without-usage' }>, form: RequestForm): RequestForm | null {
  if (remedy.kind === 'wait') return form;
  if (remedy.kind === 'no-system-role') return withoutSystemRole(form);
  return withoutParameter(form, remedy.parameters);
}

function loadingWait({ remedy, retryAfterMs }: ProviderError, waits: number): number {
  if (retryAfterMs !== null) return retryAfterMs;
  const { first, longest } = LOADING_WAIT_MS;
  const named = remedy?.kind === 'wait' ? (remedy.ms ?? 0) : 0;
  return Math.min(Math.max(named, first * 2 ** Math.min(waits, 10)), longest);
}

type RequestHeaders = Record<string, string>;

interface Target {
  url: string;
  headers: RequestHeaders;
  dispatcher: Dispatcher | undefined;
}

/**
 * Uses undici's plain request: its fetch, which is Node's too, costs a worker twice as much, mostly for web streams.
 */
async function send({ url, ...target }: Target, body: string, deadline: Deadline): Promise<Answer> {
  try {
    // A redirect is not followed, because the key would be sent to its target.
    return await sendRequest(url, {
      method: 'POST',
      ...target,
      body,
      signal: deadline.signal,
      ...deadline.idle,
    });
  } catch (error) {
    throw transportFailure(error, deadline);
  }
}

async function statusFailure(response: Answer, deadline: Deadline): Promise<ProviderError> {
  deadline.closing();
  const body = await readExcerpt(response, deadline, MAX_ERROR_BYTES);
  const parsed = parseLoosely(body);
  const now = Date.now();
  const classified = classifyErrorBody(parsed, response.statusCode);
  return new ProviderError({
    ...classified,
    ofModel: isOfModel(parsed, classified),
    remedy: remedyFor(parsed, response.statusCode),
    retryAfterMs: retryAfterOf({ get: (name) => headerOf(response, name) }, now) ?? retryAfterIn(parsed, now),
    said: reasonIn(parsed),
    cause: new Error(`HTTP ${response.statusCode}: ${body}`),
  });
}

/** Fills the answer from a response of either kind, because some servers ignore `stream`. */
async function readAnswer(response: Answer, answer: ChatAnswer, deadline: Deadline): Promise<void> {
  const mediaType = headerOf(response, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  // A proxy's or a portal's page.
  if (mediaType === 'text/html') throw badResponse('The answer is a web page');
  const onEvent = ({ data, event }: Pick<EventSourceMessage, 'data' | 'event'>) => {
    // `onText` may have ended the request while more events of the same packet wait here.
    deadline.signal.throwIfAborted();
    // An event without data is some servers' heartbeat.
    if (data.trim() === '') return false;
    if (data.trim() === '[DONE]') return true;
    const before = answer.length;
    answer.add(data, event);
    // A longer text would only cost more.
    if (answer.full) return true;
    if (answer.complete) deadline.closing({ again: answer.length > before });
    return false;
  };
  try {
    await readEvents(response, deadline, MAX_COMPLETION_BYTES, onEvent);
  } catch (error) {
    // Once the text is complete, an error of the connection is ignored.
    if (!answer.complete) throw error;
  }
}

function headerOf({ headers }: Answer, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(', ') : value) ?? null;
}

function completionsUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  // Credentials inside a URL would not be sent, and would appear in messages.
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) {
    throw new Error("The text provider's base URL must be an http(s) URL without a user or password");
  }
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/chat/completions`;
  return url.href;
}

function requestHeaders({ apiKey, appUrl }: TextProviderSettings): RequestHeaders {
  try {
    const headers = new Headers({
      'Content-Type': 'application/json',
      Accept: 'text/event-stream, application/json',
      // A compressed stream arrives late. A response that is compressed nevertheless is decoded.
      'Accept-Encoding': 'identity',
      'X-Title': APP_TITLE,
      ...(appUrl && { 'HTTP-Referer': appUrl }),
      ...(apiKey && { Authorization: `Bearer ${apiKey}` }),
    });
    return Object.fromEntries(headers);
  } catch {
    // Without the cause, whose message is the header's value.
    throw new Error("The text provider's key or the app's URL holds characters that a header can't carry");
  }
}

function parseLoosely(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
