import type { EnvSource } from '../../src/config/env-source.js';
import { createTextProvider } from '../../src/provider/openai-chat.js';
import { ProviderError } from '../../src/provider/provider-error.js';
import { ContentType } from '../../src/writing/content-type.js';
import { readSettings } from '../stores/named-servers.js';
import { type Check, ill, well } from './check.js';

const LIMIT_MS = 60_000;
/** Enough to prove that the model writes. */
const MAX_TOKENS = 40;

/** Makes one request, as a worker with these settings does. */
export async function checkModel(env: EnvSource, source: string): Promise<Check> {
  const { provider: settings } = readSettings(env).worker;
  const name = `${settings.model} at ${new URL(settings.baseUrl).host}, ${source}`;
  const begin = Date.now();
  try {
    const provider = createTextProvider({ ...settings, maxTokens: MAX_TOKENS, totalTimeoutMs: LIMIT_MS });
    const request = { type: ContentType.SOCIAL_MEDIA_CAPTION, prompt: 'A cup of tea on a rainy day' };
    const { text } = await provider.generate(request, { signal: AbortSignal.timeout(LIMIT_MS) });
    const seconds = ((Date.now() - begin) / 1_000).toFixed(1);
    return well('Model', `${name}: wrote ${text.length} characters in ${seconds} s`);
  } catch (error) {
    const status = error instanceof ProviderError && error.status ? ` (HTTP ${error.status})` : '';
    const found = `${name}: ${(error as Error).message}${status}`;
    return ill('Model', found, 'check BASE_URL, OPENROUTER_KEY and OPENROUTER_MODEL, and that server');
  }
}
