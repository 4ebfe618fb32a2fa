import { chunk, END, event, inSeconds, JSON_TYPE, refusal, type Transcript, text } from './wire.js';

const UNAVAILABLE = { code: 'PROVIDER_UNAVAILABLE', retriable: true } as const;
const RATE_LIMITED = { code: 'RATE_LIMITED', retriable: true } as const;
const NOT_THIS_PROMPT = { code: 'INVALID_REQUEST', retriable: false } as const;
const RETRY_INFO = {
  error: {
    code: 429,
    message: 'You exceeded your current quota',
    status: 'RESOURCE_EXHAUSTED',
    details: [
      { '@type': 'type.googleapis.com/google.rpc.QuotaFailure' },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.5s' },
    ],
  },
};
const inLessThan = (seconds: number): [number, number] => [(seconds - 30) * 1_000, seconds * 1_000];

/** Responses that are no text. */
export const FAILURES: Transcript[] = [
  {
    name: "Ollama's error within the stream, without a field",
    body: `${text('Te')}{"error":"an error was encountered while running the model: CUDA error"}\n`,
    outcome: UNAVAILABLE,
  },
  {
    name: "Anthropic's error by the name of its event",
    body: `${text('Te')}event: error\n${event({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })}`,
    outcome: UNAVAILABLE,
  },
  {
    name: "Groq's error within the stream",
    body: `event: error\n${event({ error: { message: 'slow down', type: 'x', status_code: 429 } })}`,
    outcome: RATE_LIMITED,
  },
  {
    name: "vLLM's error within the stream",
    body: event({ object: 'error', message: 'no', code: 500 }),
    outcome: UNAVAILABLE,
  },
  {
    name: "a framework's error within the stream",
    body: text('Te') + event({ detail: 'Internal Server Error' }),
    outcome: UNAVAILABLE,
  },
  {
    name: 'an error without an envelope',
    body: event({ code: 429, message: 'slow down' }),
    outcome: RATE_LIMITED,
  },
  {
    name: 'an error that is a text',
    body: text('Te') + event({ error: 'out of memory' }),
    outcome: UNAVAILABLE,
  },
  { name: 'a server that broke off', body: text('Te') + chunk({}, 'abort'), outcome: UNAVAILABLE },
  {
    name: "DeepSeek's server without room",
    body: text('Te') + chunk({}, 'insufficient_system_resource'),
    outcome: UNAVAILABLE,
  },
  ...['SAFETY', 'RECITATION', 'PROHIBITED_CONTENT', 'refusal', 'sensitive', 'content_filter'].map(
    (reason) => ({
      name: `a text that was stopped for ${reason}`,
      body: text('Te') + chunk({}, reason),
      outcome: NOT_THIS_PROMPT,
    }),
  ),
  {
    name: 'a refusal in place of a text',
    body: chunk({ refusal: 'I’m sorry, ' }) + chunk({ refusal: 'no.' }) + END,
    outcome: NOT_THIS_PROMPT,
  },
  {
    name: "a prompt that Azure's filter refuses",
    ...refusal(400, { error: { code: 'content_filter', message: 'filtered', status: 400 } }),
    outcome: NOT_THIS_PROMPT,
  },
  {
    name: 'a model that failed, by Hugging Face',
    ...refusal(424, { error: 'Request failed during generation' }),
    outcome: UNAVAILABLE,
  },
  {
    name: 'no room, by Groq',
    ...refusal(498, { error: { message: 'Flex tier capacity exceeded' } }),
    outcome: UNAVAILABLE,
  },
  {
    name: 'an empty account, by Moonshot',
    ...refusal(429, { error: { type: 'exceeded_current_quota_error', message: 'check your balance' } }),
    outcome: { code: 'PROVIDER_REFUSED', retriable: false },
  },
];

/** With nothing but these the wait would be a guess. */
export const WAITS: Transcript[] = [
  {
    name: '429 with RetryInfo, by Google',
    ...refusal(429, [RETRY_INFO]),
    outcome: { ...RATE_LIMITED, waitMs: [34_000, 34_500] },
  },
  {
    name: 'the same within the stream',
    body: event([RETRY_INFO]),
    outcome: { ...RATE_LIMITED, waitMs: [34_000, 34_500] },
  },
  {
    name: '429 with a limit of which nothing is left, by Groq and OpenAI',
    ...refusal(
      429,
      {},
      {
        'x-ratelimit-remaining-requests': '12',
        'x-ratelimit-reset-requests': '1h2m',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '2m59.56s',
      },
    ),
    outcome: { ...RATE_LIMITED, waitMs: [179_559, 179_560] },
  },
  {
    name: '429 with a limit of which nothing is left, by Anthropic',
    status: 429,
    get headers() {
      return {
        ...JSON_TYPE,
        'anthropic-ratelimit-input-tokens-remaining': '0',
        'anthropic-ratelimit-input-tokens-reset': new Date(inSeconds(600)).toISOString(),
      };
    },
    body: '{}',
    outcome: { ...RATE_LIMITED, waitMs: inLessThan(600) },
  },
  {
    name: '429 with RateLimit-Reset',
    ...refusal(429, {}, { 'ratelimit-reset': '50' }),
    outcome: { ...RATE_LIMITED, waitMs: [49_999, 50_000] },
  },
  {
    name: '429 with the wait in its words',
    ...refusal(429, {
      error: { message: 'Rate limit reached for gpt-4o. Please try again in 1m7.66s. Visit' },
    }),
    outcome: { ...RATE_LIMITED, waitMs: [67_659, 67_660] },
  },
  {
    name: '429 with the wait in its words, by Azure',
    ...refusal(429, { error: { code: '429', message: 'Please retry after 27 seconds.' } }),
    outcome: { ...RATE_LIMITED, waitMs: [26_999, 27_000] },
  },
  {
    name: '429 with retry_after in its body',
    ...refusal(429, { error: { message: 'slow down', retry_after: 12.5 } }),
    outcome: { ...RATE_LIMITED, waitMs: [12_499, 12_500] },
  },
  {
    name: '503 that asks for a wait',
    headers: { ...JSON_TYPE, 'retry-after': '20' },
    status: 503,
    body: '{}',
    outcome: { ...UNAVAILABLE, waitMs: [19_999, 20_000] },
  },
];
