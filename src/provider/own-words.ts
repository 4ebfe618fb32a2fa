import { withoutSecrets } from '../infra/logger.js';
import { isLoopback } from '../infra/proxy-settings.js';
import { JobErrorCode } from '../modules/jobs/model/job-error.js';
import { ProviderError } from './provider-error.js';
import type { TextProviderSettings } from './text-provider.js';

/** The longest quotation of a provider's message, in UTF-16 code units: a sentence or two. */
const MAX_WORDS = 300;

/** What error codes of Node and undici mean for a server on this machine. */
const TROUBLE: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens at its address.',
  ECONNRESET: 'It closed the connection, as a process does that dies.',
  EPIPE: 'It closed the connection, as a process does that dies.',
  UND_ERR_SOCKET: 'It closed the connection, as a process does that dies.',
};

/**
 * Whether the provider is the reader's own: on this machine, and without a key. One that is sent a key may pass the
 * request on to another server, whose messages may contain parts of the key.
 */
export function isOwn({ baseUrl, apiKey }: Pick<TextProviderSettings, 'baseUrl' | 'apiKey'>): boolean {
  return apiKey === null && isLoopback(baseUrl);
}

/**
 * The same error, of an own provider, whose message quotes the provider after the text for the class of the failure.
 */
export function inOwnWords(error: ProviderError): ProviderError {
  const { code, retriable, retryAfterMs, status, ofModel, cause, said } = error;
  const words = said === null ? troubleOf(error) : `It said: ${oneLine(said)}`;
  if (words === null) return error;
  const message = `${error.message} ${words}`;
  return new ProviderError({ code, retriable, retryAfterMs, status, ofModel, cause, said, message });
}

function troubleOf({ code, cause }: ProviderError): string | null {
  if (!(cause instanceof Error)) return null;
  // The message is a fixed text of this product.
  if (code === JobErrorCode.BAD_RESPONSE) return `${cause.message}.`;
  const codes = [cause, cause.cause].map((each) => (each as { code?: string } | undefined)?.code ?? '');
  return codes.map((each) => TROUBLE[each]).find((words) => words !== undefined) ?? null;
}

function oneLine(text: string): string {
  const line = withoutSecrets(text).replace(/\s+/g, ' ').trim();
  return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS).toWellFormed()}…` : line;
}
