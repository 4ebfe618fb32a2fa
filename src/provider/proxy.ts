import { type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { isLoopback, type ProxySettings } from '../infra/proxy-settings.js';

/** The way to the model; undefined for the direct one. */
export function dispatcherFor(url: string, proxy: ProxySettings | null): Dispatcher | undefined {
  if (!proxy || isLoopback(url) || (!proxy.http && !proxy.https)) return undefined;
  // Empty rather than undefined, for which undici would read the environment itself.
  return new EnvHttpProxyAgent({
    httpProxy: proxy.http ?? '',
    httpsProxy: proxy.https ?? '',
    noProxy: proxy.none ?? '',
  });
}
