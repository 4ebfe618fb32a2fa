import { createTextProvider } from './openai-chat.js';
import type { TextProvider, TextProviderSettings } from './text-provider.js';

/** The provider of each model. */
export interface TextProviders {
  /** The models of the settings, in the order of preference; at least one. */
  readonly models: string[];
  /** The provider of a model, which may be one that only a job names. */
  of(model: string): TextProvider;
}

export function createTextProviders({
  models,
  ...settings
}: TextProviderSettings & { models: string[] }): TextProviders {
  const known = new Map(
    models.map((model, index) => [
      model,
      createTextProvider({ ...settings, model, fallbacks: models.slice(index + 1) }),
    ]),
  );
  // The API permits only models of its settings, so they are few. None replaces them.
  const named = new Map<string, TextProvider>();
  return {
    models: [...known.keys()],
    of(model) {
      const provider = known.get(model) ?? named.get(model) ?? createTextProvider({ ...settings, model });
      if (!known.has(model)) named.set(model, provider);
      return provider;
    },
  };
}
