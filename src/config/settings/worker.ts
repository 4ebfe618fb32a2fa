import { type Setting, setting } from './setting.js';
import { DAY_MS, daysOrNoLimit, decimal, integer, models, oneOf, optionalText, text, url } from './values.js';

/** Settings of the worker, and of its model. */
export const WORKER_SETTINGS = {
  WORKER_CONCURRENCY: setting(
    'Worker',
    integer(1, 1_000),
    'The maximum number of attempts that one worker runs at the same time.',
    '5',
  ),
  WORKER_RATE_MAX: setting(
    'Worker',
    integer(0, 1_000_000),
    'The maximum number of attempts that all workers together start within `WORKER_RATE_DURATION_MS`. 0: no limit.',
    '10',
  ),
  WORKER_RATE_DURATION_MS: setting(
    'Worker',
    integer(1, DAY_MS),
    'The length of that window, in milliseconds.',
    '60000',
  ),
  WORKER_LOCK_MS: setting(
    'Worker',
    integer(1_000, 600_000),
    'How long a worker may be silent before its jobs go to other workers, in milliseconds.',
    '30000',
  ),
  SWEEP_INTERVAL_MS: setting(
    'Worker',
    integer(100, 3_600_000),
    'The time between two runs of the sweeper, in milliseconds.',
    '10000',
  ),

  JOB_RETENTION_DAYS: setting(
    'Worker',
    daysOrNoLimit,
    'How long a job and its events are kept after its end, in days. Pieces in the library are not affected. 0: without limit.',
    '30',
  ),

  CONTENT_VERSION_DAYS: setting(
    'Worker',
    daysOrNoLimit,
    'How long a former text of a piece is kept, in days. The text that a job generated stays as long as the piece. 0: without limit.',
    '365',
  ),

  OPENROUTER_KEY: setting(
    'Model',
    optionalText,
    'The API key of the provider, sent as a bearer token. This or `BASE_URL` is required.',
  ),
  OPENROUTER_MODEL: setting(
    'Both processes',
    text,
    'The name of the model at the provider. The API permits it as `options.model`.',
    'openai/gpt-3.5-turbo',
  ),
  OPENROUTER_MODELS: setting(
    'Both processes',
    models.optional(),
    'Models in the order of preference, instead of `OPENROUTER_MODEL`. If a model is unavailable, rate limited, unknown to the provider or too small for the prompt, the next attempt takes the next one. OpenRouter also gets three of them as its own `models` list. The API permits them as `options.model`.',
  ),
  BASE_URL: setting(
    'Model',
    url('http:', 'https:'),
    'The URL of an OpenAI-compatible API, such as OpenRouter, OpenAI, Ollama, vLLM or LM Studio.',
    'https://openrouter.ai/api/v1',
  ),
  HTTPS_PROXY: setting(
    'Model',
    optionalText,
    'The proxy for `https:` requests to the model and for downloads; also read as `https_proxy`. Requests to this machine never use a proxy.',
  ),
  HTTP_PROXY: setting(
    'Model',
    optionalText,
    'The proxy for `http:` requests; also for `https:` if `HTTPS_PROXY` is not set.',
  ),
  NO_PROXY: setting('Model', optionalText, 'Hosts and domains to reach without a proxy, comma-separated.'),
  APP_URL: setting(
    'Model',
    url('http:', 'https:').optional(),
    'The URL of this product. Sent to OpenRouter as the referer.',
  ),
  MAX_TOKENS: setting(
    'Both processes',
    integer(1, 100_000),
    'The maximum length of a text, in tokens; a blog post that is not `SHORT` may take twice as many. The API counts it for jobs in the queue where there is a budget.',
    '1500',
  ),
  TEMPERATURE: setting('Model', decimal(2), 'The sampling temperature.', '0.7'),
  MODEL_GRAMMAR: setting(
    'Model',
    oneOf(['on', 'off']),
    "Whether requests contain a GBNF grammar of the content type's form. Only llama.cpp's server supports it.",
    'off',
  ),
  REPAIR: setting(
    'Model',
    oneOf(['on', 'off']),
    'Whether the worker asks the model for a second draft if the first one fails its checks.',
    'on',
  ),
  MODEL_TIMEOUT_MS: setting(
    'Model',
    integer(1, DAY_MS),
    'The time limit of an attempt, in milliseconds; twice as long for a blog post that is not `SHORT`.',
    '180000',
  ),
  MODEL_IDLE_TIMEOUT_MS: setting(
    'Model',
    integer(1, DAY_MS),
    'The maximum time without output from the model, in milliseconds.',
    '60000',
  ),
} as const satisfies Record<string, Setting>;
