import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { parse } from 'graphql';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createOperationMetrics } from '../../src/execution/operation-metrics.js';
import { loggerOptions } from '../../src/infra/logger.js';
import { bounded, createMeter } from '../../src/infra/telemetry/meter.js';
import type { OpenSpan, Tracing } from '../../src/infra/telemetry/tracing.js';
import { JobErrorCode } from '../../src/modules/jobs/model/job-error.js';
import { hideContent, ProviderError } from '../../src/provider/provider-error.js';
import { traceProvider } from '../../src/provider/provider-spans.js';
import type { TextProvider } from '../../src/provider/text-provider.js';
import { ContentType } from '../../src/writing/content-type.js';

const failure = () =>
  new ProviderError({
    code: JobErrorCode.INVALID_REQUEST,
    retriable: false,
    status: 400,
    message: 'It said: zebrafinch',
    cause: new Error('HTTP 400: zebrafinch', {
      cause: Object.assign(new Error('zebrafinch'), { code: 'EPIPE' }),
    }),
  });

async function logged(err: unknown): Promise<string> {
  const stream = new PassThrough();
  pino(loggerOptions({ name: 'test', level: 'info' }), stream).error({ err }, 'attempt failed');
  stream.end();
  return readText(stream);
}

it('logs contain the class, the status and the codes of a failure, and the provider’s message only if that is enabled', async () => {
  expect(await logged(failure())).toContain('zebrafinch');
  const line = await logged(hideContent(failure()));
  expect(line).not.toContain('zebrafinch');
  expect(JSON.parse(line).err).toMatchObject({
    code: 'INVALID_REQUEST',
    message: expect.stringContaining('status 400'),
    causes: ['Error', 'EPIPE'],
  });
});

/** Records the attributes of the spans, and exports nothing. */
function playTracing(content: boolean) {
  const attributes: Record<string, unknown> = {};
  const span: OpenSpan = {
    set(name, value) {
      attributes[name] = value;
    },
    fail() {},
  };
  const tracing: Pick<Tracing, 'content' | 'span' | 'traceparent'> = {
    content,
    span: (_name, options, run) => {
      Object.assign(attributes, options.attributes);
      return run(span);
    },
    traceparent: () => undefined,
  };
  return { attributes, tracing: tracing as Tracing };
}

it.each([true, false])('spans contain prompts and texts only if that is enabled: %s', async (content) => {
  const provider: TextProvider = {
    model: 'a/one',
    timeLimitFor: () => 1_000,
    generate: async () => ({ text: 'It sings', finishReason: 'STOP', model: 'a/one' }),
  };
  const { attributes, tracing } = playTracing(content);
  const request = { type: ContentType.SOCIAL_MEDIA_CAPTION, prompt: 'A zebrafinch' };
  const { signal } = new AbortController();
  await traceProvider(tracing, 'http://127.0.0.1:1/v1')(provider).generate(request, { signal });
  const whole = JSON.stringify(attributes);
  expect([whole.includes('zebrafinch'), whole.includes('It sings')]).toEqual([content, content]);
  expect(attributes).toMatchObject({ 'gen_ai.request.model': 'a/one' });
});

it('metrics count the first names separately, and all later ones as `other`', () => {
  const nameOf = bounded(2);
  expect(['a', 'b', 'c', 'a', 'd'].map(nameOf)).toEqual(['a', 'b', 'other', 'a', 'other']);
});

it('metrics count names of trusted documents separately, after any number of others', async () => {
  const meter = await createMeter();
  const { know, observe } = createOperationMetrics(meter);
  know(['Mine', 'Yours']);
  const subscribe = observe(async () => ({ data: {} }));
  const run = (name: string) => subscribe({ document: parse(`subscription ${name} { a }`) });
  for (let count = 1; count <= 201; count++) await run(`Other${count}`);
  await run('Mine');
  const { text } = await meter.scrape();
  const names = [...text.matchAll(/^graphql_operations_total\{operation="(\w+)"/gm)].map(([, name]) => name);
  expect(names).toHaveLength(202);
  expect(names).toContain('Other200');
  expect(names).not.toContain('Other201');
  expect(names).toEqual(expect.arrayContaining(['other', 'Mine']));
});
