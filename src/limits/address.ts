import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import ipaddr from 'ipaddr.js';

/** Whether an address that a request came through is a proxy of this installation. */
export type TrustProxy = (address: string, hop: number) => boolean;

/**
 * @param setting `off`; a number of proxies in front of this process; or their addresses and networks, separated by
 *   commas
 * @throws for an address that is malformed
 */
export function trustProxy(setting: string): TrustProxy {
  if (setting === 'off') return () => false;
  if (/^\d+$/.test(setting)) return (_, hop) => hop < Number(setting);
  return proxyAddress.compile(setting.split(',').map((part) => part.trim()));
}

/** The address that a request came from, as far as trusted proxies report it. */
export function clientAddress(request: IncomingMessage, trust: TrustProxy): string {
  const own = normalized(request.socket.remoteAddress ?? 'unknown');
  const { 'x-forwarded-for': list, forwarded } = request.headers;
  if (list === undefined && forwarded === undefined) return own;
  const hops = list === undefined ? forwardedParts(forwarded, 'for') : String(list).split(',');
  if (hops.length === 0) return own;
  const addresses = hops.map(withoutPort).join(', ');
  const { socket } = request;
  const found = proxyAddress(
    { socket, headers: { 'x-forwarded-for': addresses } } as unknown as IncomingMessage,
    trust,
  );
  return found ? normalized(found) : own;
}

/** The values of one parameter of a `Forwarded` header (RFC 7239), the first proxy's first. */
export function forwardedParts(header: string | undefined, name: 'for' | 'host'): string[] {
  const pattern = new RegExp(`(?:^|[;,\\s])${name}=("[^"]*"|[^;,\\s]*)`, 'gi');
  return Array.from((header ?? '').matchAll(pattern), ([, value = '']) => value.replace(/^"|"$/g, ''));
}

/** IPv4 inside IPv6 (`::ffff:1.2.3.4`, as a server that listens on `::` sees it) is IPv4. */
const normalized = (address: string) =>
  ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;

/** Some load balancers send the client's port too: `1.2.3.4:5678`, `[::1]:5678`. */
function withoutPort(text: string): string {
  const address = text.trim().replace(/^"|"$/g, '');
  return /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}

/** The key that an address is counted by. For IPv6 it is the /64 network, which belongs to one subscriber. */
export function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/64`)}/64`;
}
