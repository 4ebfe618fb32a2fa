import { readFileSync } from 'node:fs';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { SmartContent } from '@smart-content/client';
import { addPrompts } from './prompts.js';
import { addResources } from './resources.js';
import { addBatches } from './tools/batches.js';
import { addGenerate } from './tools/generate.js';
import { addJobs } from './tools/jobs.js';
import { addLibrary } from './tools/library.js';
import { addRefine } from './tools/refine.js';
import { addSchedules } from './tools/schedules.js';
import { addTemplates } from './tools/templates.js';
import type { Connection } from './watch.js';

export const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const INSTRUCTIONS =
  'Writes marketing texts in the background and keeps them in a library. generate_content asks for a text and waits for it, refine_job changes it, save_to_library keeps it, search_library finds it again. list_templates has prompts with variables, generate_batch writes many texts, create_schedule writes one again and again. Errors name a code and what to do.';

/** The server of one connection, which acts for the user of the client. */
export function createServer(client: SmartContent, connection: Connection): McpServer {
  const server = new McpServer(
    { name: 'smart-content', title: 'Smart Content Generator', version },
    { instructions: INSTRUCTIONS },
  );
  addGenerate(server, client, connection);
  addRefine(server, client, connection);
  addJobs(server, client);
  addTemplates(server, client);
  addBatches(server, client);
  addSchedules(server, client);
  addLibrary(server, client);
  addResources(server, client);
  addPrompts(server);
  return server;
}
