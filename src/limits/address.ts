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
  const own = asIPv4(request.socket.remoteAddress ?? 'unknown');
  const { 'x-forwarded-for': list, forwarded } = request.headers;
  // Most requests came through no proxy, and there is nothing to take apart.
  if (list === undefined && forwarded === undefined) return own;
  const hops = list === undefined ? forwardedParts(forwarded, 'for') : String(list).split(',');
  if (hops.length === 0) return own;
  const addresses = hops.map(withoutPort).join(', ');
  const { socket } = request;
  const found = proxyAddress(
    { socket, headers: { 'x-forwarded-for': addresses } } as unknown as IncomingMessage,
    trust,
  );
  return found ? asIPv4(found) : own;
}

/** What each proxy of a `Forwarded` header (RFC 7239) says of one parameter, the first one first. */
export function forwardedParts(header: string | undefined, name: 'for' | 'host'): string[] {
  const pattern = new RegExp(`(?:^|[;,\\s])${name}=("[^"]*"|[^;,\\s]*)`, 'gi');
  return Array.from((header ?? '').matchAll(pattern), ([, value = '']) => value.replace(/^"|"$/g, ''));
}

/** A server that listens on `::` sees addresses of IPv4 as `::ffff:1.2.3.4`. */
const asIPv4 = (address: string) => (/^::ffff:\d+\./i.test(address) ? address.slice(7) : address);

/** Some balancers send the client's port too, which differs with each connection: `1.2.3.4:5678`, `[::1]:5678`. */
function withoutPort(text: string): string {
  const address = text.trim().replace(/^"|"$/g, '');
  return /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}
