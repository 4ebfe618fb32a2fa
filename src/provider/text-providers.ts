import { createTextProvider } from './openai-chat.js';
import type { TextProvider, TextProviderSettings } from './text-provider.js';

/** The provider of each model, in the order of preference. The map is never empty. */
export function createTextProviders({
  models,
  ...settings
}: TextProviderSettings & { models: string[] }): ReadonlyMap<string, TextProvider> {
  return new Map(
    models.map((model, index) => [
      model,
      createTextProvider({ ...settings, model, fallbacks: models.slice(index + 1) }),
    ]),
  );
}
