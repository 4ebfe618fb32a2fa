import { describe, expect, it } from 'vitest';
import { addUsage, type Usage, usageOf } from '../../src/modules/jobs/model/usage.js';
import { choice, failure, REQUEST, raw, refusal, text } from './provider-setup.js';
import { provider, upstream, useUpstream } from './provider-upstream.js';

useUpstream();

/** The usage that a request reports, with any result. */
async function reported(one = provider()): Promise<Usage[]> {
  const usages: Usage[] = [];
  const onUsage = (usage: Usage) => void usages.push(usage);
  await one.generate(REQUEST, { signal: new AbortController().signal, onUsage }).catch(() => {});
  return usages;
}
const bytes = (...lines: string[]) => raw(lines.map((line) => `${line}\n\n`).join(''));
const counts = (promptTokens: number | null, completionTokens: number | null, costUsd: number | null) => ({
  promptTokens,
  completionTokens,
  costUsd,
});

/** What these servers send, byte for byte. */
const RECORDED: [string, string[], ReturnType<typeof counts> & { model: string }][] = [
  [
    'OpenAI, after the finish reason and without choices',
    [
      'data: {"id":"chatcmpl-B9","object":"chat.completion.chunk","created":1741570283,"model":"gpt-4o-2024-08-06","service_tier":"default","system_fingerprint":"fp_50cad350e4","choices":[{"index":0,"delta":{"role":"assistant","content":"Tea","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}',
      'data: {"id":"chatcmpl-B9","object":"chat.completion.chunk","created":1741570283,"model":"gpt-4o-2024-08-06","service_tier":"default","system_fingerprint":"fp_50cad350e4","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}',
      'data: {"id":"chatcmpl-B9","object":"chat.completion.chunk","created":1741570283,"model":"gpt-4o-2024-08-06","service_tier":"default","system_fingerprint":"fp_50cad350e4","choices":[],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}}',
      'data: [DONE]',
    ],
    { ...counts(19, 10, null), model: 'gpt-4o-2024-08-06' },
  ],
  [
    'OpenRouter, with its cost',
    [
      ': OPENROUTER PROCESSING',
      'data: {"id":"gen-1","provider":"OpenAI","model":"openai/gpt-4o-mini","object":"chat.completion.chunk","created":1741570283,"choices":[{"index":0,"delta":{"role":"assistant","content":"Tea"},"finish_reason":null,"native_finish_reason":null,"logprobs":null}]}',
      'data: {"id":"gen-1","provider":"OpenAI","model":"openai/gpt-4o-mini","object":"chat.completion.chunk","created":1741570283,"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":"stop","native_finish_reason":"stop","logprobs":null}]}',
      'data: {"id":"gen-1","provider":"OpenAI","model":"openai/gpt-4o-mini","object":"chat.completion.chunk","created":1741570283,"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null,"native_finish_reason":null,"logprobs":null}],"usage":{"prompt_tokens":194,"completion_tokens":2,"total_tokens":196,"cost":0.0000303,"is_byok":false,"cost_details":{"upstream_inference_cost":null}}}',
      'data: [DONE]',
    ],
    { ...counts(194, 2, 0.0000303), model: 'openai/gpt-4o-mini' },
  ],
  [
    'Groq, in a field of its own',
    [
      'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","model":"llama-3.3-70b-versatile","choices":[{"index":0,"delta":{"content":"Tea"},"logprobs":null,"finish_reason":null}]}',
      'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","model":"llama-3.3-70b-versatile","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"x_groq":{"id":"req_1","usage":{"queue_time":0.06,"prompt_tokens":43,"prompt_time":0.01,"completion_tokens":3,"completion_time":0.02,"total_tokens":46,"total_time":0.03}}}',
      'data: [DONE]',
    ],
    { ...counts(43, 3, null), model: 'llama-3.3-70b-versatile' },
  ],
  [
    'Perplexity, growing with each event, with a cost of several parts',
    [
      'data: {"id":"1","model":"sonar","object":"chat.completion.chunk","usage":{"prompt_tokens":4,"completion_tokens":1,"total_tokens":5},"choices":[{"index":0,"finish_reason":null,"delta":{"role":"assistant","content":"Te"}}]}',
      'data: {"id":"1","model":"sonar","object":"chat.completion.chunk","usage":{"prompt_tokens":4,"completion_tokens":2,"total_tokens":6,"cost":{"input_tokens_cost":0.000004,"output_tokens_cost":0.000002,"request_cost":0.005,"total_cost":0.005006}},"choices":[{"index":0,"finish_reason":"stop","delta":{"content":"a"}}]}',
    ],
    { ...counts(4, 2, 0.005006), model: 'sonar' },
  ],
  [
    'a whole completion',
    [
      '{"id":"chatcmpl-1","object":"chat.completion","model":"mistral-small-latest","choices":[{"index":0,"message":{"role":"assistant","content":"Tea"},"finish_reason":"stop"}],"usage":{"prompt_tokens":16,"completion_tokens":34,"total_tokens":50}}',
    ],
    { ...counts(16, 34, null), model: 'mistral-small-latest' },
  ],
];

describe('the usage', () => {
  it.each(RECORDED)('is read from each format: %s', async (_, lines, usage) => {
    upstream.enqueue(bytes(...lines));
    expect(await reported()).toEqual([usage]);
  });

  const USAGE = 'data: {"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":7,"cost":0.01}}';
  it.each<[string, string[]]>([
    [
      'a content filter',
      [text('Te').trim(), choice({ delta: {}, finish_reason: 'content_filter' }).trim(), USAGE],
    ],
    [
      'nothing but reasoning',
      [choice({ delta: { reasoning: 'Hm' }, finish_reason: 'length' }).trim(), USAGE],
    ],
    [
      'an error within the stream',
      [
        'data: {"error":{"code":502,"message":"x"},"usage":{"prompt_tokens":5,"completion_tokens":7,"cost":0.01}}',
      ],
    ],
    ['a connection that breaks', [text('Te').trim(), USAGE]],
  ])('is recorded for a failure too: %s', async (_, lines) => {
    upstream.enqueue(bytes(...lines));
    expect(await reported()).toEqual([{ ...counts(5, 7, 0.01), model: 'some/model' }]);
  });

  it.each([
    'null',
    '{}',
    '{"prompt_tokens":-1,"completion_tokens":1.5,"cost":"free"}',
    '7',
    '{"total_tokens":3}',
  ])('is never invented: %s', async (usage) => {
    upstream.enqueue(
      bytes(
        text('Tea').trim(),
        choice({ delta: {}, finish_reason: 'stop' }).trim(),
        `data: {"choices":[],"usage":${usage}}`,
      ),
    );
    expect(await reported()).toEqual([]);
  });

  it('is the sum of the reported parts', () => {
    const one = { ...counts(1, null, 0.5), model: 'a' };
    const other = { ...counts(2, 3, null), model: 'b' };
    expect(addUsage(one, other)).toEqual({ ...counts(3, 3, 0.5), model: 'b' });
    expect(usageOf([{}, { usage: null }])).toBeNull();
    expect(usageOf([{ usage: one }, {}, { usage: other }])).toEqual(addUsage(one, other));
  });
});

describe('a server that rejects the option for the usage', () => {
  const asks = () => upstream.requests.map(({ body }) => 'stream_options' in body);
  it.each([
    ['OpenAI-like', 400, { error: { message: 'Unrecognized request argument supplied: stream_options' } }],
    [
      'Mistral-like',
      422,
      {
        detail: [
          { type: 'extra_forbidden', loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' },
        ],
      },
    ],
    ['one that fails', 500, { error: "got an unexpected keyword argument 'stream_options'" }],
    ['one that says nothing', 400, ''],
  ])('is used without it, and not sent it again: %s', async (_, status, body) => {
    const one = provider();
    upstream.when((request) => 'stream_options' in request.body, refusal(status, body));
    const { signal } = new AbortController();
    await one.generate(REQUEST, { signal });
    await one.generate(REQUEST, { signal });
    expect(asks()).toEqual([true, false, false]);
  });

  it('is not assumed to reject it after it has accepted it once', async () => {
    const one = provider();
    const { signal } = new AbortController();
    await one.generate(REQUEST, { signal });
    upstream.respondWith(refusal(400, ''));
    await failure(one.generate(REQUEST, { signal }));
    expect(asks()).toEqual([true, true]);
  });
});
