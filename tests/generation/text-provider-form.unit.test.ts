import { describe, expect, it } from 'vitest';
import type { TextProvider } from '../../src/provider/text-provider.js';
import { FORMS } from '../../src/writing/forms.js';
import { type Behaviour, textFor } from '../support/upstream.js';
import { failure, REQUEST, refusal } from './provider-setup.js';
import { provider, upstream, useUpstream } from './provider-upstream.js';

useUpstream();

const TEXT = textFor(REQUEST.prompt);
const generate = (provider: TextProvider, signal = new AbortController().signal) =>
  provider.generate(REQUEST, { signal });
const bodies = () => upstream.requests.map(({ body }) => body);

const openAi = (param: string, message: string, code = 'unsupported_parameter') =>
  refusal(400, { error: { message, type: 'invalid_request_error', param, code } });
const MAX_TOKENS = openAi(
  'max_tokens',
  "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
);
const TEMPERATURE = openAi(
  'temperature',
  "Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported.",
  'unsupported_value',
);

describe('a parameter that the model does not support', () => {
  it('gets its new name, which later requests use from the start', async () => {
    const one = provider();
    upstream.enqueue(MAX_TOKENS);
    expect(await generate(one)).toMatchObject({ text: TEXT });
    expect(await generate(one)).toMatchObject({ text: TEXT });
    expect(upstream.requests).toHaveLength(3);
    expect(bodies()[0]).toMatchObject({ max_tokens: 1500, temperature: 0.7 });
    for (const body of bodies().slice(1)) {
      expect(body).toMatchObject({ max_completion_tokens: 1500, temperature: 0.7 });
      expect(body).not.toHaveProperty('max_tokens');
    }
  });

  it.each<[string, Behaviour, string]>([
    ['OpenAI', TEMPERATURE, 'temperature'],
    [
      'a gateway that has no code',
      refusal(400, { error: { message: "Unsupported parameter: 'max_tokens' is not supported" } }),
      'max_tokens',
    ],
    [
      'Moonshot',
      refusal(400, { error: { message: 'invalid temperature: only 1 is allowed for this model' } }),
      'temperature',
    ],
    [
      'Mistral',
      refusal(422, {
        detail: [
          { type: 'extra_forbidden', loc: ['body', 'temperature'], msg: 'Extra inputs are not permitted' },
        ],
      }),
      'temperature',
    ],
    [
      'OpenAI, of streams',
      openAi(
        'stream',
        "Unsupported value: 'stream' does not support true with this model.",
        'unsupported_value',
      ),
      'stream',
    ],
    [
      'OpenRouter',
      refusal(400, {
        error: {
          code: 400,
          message: 'Provider returned error',
          metadata: { raw: JSON.stringify({ error: { message: "Unsupported parameter: 'temperature'" } }) },
        },
      }),
      'temperature',
    ],
  ])('is omitted after the error of %s', async (_, behaviour, parameter) => {
    const one = provider();
    upstream.enqueue(behaviour);
    await generate(one);
    await generate(one);
    expect(upstream.requests).toHaveLength(3);
    expect(bodies()[0]).toHaveProperty(parameter);
    expect(bodies()[1]).not.toHaveProperty(parameter);
    expect(bodies()[2]).toEqual(bodies()[1]);
  });

  it('may be one of several, all of which are found in the same attempt', async () => {
    upstream.when(({ body }) => body.temperature !== undefined, TEMPERATURE);
    upstream.when(({ body }) => body.max_tokens !== undefined, MAX_TOKENS);
    expect(await generate(provider())).toMatchObject({ text: TEXT });
    expect(upstream.requests).toHaveLength(3);
  });

  it('is omitted if neither name is accepted', async () => {
    upstream.when(
      ({ body }) => 'max_completion_tokens' in body,
      openAi(
        'max_completion_tokens',
        "Unknown parameter: 'max_completion_tokens'. Use 'max_tokens' instead.",
      ),
    );
    upstream.when(({ body }) => body.max_tokens !== undefined, MAX_TOKENS);
    expect(await generate(provider())).toMatchObject({ text: TEXT });
    expect(bodies().at(-1)).not.toHaveProperty('max_completion_tokens');
  });

  it('leads to one more request without it, and then to the error', async () => {
    upstream.respondWith(TEMPERATURE);
    expect(await failure(generate(provider()))).toMatchObject({ code: 'INVALID_REQUEST', retriable: false });
    expect(upstream.requests).toHaveLength(2);
  });

  it('that the client did not send leads to no further request', async () => {
    upstream.respondWith(openAi('logprobs', "Unsupported parameter: 'logprobs'"));
    expect(await failure(generate(provider()))).toMatchObject({ code: 'INVALID_REQUEST', retriable: false });
    expect(upstream.requests).toHaveLength(1);
  });
});

describe('a chat template without a system role', () => {
  const vllm = (message: string) =>
    refusal(400, { object: 'error', message, type: 'BadRequestError', param: null, code: 400 });
  it.each<[string, Behaviour]>([
    ['Gemma in vLLM', vllm('System role not supported')],
    ['Mistral in vLLM', vllm('Conversation roles must alternate user/assistant/user/assistant/...')],
    ['Mistral in LM Studio', refusal(400, { error: 'Only user and assistant roles are supported!' })],
    [
      'Gemma in llama.cpp',
      refusal(500, {
        error: { code: 500, message: 'Jinja Exception: System role not supported', type: 'server_error' },
      }),
    ],
    [
      "OpenAI's o1-mini",
      openAi(
        'messages[0].role',
        "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
        'unsupported_value',
      ),
    ],
    [
      "Gemma in Google's API",
      refusal(400, [
        {
          error: {
            code: 400,
            message: 'Developer instruction is not enabled for models/gemma-3-27b-it',
            status: 'INVALID_ARGUMENT',
          },
        },
      ]),
    ],
  ])('gets the instructions in the first user message: %s', async (_, behaviour) => {
    const one = provider();
    upstream.when(({ body }) => body.messages[0]?.role === 'system', behaviour);
    await generate(one);
    await generate(one);
    expect(bodies().map(({ messages }) => messages.map(({ role }) => role))).toEqual([
      ['system', 'user'],
      ['user'],
      ['user'],
    ]);
    expect(bodies()[1]?.messages[0]?.content).toBe(
      `${FORMS[REQUEST.type].instructions()}\n\n${FORMS[REQUEST.type].lead}${REQUEST.prompt}`,
    );
  });

  it('is distinguished from a template that requires another order of roles', async () => {
    upstream.respondWith(
      vllm('After the optional system message, conversation roles must alternate user/assistant'),
    );
    expect(await failure(generate(provider()))).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(bodies().every(({ messages }) => messages[0]?.role === 'system')).toBe(true);
  });

  it('is not assumed from an error that quotes the prompt', async () => {
    upstream.respondWith(refusal(400, { error: { message: 'refused', input: 'System role not supported' } }));
    await failure(generate(provider()));
    expect(bodies().every(({ messages }) => messages[0]?.role === 'system')).toBe(true);
  });
});
