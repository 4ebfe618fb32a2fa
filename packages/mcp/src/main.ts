import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createSmartContent } from '@smart-content/client';
import WebSocket from 'ws';
import { serveHttp } from './http.js';
import { createServer, version } from './server.js';
import { readSettings, USAGE, UsageError } from './settings.js';

/** `smart-content-mcp`: see README.md. Over stdio, stdout belongs to the protocol: messages go to stderr. */

async function run(): Promise<void> {
  const settings = readSettings(process.argv.slice(2), process.env);
  if (settings === 'help') process.stdout.write(USAGE);
  else if (settings === 'version') process.stdout.write(`${version}\n`);
  else if (settings.http) {
    const server = await serveHttp(settings.http, settings.url);
    process.stderr.write(`MCP at ${server.url}, for the API at ${settings.url}\n`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
  } else await serveStdio(settings.url, settings.token);
}

async function serveStdio(url: string, token: string | undefined): Promise<void> {
  const client = createSmartContent({ url, token: token ?? null, WebSocket });
  const connection = { closed: false };
  const server = createServer(client, connection);
  const transport = new StdioServerTransport();
  const close = () => {
    connection.closed = true;
    void server.close().finally(() => client.close());
  };
  // The SDK does not notice that the client is gone.
  process.stdin.once('end', close);
  process.stdout.on('error', close);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, close);
  await server.connect(transport);
}

try {
  await run();
} catch (error) {
  if (!(error instanceof UsageError) && !(error as NodeJS.ErrnoException).syscall) throw error;
  process.stderr.write(`smart-content-mcp: ${(error as Error).message}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
