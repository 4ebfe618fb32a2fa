import { lookup as dnsLookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { isPermittedScheme, isPublicAddress, literalAddress } from '../../modules/webhooks/webhook-url.js';

/** The outcome of one request. */
export interface SendResult {
  /** The HTTP status of the receiver; null without an answer. */
  status: number | null;
  /** Null after a 2xx. */
  error: string | null;
}

export interface WebhookSender {
  /** Sends one POST. Never throws. Null if `signal` ended it, so that its outcome is not known. */
  send(
    url: string,
    headers: Record<string, string>,
    body: string,
    signal: AbortSignal,
  ): Promise<SendResult | null>;
  close(): Promise<void>;
}

/** The time limit of a request, with its connection and its answer, in milliseconds. */
export const SEND_LIMIT_MS = 15_000;
/** The longest body of an answer, in bytes. It is not read: the connection of a longer one is closed. */
const MAX_ANSWER_BYTES = 16_384;

/** A request that the worker ended, with a message for the owner. */
class Ended extends Error {
  override name = 'Ended';
}
const notPublic = () => new Ended('The host has an address that is not public.');

type Resolved = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;

/** Resolves a name to all of its addresses, as `dns.lookup` does. */
export type Lookup = (hostname: string, options: LookupAllOptions, callback: Resolved) => void;

/**
 * Resolves a name, and refuses it if one of its addresses is not public. The connection uses the addresses that were
 * checked here, so a name that resolves to others a moment later (DNS rebinding) has no effect.
 */
const publicOnly =
  (lookup: Lookup): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true } as LookupAllOptions, (error, addresses) => {
      if (error) return callback(error, '');
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
        return callback(notPublic(), '');
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };

interface SenderSettings {
  /** Whether http and private addresses are permitted, for development. */
  insecure: boolean;
  lookup?: Lookup;
  limitMs?: number;
}

export function createWebhookSender(settings: SenderSettings): WebhookSender {
  const { insecure, lookup = dnsLookup, limitMs = SEND_LIMIT_MS } = settings;
  const agent = new Agent({
    connect: { timeout: limitMs, ...(!insecure && { lookup: publicOnly(lookup) }) },
    keepAliveTimeout: 4_000,
  });

  /** Checks what the lookup does not cover. The row may be older than the setting. */
  function judge(url: URL) {
    if (!isPermittedScheme(url, insecure)) throw new Ended('The address does not begin with https://.');
    const address = literalAddress(url.hostname);
    if (!insecure && address !== null && !isPublicAddress(address)) throw notPublic();
  }

  return {
    async send(url, headers, body, signal) {
      // Not AbortSignal.any(), which in Node 20 keeps memory for as long as the worker runs.
      const controller = new AbortController();
      const abort = () => controller.abort();
      signal.addEventListener('abort', abort);
      const timer = setTimeout(() => controller.abort(new Ended(noAnswer(limitMs))), limitMs);
      try {
        if (signal.aborted) return null;
        judge(new URL(url));
        // A redirect is not followed: 3xx is a failure.
        const { statusCode, body: answer } = await request(url, {
          method: 'POST',
          headers: {
            ...headers,
            'content-type': 'application/json',
            'user-agent': 'smart-content-generator',
          },
          body,
          dispatcher: agent,
          signal: controller.signal,
        });
        await answer.dump({ limit: MAX_ANSWER_BYTES }).catch(() => {});
        const delivered = statusCode >= 200 && statusCode < 300;
        return { status: statusCode, error: delivered ? null : `The receiver answered ${statusCode}.` };
      } catch (error) {
        if (signal.aborted) return null;
        return { status: null, error: reasonOf(error, limitMs) };
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      }
    },
    close: () => agent.destroy(),
  };
}

const noAnswer = (limitMs: number) => `There was no answer within ${limitMs / 1_000} seconds.`;

/** A fixed message: that of a library may contain addresses of the internal network. */
function reasonOf(error: unknown, limitMs: number): string {
  const { message, code = '' } = error as Error & { code?: string };
  if (error instanceof Ended) return message;
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return noAnswer(limitMs);
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return 'The name could not be resolved.';
  if (/ECONNREFUSED/.test(code)) return 'The connection was refused.';
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_/.test(code))
    return 'The certificate of the receiver is not valid.';
  return 'The connection failed.';
}
