import { createRequire } from 'node:module';
import { ApiError, createSmartContent, type SmartContent } from '@smart-content/client';
import { RefreshSession } from '@smart-content/client/operations';
import { readSession, sessionFile, writeSession } from './config.js';
import { notSignedIn } from './failure.js';
import type { Host } from './host.js';
import { createInterrupts, type Interrupts } from './interrupts.js';
import { createOutput, type Output } from './output.js';

export interface GlobalOptions {
  url?: string;
  json?: boolean;
}

/** The context of a command. */
export interface Context {
  host: Host;
  out: Output;
  interrupts: Interrupts;
  /** The file with the stored session. */
  file: string;
  /** The API. The first of: `--url`, SCG_URL, the stored session, the local one. */
  url(): Promise<string>;
  anonymous(): Promise<SmartContent>;
  /** @throws Failure without a session or a token */
  signedIn(): Promise<SmartContent>;
  close(): void;
}

/** Makes the action of a command. It is called with the context, the arguments, and last the options. */
export type Run = (
  work: (context: Context, ...args: never[]) => Promise<number>,
) => (...given: unknown[]) => Promise<void>;

const require = createRequire(import.meta.url);
const LOCAL_URL = 'http://localhost:4000/graphql';

export function createContext(host: Host, { url: given, json = false }: GlobalOptions): Context {
  const { env } = host;
  const interrupts = createInterrupts(host);
  const file = sessionFile(env);
  const open: SmartContent[] = [];
  const create = (options: Parameters<typeof createSmartContent>[0]) => {
    const client = createSmartContent({
      ...options,
      // Loaded with the first subscription: other commands start faster without it.
      get WebSocket() {
        return require('ws');
      },
    });
    open.push(client);
    return client;
  };
  const url = async () => endpoint(given || env.SCG_URL || (await readSession(file))?.url || LOCAL_URL);

  return {
    host,
    out: createOutput(json, host),
    interrupts,
    file,
    url,
    anonymous: async () => create({ url: await url() }),
    async signedIn() {
      const address = await url();
      if (env.SCG_TOKEN) return create({ url: address, token: env.SCG_TOKEN });
      const stored = await readSession(file);
      // A token is sent only to the API that issued it.
      if (stored?.url !== address) throw notSignedIn();
      return create({ url: address, token: stored.token, refresh: () => refresh(file, stored.token) });
    },
    close() {
      for (const client of open) client.close();
      interrupts.close();
    },
  };
}

/** The next token of the stored session; null if the session has ended. */
async function refresh(file: string, rejected: string): Promise<string | null> {
  const stored = await readSession(file);
  if (!stored) return null;
  // Another command has refreshed it already.
  if (stored.token !== rejected) return stored.token;
  const anonymous = createSmartContent({ url: stored.url });
  try {
    const { refreshSession } = await anonymous.request(RefreshSession, { refreshToken: stored.refreshToken });
    const { token, refreshToken } = refreshSession;
    await writeSession(file, { ...stored, token, refreshToken });
    return token;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'UNAUTHENTICATED') return null;
    throw error;
  } finally {
    anonymous.close();
  }
}

/** `https://host` means `https://host/graphql`. */
function endpoint(text: string): string {
  const address = new URL(/^https?:\/\//.test(text) ? text : `http://${text}`);
  if (address.pathname === '/') address.pathname = '/graphql';
  return address.href;
}
