import { expect, it } from 'vitest';
import { requestBody, USUAL_FORM } from '../../src/provider/request-form.js';
import { REQUEST } from './provider-setup.js';

const body = (baseUrl: string, fallbacks: string[] = []) =>
  JSON.parse(
    requestBody(
      {
        baseUrl,
        fallbacks,
        apiKey: null,
        model: 'a',
        appUrl: null,
        maxTokens: 10,
        temperature: 0,
        totalTimeoutMs: 1,
        idleTimeoutMs: 1,
      },
      REQUEST,
      USUAL_FORM,
    ),
  ) as Record<string, unknown>;

it('sends up to three models to OpenRouter, and no list to other servers', () => {
  expect(body('https://openrouter.ai/api/v1', ['b', 'c', 'd'])).toMatchObject({
    model: 'a',
    models: ['a', 'b', 'c'],
  });
  expect(body('https://openrouter.ai/api/v1')).not.toHaveProperty('models');
  expect(body('https://openrouter.ai.example.com/v1', ['b'])).not.toHaveProperty('models');
  expect(body('https://api.openai.com/v1', ['b'])).not.toHaveProperty('models');
});
