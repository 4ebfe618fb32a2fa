import { createTextProvider } from './openai-chat.js';
import type { TextProvider, TextProviderSettings } from './text-provider.js';

/** The provider of each model. */
export interface TextProviders {
  /** The models of the settings, in the order of preference; at least one. */
  readonly models: string[];
  /** The provider of a model, which may be one that only a job names. */
  of(model: string): TextProvider;
}

/** @param observers wrap each provider, the first one innermost */
export function createTextProviders(
  { models, ...settings }: TextProviderSettings & { models: string[] },
  observers: readonly ((provider: TextProvider) => TextProvider)[] = [],
): TextProviders {
  const create = (model: string, fallbacks: string[]) =>
    observers.reduce(
      (inner, observe) => observe(inner),
      createTextProvider({ ...settings, model, fallbacks }),
    );
  const known = new Map(models.map((model, index) => [model, create(model, models.slice(index + 1))]));
  // The API permits only models of its settings, so they are few. None replaces them.
  const named = new Map<string, TextProvider>();
  return {
    models: [...known.keys()],
    of(model) {
      const provider = known.get(model) ?? named.get(model) ?? create(model, []);
      if (!known.has(model)) named.set(model, provider);
      return provider;
    },
  };
}
