import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Job, SmartContent } from '@smart-content/client';
import { variableValues } from '@smart-content/client/jobs';
import { z } from 'zod';
import { orFailed } from '../failure.js';
import { endShape } from '../shapes.js';
import { about, idempotencyKey, startAt, textOptions } from '../text-options.js';
import { type Connection, cancel, watched } from '../watch.js';

const input = z.strictObject({
  ...about,
  delaySeconds: z
    .number()
    .int()
    .min(0)
    .max(2_592_000)
    .optional()
    .describe('The delay before the writing starts. 0 by default. Not together with `scheduledFor`.'),
  scheduledFor: startAt.optional(),
  options: textOptions.optional().describe('The options of the text.'),
  idempotencyKey,
  wait: z
    .boolean()
    .default(true)
    .describe(
      'Whether to wait for the text. Otherwise the job is returned at once, for get_job. Pass false for a job that starts later.',
    ),
});

export function addGenerate(server: McpServer, client: SmartContent, connection: Connection): void {
  server.registerTool(
    'generate_content',
    {
      title: 'Generate a text',
      description:
        'Has a language model write a text, and returns it. Takes seconds to minutes: request progress to see the text while it is written. Canceling the call cancels the job. The text is kept with its job; save_to_library puts it into the library. Errors: BAD_USER_INPUT names all arguments and variables that are wrong; NOT_FOUND for an unknown template or brand voice; CONFLICT for an idempotency key that was used with other input; RATE_LIMITED; BUDGET_EXCEEDED; FORBIDDEN with a read-only token.',
      inputSchema: input,
      outputSchema: endShape,
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: false,
        openWorldHint: true,
      },
    },
    ({ wait, variables, delaySeconds, scheduledFor, ...asked }, extra) =>
      orFailed(async () => {
        const handle = await client.generate({
          ...asked,
          ...(variables && { variables: variableValues(variables) }),
          // Both, if both are given: the API reports the error.
          ...((delaySeconds !== undefined || !scheduledFor) && { delaySeconds: delaySeconds ?? 0 }),
          ...(scheduledFor && { scheduledFor }),
        });
        if (!wait) return accepted(handle.job);
        return watched(client, handle.id, extra, () => {
          if (!connection.closed) void cancel(handle);
        });
      }),
  );
}

export const accepted = (job: Job): CallToolResult => ({
  content: [{ type: 'text', text: `Job ${job.id} is ${job.status}. get_job returns its text.` }],
  structuredContent: { job },
});
