import { parseArgs } from 'node:util';

/** The settings of the process. */
export interface Settings {
  /** The GraphQL endpoint of the API. */
  url: string;
  /** The access token, for stdio. */
  token: string | undefined;
  /** Null for stdio. */
  http: HttpSettings | null;
}

export interface HttpSettings {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** The names under which clients may reach it, without a port. */
  hostnames: readonly string[];
}

/** An invalid argument or setting. Its message is for the user at the terminal. */
export class UsageError extends Error {}

const LOCAL_URL = 'http://localhost:4000/graphql';
const PORT = 4100;
/** As a URL has them: an IPv6 address in brackets. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

export const USAGE = `smart-content-mcp: the Smart Content Generator for agents, over the Model Context Protocol

  smart-content-mcp            over stdio, with the access token in SCG_TOKEN
  smart-content-mcp --http     over streamable HTTP at /mcp, with the token of each request

  --port PORT        ${PORT} by default; 0 takes a free one
  --host ADDRESS     the address to listen on; 127.0.0.1 by default
  --allow-host NAME  a name under which clients reach it, besides those of the loopback; repeatable
  --url URL          the API (default: SCG_URL, else ${LOCAL_URL})
  --version, --help
`;

/** @throws UsageError */
export function readSettings(
  args: string[],
  env: Record<string, string | undefined>,
): Settings | 'help' | 'version' {
  const { values } = parse(args);
  if (values.help) return 'help';
  if (values.version) return 'version';
  const url = endpoint(values.url || env.SCG_URL || LOCAL_URL);
  if (values.http) {
    const host = values.host ?? '127.0.0.1';
    const port = values.port ?? String(PORT);
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
      throw new UsageError(`--port is a number from 0 to 65535, not ${port}`);
    const hostnames = [...LOOPBACK, ...(values['allow-host'] ?? []).map((name) => name.toLowerCase())];
    return { url, token: undefined, http: { host, port: Number(port), hostnames } };
  }
  if (!env.SCG_TOKEN)
    throw new UsageError('Set SCG_TOKEN to an access token: docs/api.md says how to make one.');
  return { url, token: env.SCG_TOKEN, http: null };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        http: { type: 'boolean' },
        port: { type: 'string' },
        host: { type: 'string' },
        'allow-host': { type: 'string', multiple: true },
        url: { type: 'string' },
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** `https://host` means `https://host/graphql`. */
function endpoint(text: string): string {
  let address: URL;
  try {
    address = new URL(/^https?:\/\//.test(text) ? text : `http://${text}`);
  } catch {
    throw new UsageError(`${text} is not a URL`);
  }
  if (address.pathname === '/') address.pathname = '/graphql';
  return address.href;
}
