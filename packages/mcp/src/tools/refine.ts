import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { SmartContent } from '@smart-content/client';
import { type AcceptedJob, continueJob, refineJob, rescheduleJob } from '@smart-content/client/jobs';
import { z } from 'zod';
import { orFailed } from '../failure.js';
import { characters, endShape, id, jobShape } from '../shapes.js';
import { idempotencyKey, startAt } from '../text-options.js';
import { type Connection, cancel, watched } from '../watch.js';
import { accepted } from './generate.js';

const wait = z
  .boolean()
  .default(true)
  .describe('Whether to wait for the text. Otherwise the new job is returned at once, for get_job.');
const place = z.number().int().min(0).max(100_000).optional();
const annotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: true,
};

/** Jobs that are made from other ones. */
export function addRefine(server: McpServer, client: SmartContent, connection: Connection): void {
  const result = (handle: AcceptedJob, waits: boolean, extra: Parameters<typeof watched>[2]) =>
    waits
      ? watched(client, handle.id, extra, () => {
          if (!connection.closed) void cancel(handle);
        })
      : accepted(handle.job);

  server.registerTool(
    'refine_job',
    {
      title: 'Change a text',
      description:
        'Makes a new job that changes the text of a COMPLETED job, or a passage of it, as an instruction says, and returns the whole new text. The other job stays as it is. Errors: NOT_FOUND; CONFLICT for a job without a text; BAD_USER_INPUT for a blank passage or one outside of the text; RATE_LIMITED; BUDGET_EXCEEDED; FORBIDDEN with a read-only token.',
      inputSchema: z.strictObject({
        id: id('job whose text is changed'),
        instruction: characters(1, 2_000).describe('What to change, such as "shorter", in any language.'),
        start: place.describe(
          'The start of the passage to rewrite, in UTF-16 code units; by default the start of the text.',
        ),
        end: place.describe('The end of the passage; by default the end of the text.'),
        text: characters(1, 100_000)
          .optional()
          .describe('The text to change instead of the job’s own, such as an edited one.'),
        idempotencyKey,
        wait,
      }),
      outputSchema: endShape,
      annotations,
    },
    ({ id: jobId, wait: waits, ...options }, extra) =>
      orFailed(async () => result(await refineJob(client, jobId, options), waits, extra)),
  );

  server.registerTool(
    'continue_job',
    {
      title: 'Continue a text that was cut off',
      description:
        'Makes a new job that writes the rest of a text whose job ended with finishReason LENGTH, and returns the text with the rest. Errors: NOT_FOUND; CONFLICT for a job that did not end so, or a text of 100,000 characters; RATE_LIMITED; BUDGET_EXCEEDED; FORBIDDEN with a read-only token.',
      inputSchema: z.strictObject({ id: id('job whose text is continued'), idempotencyKey, wait }),
      outputSchema: endShape,
      annotations,
    },
    ({ id: jobId, wait: waits, ...options }, extra) =>
      orFailed(async () => result(await continueJob(client, jobId, options), waits, extra)),
  );

  server.registerTool(
    'reschedule_job',
    {
      title: 'Move the start of a job',
      description:
        'Moves the start of a QUEUED job, earlier or later. Errors: NOT_FOUND; BAD_USER_INPUT for a time in the past or more than 366 days ahead; CONFLICT for a job that has started or ended; FORBIDDEN with a read-only token.',
      inputSchema: z.strictObject({ id: id('job'), scheduledFor: startAt }),
      outputSchema: { job: jobShape },
      annotations: { ...annotations, idempotentHint: true, openWorldHint: false },
    },
    ({ id: jobId, scheduledFor }) =>
      orFailed(async () => {
        const job = await rescheduleJob(client, jobId, scheduledFor);
        return {
          content: [{ type: 'text', text: `Job ${job.id} starts at ${job.scheduledFor}.` }],
          structuredContent: { job },
        };
      }),
  );
}
