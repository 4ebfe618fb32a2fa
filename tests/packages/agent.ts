import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { RequestOptions } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { call } from '../support/admin.js';

export const MCP = resolve('packages/mcp/bin/smart-content-mcp.js');

/** The message of `jobProgress` in a notification. */
export interface Progress {
  progress: number;
  message: string;
  data: { run: number; attempt: number; status: string; offset: number; text: string };
}

/** A client of the SDK, as an agent uses it. */
export interface Agent {
  client: Client;
  /** The id of the session, over HTTP only. */
  session(): string | undefined;
  /** Notifications of progress that belong to no call. */
  unasked: unknown[];
  call(name: string, input: object, options?: RequestOptions): Promise<CallToolResult>;
  /** Calls a tool with a progress token. */
  watch(
    name: string,
    input: object,
    onProgress: (progress: Progress) => void,
    options?: RequestOptions,
  ): Promise<CallToolResult>;
  close(): Promise<void>;
}

/** A separate server, as a child process. */
export function openStdio(url: string, token: string): Promise<Agent> {
  const env = { SCG_URL: url, SCG_TOKEN: token };
  return open(new StdioClientTransport({ command: process.execPath, args: [MCP], env, stderr: 'pipe' }));
}

/** A session of a shared server. */
export function openHttp(mcpUrl: string, token: string): Promise<Agent> {
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  return open(new StreamableHTTPClientTransport(new URL(mcpUrl), { requestInit }));
}

async function open(transport: StdioClientTransport | StreamableHTTPClientTransport): Promise<Agent> {
  const client = new Client({ name: 'tests', version: '1' });
  const unasked: unknown[] = [];
  // The SDK’s class differs from its interface in optional properties.
  await client.connect(transport as Transport);
  client.onerror = (error) => {
    if (error.message.includes('progress')) unasked.push(error);
  };
  // The client requests the output schemas once, and checks each result.
  await client.listTools();
  const call: Agent['call'] = async (name, input, options) =>
    (await client.callTool({ name, arguments: { ...input } }, undefined, options)) as CallToolResult;
  return {
    client,
    session: () => ('sessionId' in transport ? transport.sessionId : undefined),
    unasked,
    call,
    watch: (name, input, onProgress, options) =>
      call(name, input, {
        ...options,
        onprogress({ progress, message, ...rest }) {
          const { _meta } = rest as { _meta: Record<string, Progress['data']> };
          onProgress({
            progress,
            message: message ?? '',
            data: _meta['smart-content/progress'] as Progress['data'],
          });
        },
      }),
    async close() {
      if ('terminateSession' in transport) await transport.terminateSession();
      await client.close();
    },
  };
}

/** A new access token of a user for an agent. */
export async function accessToken(
  url: string,
  user: { token: string },
  access: 'FULL' | 'READ_ONLY',
): Promise<string> {
  const query = `mutation { createAccessToken(input: { name: "agent", access: ${access} }) { token } }`;
  return (await call<{ token: string }>(url, user, query)).token;
}

/** The text of a result. */
export const textOf = ({ content }: CallToolResult): string =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');

/** A server for many users. */
export async function startMcp(url: string): Promise<{ url: string; close(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, [MCP, '--http', '--port', '0'], {
    env: { PATH: process.env.PATH, SCG_URL: url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said] = await once(child.stderr as never, 'data');
  const address = /MCP at (\S+),/.exec(String(said))?.[1];
  if (!address) throw new Error(String(said));
  return {
    url: address,
    async close() {
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
