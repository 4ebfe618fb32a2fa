/** The environment's proxies, for requests to the model. */
export interface ProxySettings {
  /** For `http:` addresses, and for `https:` ones without a proxy of their own. */
  http: string | null;
  https: string | null;
  /** Hosts without a proxy, separated by commas. */
  none: string | null;
}

const SCHEMES = ['http:', 'https:', 'socks5:', 'socks:'];

/** A proxy's address; without a scheme it is an HTTP proxy. @returns null for anything else */
export function proxyUrl(text: string): string | null {
  const url = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(url) && SCHEMES.includes(new URL(url).protocol) ? url : null;
}

/** Whether a URL names this machine: `localhost`, 127.0.0.0/8 or ::1, also as IPv4 inside IPv6. */
export function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : '';
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]+\])$/i.test(host);
}
