import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';

/** Which of the addresses that a request came through are our own proxies'. */
export type TrustProxy = (address: string, hop: number) => boolean;

/**
 * @param setting `off`; a number of proxies in front of this process; or their addresses and networks, by commas
 * @throws where an address is none
 */
export function trustProxy(setting: string): TrustProxy {
  if (setting === 'off') return () => false;
  if (/^\d+$/.test(setting)) return (_, hop) => hop < Number(setting);
  return proxyAddress.compile(setting.split(',').map((part) => part.trim()));
}

/** The address that a request came from, beyond the proxies that are trusted to tell it. */
export function clientAddress(request: IncomingMessage, trust: TrustProxy): string {
  // Most requests came through no proxy, and there is nothing to take apart.
  if (request.headers['x-forwarded-for'] === undefined) return request.socket.remoteAddress ?? 'unknown';
  return proxyAddress(request, trust) ?? request.socket.remoteAddress ?? 'unknown';
}
