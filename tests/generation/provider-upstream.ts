import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { TextProviderSettings } from '../../src/provider/text-provider.js';
import { startUpstream, type Upstream } from '../support/upstream.js';
import { providerOf, REQUEST } from './provider-setup.js';

export let upstream: Upstream;

/** A simulated upstream for a test file: started before its tests, reset before each, closed after the last. */
export function useUpstream() {
  beforeAll(async () => {
    upstream = await startUpstream();
  });
  beforeEach(() => upstream.reset());
  afterAll(() => upstream.close());
}

/** A provider with that upstream. */
export const provider = (overrides: Partial<TextProviderSettings> = {}) => providerOf(upstream, overrides);

/** Generates the text of REQUEST with a provider of its own. */
export const generate = (overrides: Partial<TextProviderSettings> = {}, onText?: (delta: string) => void) =>
  provider(overrides).generate(REQUEST, { signal: new AbortController().signal, onText });
