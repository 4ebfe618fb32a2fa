import ipaddr from 'ipaddr.js';
import { badUserInput } from '../../graphql/errors.js';

/** In characters. */
export const LONGEST_URL = 2_000;

/** Global unicast IPv6 (RFC 4291, 2.4). Outside of it are forms that embed an IPv4 address, such as `::127.0.0.1`. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** Azure's metadata service, which has an address of a public range. */
const METADATA = new Set(['168.63.129.16']);

/**
 * Whether an address belongs to the public internet. Private, loopback, link-local (where most clouds have their
 * metadata), multicast and reserved ones do not, nor does IPv6 that embeds an IPv4 address of any kind.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // Turns an IPv4-mapped address into the IPv4 address.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast' || METADATA.has(parsed.toString())) return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST);
}

/** The address that a URL's host is, without the brackets of IPv6; null for a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : null;
}

/** Whether a webhook may use the scheme of a URL. */
export const isPermittedScheme = ({ protocol }: URL, insecure: boolean): boolean =>
  protocol === 'https:' || (insecure && protocol === 'http:');

/**
 * The URL of a webhook in its normal form. A name is not resolved here: the sender checks the address that it connects
 * to.
 * @param insecure whether http and private addresses are permitted, for development
 * @throws BAD_USER_INPUT
 */
export function parseWebhookUrl(text: string, insecure: boolean): string {
  const refuse = (message: string) => badUserInput({ field: 'url', message });
  if (text.length > LONGEST_URL || !URL.canParse(text))
    throw refuse(`must be a URL of ${LONGEST_URL} characters at most`);
  const url = new URL(text);
  if (!isPermittedScheme(url, insecure)) throw refuse('must begin with https://');
  if (url.username || url.password) throw refuse('must not contain credentials');
  if (url.hash) throw refuse('must not have a fragment');
  const address = literalAddress(url.hostname);
  if (!insecure && address !== null && !isPublicAddress(address))
    throw refuse('must not be a private address');
  return url.href;
}
