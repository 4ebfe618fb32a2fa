import { describe, expect, it } from 'vitest';
import type { AttemptRecord } from '../../src/modules/jobs/model/job-attempt.js';
import { JobErrorCode } from '../../src/modules/jobs/model/job-error.js';
import { isOfModel } from '../../src/provider/model-failure.js';
import { classifyErrorBody } from '../../src/provider/provider-error-rules.js';
import { freshModel, modelsLeft, nextModel } from '../../src/worker/model-choice.js';

const MODELS = ['a', 'b', 'c'];
const runOf = (...attempts: Partial<AttemptRecord>[]) => ({
  run: 2,
  attemptHistory: [
    // An attempt of an earlier run, which has no effect.
    { run: 1, number: 1, startedAt: new Date(), model: 'a', ofModel: true },
    ...attempts.map((facts, index) => ({ run: 2, number: index + 1, startedAt: new Date(), ...facts })),
  ],
});
const failed = (model: string, retriable: boolean, ofModel = true) => ({
  model,
  ofModel,
  error: { code: JobErrorCode.INVALID_REQUEST, message: 'no', retriable },
});

describe('the model of the next attempt', () => {
  it.each([
    ['the first in a new run', [], 'a'],
    ['the same after an interruption', [{ model: 'b' }], 'b'],
    ['the same after a failure that the model did not cause', [failed('a', true, false)], 'a'],
    ['the next after one that it caused', [failed('a', true)], 'b'],
    ['one that was not tried', [failed('a', true), failed('c', false)], 'b'],
    ['the next in order once all were tried', ['a', 'b', 'c'].map((model) => failed(model, true)), 'a'],
    ['not one that refused', [failed('a', false), failed('b', true), failed('c', false)], 'b'],
    ['the first where the settings no longer have the last one', [failed('gone', true)], 'a'],
  ])('is %s', (_, attempts, model) => {
    expect(nextModel(MODELS, runOf(...attempts))).toBe(model);
  });

  it('is null after all have refused', () => {
    const job = runOf(...MODELS.map((model) => failed(model, false)));
    expect(modelsLeft(MODELS, job)).toEqual([]);
    expect(freshModel(MODELS, job)).toBeUndefined();
  });
});

describe('a failure that the model caused', () => {
  const judge = (status: number, body: unknown) => isOfModel(body, classifyErrorBody(body, status));
  it.each<[string, number, unknown]>([
    ['OpenAI: unknown', 404, { error: { code: 'model_not_found', message: 'The model `x` does not exist' } }],
    ['OpenAI: too long', 400, { error: { code: 'context_length_exceeded', message: 'too many' } }],
    ['OpenRouter: no endpoints', 404, { error: { code: 404, message: 'No endpoints found for x/y.' } }],
    ['OpenRouter: unknown', 400, { error: { code: 400, message: 'x/y is not a valid model ID' } }],
    ['Groq: gone', 400, { error: { code: 'model_decommissioned', message: 'The model has been' } }],
    ['Ollama: not pulled', 404, { error: "model 'x' not found" }],
    ['llama.cpp: too long', 400, { error: { message: 'the request exceeds the available context size' } }],
    ['vLLM: too long', 400, { message: "This model's maximum context length is 4096 tokens." }],
    ['Google: too long', 400, { error: { message: 'The input token count (9) exceeds the maximum' } }],
    ['any: too large', 413, {}],
    ['any: rate limited', 429, {}],
    ['any: overloaded', 503, {}],
  ])('is recognized: %s', (_, status, body) => expect(judge(status, body)).toBe(true));

  it.each<[string, number, unknown]>([
    ['another address', 404, { detail: 'Not Found' }],
    ['a parameter', 400, { error: { message: "'temperature' is not supported with this model." } }],
    ['the key', 401, { error: { code: 'invalid_api_key', message: 'no' } }],
    ['the credit', 402, { error: { message: 'Insufficient credits for this model' } }],
    ['moderation', 403, { error: { message: 'flagged', metadata: { reasons: ['violence'] } } }],
  ])('is not recognized: %s', (_, status, body) => expect(judge(status, body)).toBe(false));
});
