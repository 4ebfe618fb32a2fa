import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Job, SmartContent } from '@smart-content/client';
import { z } from 'zod';
import { orFailed } from '../failure.js';
import { characters, contentType, endShape } from '../shapes.js';
import { type Connection, cancel, watched } from '../watch.js';

const phrases = z.array(characters(1, 80)).max(10);
const options = z.strictObject({
  audience: characters(1, 200).optional().describe('For whom the text is.'),
  tone: z
    .enum([
      'CASUAL',
      'EMPATHETIC',
      'ENTHUSIASTIC',
      'FORMAL',
      'FRIENDLY',
      'HUMOROUS',
      'INFORMATIVE',
      'INSPIRING',
      'PERSUASIVE',
      'PROFESSIONAL',
    ])
    .optional(),
  toneDescription: characters(1, 200).optional().describe('The tone in free words.'),
  language: z
    .string()
    .min(1)
    .max(35)
    .optional()
    .describe('A BCP 47 tag such as "de"; else that of the prompt.'),
  length: z.enum(['SHORT', 'MEDIUM', 'LONG']).optional(),
  keywords: phrases.optional().describe('What the text must contain.'),
  avoid: phrases.optional().describe('What the text must not contain.'),
  platform: z
    .enum(['FACEBOOK', 'INSTAGRAM', 'LINKEDIN', 'TIKTOK', 'X'])
    .optional()
    .describe('The social network; for SOCIAL_MEDIA_CAPTION only.'),
  brandVoice: z.string().min(1).max(100).optional().describe('The id of a brand voice of the user.'),
  model: z.string().min(1).max(200).optional().describe('A model that the server allows.'),
  temperature: z.number().min(0).max(2).optional(),
});

const input = z.strictObject({
  prompt: characters(1, 4_000).describe('What the text is about.'),
  type: contentType,
  delaySeconds: z
    .number()
    .int()
    .min(0)
    .max(2_592_000)
    .default(0)
    .describe('The delay before the writing starts. 0 by default.'),
  options: options.optional().describe('What is asked of the text besides the prompt.'),
  idempotencyKey: characters(1, 200)
    .optional()
    .describe('Makes a repetition of this call safe: the same key never makes a second job.'),
  wait: z
    .boolean()
    .default(true)
    .describe('Whether to wait for the text. Otherwise the job is returned at once, for get_job.'),
});

export function addGenerate(server: McpServer, client: SmartContent, connection: Connection): void {
  server.registerTool(
    'generate_content',
    {
      title: 'Generate a text',
      description:
        'Has a language model write a text, and returns it. Takes seconds to minutes: ask for progress to see the text while it is written. To cancel the call cancels the job. The text is kept with its job; save_to_library puts it into the library.',
      inputSchema: input,
      outputSchema: endShape,
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: false,
        openWorldHint: true,
      },
    },
    ({ wait, ...asked }, extra) =>
      orFailed(async () => {
        const handle = await client.generate(asked);
        if (!wait) return accepted(handle.job);
        return watched(client, handle.id, extra, () => {
          if (!connection.closed) void cancel(handle);
        });
      }),
  );
}

const accepted = (job: Job): CallToolResult => ({
  content: [{ type: 'text', text: `Job ${job.id} is ${job.status}. get_job returns its text.` }],
  structuredContent: { job },
});
