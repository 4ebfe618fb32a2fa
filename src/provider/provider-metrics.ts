import type { Meter } from '../infra/telemetry/meter.js';
import { ProviderError } from './provider-error.js';
import type { TextProvider } from './text-provider.js';

const FIRST_TOKENS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120] as const;
const RATES = [1, 2, 5, 10, 20, 40, 80, 160, 320, 640] as const;
const TEXTS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320] as const;

/** Returns a wrapper that measures the texts of a provider. The label `model` is the model that is requested. */
export function createProviderMetrics(meter: Meter): (provider: TextProvider) => TextProvider {
  const labels = ['model'] as const;
  const texts = meter.counter({
    name: 'model_texts_total',
    help: 'Texts that were requested from a model, by outcome: ok, aborted, or the error code.',
    labels: ['model', 'outcome'],
  });
  const firstTokens = meter.histogram({
    name: 'model_time_to_first_token_seconds',
    help: 'The time from a request to its first piece of text, with the time in which the model was loaded.',
    labels,
    buckets: FIRST_TOKENS,
  });
  const durations = meter.histogram({
    name: 'model_text_duration_seconds',
    help: 'The time from a request to its complete text.',
    labels,
    buckets: TEXTS,
  });
  const rates = meter.histogram({
    name: 'model_tokens_per_second',
    help: 'Tokens of a text by the time from its first piece to its end, where the provider reports tokens.',
    labels,
    buckets: RATES,
  });
  const tokens = meter.counter({
    name: 'model_tokens_total',
    help: 'Tokens that the provider has reported: of prompts, and of texts with their reasoning.',
    labels: ['model', 'kind'],
  });
  const cost = meter.counter({
    name: 'model_cost_usd_total',
    help: 'The cost that the provider has reported, in US dollars.',
    labels,
  });

  return (provider) => {
    const { model } = provider;
    return {
      ...provider,
      async generate(request, options) {
        const begun = performance.now();
        let first: number | undefined;
        try {
          const text = await provider.generate(request, {
            ...options,
            onText(delta) {
              if (first === undefined) {
                first = performance.now();
                firstTokens.observe({ model }, (first - begun) / 1_000);
              }
              options.onText?.(delta);
            },
            onUsage(usage) {
              const { promptTokens, completionTokens, costUsd } = usage;
              if (promptTokens !== null) tokens.inc({ model, kind: 'prompt' }, promptTokens);
              if (completionTokens !== null) tokens.inc({ model, kind: 'completion' }, completionTokens);
              if (costUsd !== null) cost.inc({ model }, costUsd);
              options.onUsage?.(usage);
            },
          });
          const end = performance.now();
          texts.inc({ model, outcome: 'ok' });
          durations.observe({ model }, (end - begun) / 1_000);
          if (text.completionTokens && first !== undefined && end > first)
            rates.observe({ model }, text.completionTokens / ((end - first) / 1_000));
          return text;
        } catch (error) {
          texts.inc({ model, outcome: error instanceof ProviderError ? error.code : 'aborted' });
          throw error;
        }
      },
    };
  };
}
