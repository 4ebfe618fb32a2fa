/** What the environment says of proxies, for requests to the model. */
export interface ProxySettings {
  /** For addresses that begin with `http:`; with `https:`, where nothing is said of those. */
  http: string | null;
  https: string | null;
  /** Hosts that are asked without one, by commas. */
  none: string | null;
}

const SCHEMES = ['http:', 'https:', 'socks5:', 'socks:'];

/** As other programs read it: without a scheme it is an HTTP proxy. @returns null where it is no proxy's address */
export function proxyUrl(text: string): string | null {
  const url = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(url) && SCHEMES.includes(new URL(url).protocol) ? url : null;
}

/** This machine, which no proxy reaches: `localhost`, 127.0.0.0/8 and ::1, also as IPv4 within IPv6. */
export function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : '';
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]+\])$/i.test(host);
}
