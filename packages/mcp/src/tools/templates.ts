import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { SmartContent } from '@smart-content/client';
import { Templates, Voices } from '@smart-content/client/operations';
import { z } from 'zod';
import { orFailed } from '../failure.js';
import { characters, contentType } from '../shapes.js';

const template = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  type: z.string(),
  prompt: z.string().describe('With {{name}} in the places of variables'),
  variables: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.string().describe('TEXT, LONG_TEXT, NUMBER or CHOICE'),
      required: z.boolean(),
      default: z.string().nullable(),
      options: z.array(z.string()).describe('What a CHOICE may be'),
    }),
  ),
  version: z.number().int(),
  builtIn: z.boolean(),
});
const voice = z.object({ id: z.string(), name: z.string(), description: z.string() });
const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

/** Templates and brand voices. */
export function addTemplates(server: McpServer, client: SmartContent): void {
  server.registerTool(
    'list_templates',
    {
      title: 'List the templates',
      description:
        'Lists the templates for generate_content: prompts with variables, the user’s own ones first, then the built-in ones; 200 own ones at most. Errors: BAD_USER_INPUT.',
      inputSchema: z.strictObject({
        search: characters(0, 200).optional().describe('Only those with all of these words.'),
        type: contentType.optional().describe('Only those for this type of text.'),
      }),
      outputSchema: { templates: z.array(template) },
      annotations,
    },
    (variables) =>
      orFailed(async () => {
        const found = await client.request(Templates, variables);
        const templates = found.templates.map((one) => template.parse(one));
        const lines = templates.map(({ id, name, variables: own }) => {
          const names = own.map((each) =>
            each.required && each.default === null ? each.name : `${each.name}?`,
          );
          return `${id}: ${name} (${names.join(', ')})`;
        });
        const text = lines.length === 0 ? 'No templates.' : lines.join('\n');
        return { content: [{ type: 'text', text }], structuredContent: { templates } };
      }),
  );

  server.registerTool(
    'list_brand_voices',
    {
      title: 'List the brand voices',
      description:
        'Lists how the user’s brands write, 20 at most. generate_content takes the id of one as options.brandVoice.',
      inputSchema: z.strictObject({}),
      outputSchema: { voices: z.array(voice) },
      annotations,
    },
    () =>
      orFailed(async () => {
        const { brandVoices } = await client.request(Voices, {});
        const voices = brandVoices.map((one) => voice.parse(one));
        const text = voices.map(({ id, name }) => `${id}: ${name}`).join('\n') || 'No brand voices.';
        return { content: [{ type: 'text', text }], structuredContent: { voices } };
      }),
  );
}
