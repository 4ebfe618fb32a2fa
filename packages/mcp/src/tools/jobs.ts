import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { SmartContent } from '@smart-content/client';
import { CancelJob, Job } from '@smart-content/client/operations';
import { z } from 'zod';
import { failed, failure, orFailed } from '../failure.js';
import { endShape, id, jobShape } from '../shapes.js';
import { watched } from '../watch.js';

export function addJobs(server: McpServer, client: SmartContent): void {
  server.registerTool(
    'get_job',
    {
      title: 'Read a job',
      description:
        'Returns a job as it is now: its status, its text once it is COMPLETED, or why it FAILED. With `wait`, as it is at its end; progress shows the text while it is written.',
      inputSchema: z.strictObject({
        id: id('job'),
        wait: z.boolean().default(false).describe('Whether to wait for the end of the job.'),
      }),
      outputSchema: endShape,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ id, wait }, extra) =>
      orFailed(async () => {
        if (wait) return watched(client, id, extra, () => {});
        const { job } = await client.request(Job, { id });
        if (!job) return failed(failure('NOT_FOUND', 'Job not found.'));
        const text = job.generatedContent ?? '';
        return {
          content: [
            {
              type: 'text',
              text: `Job ${job.id} is ${job.status}.${job.error ? ` ${job.error.message}` : ''}`,
            },
            ...(text === '' ? [] : [{ type: 'text' as const, text }]),
          ],
          structuredContent: { job },
        };
      }),
  );

  server.registerTool(
    'cancel_job',
    {
      title: 'Cancel a job',
      description:
        'Cancels a job that is queued or being written. The text so far is kept with the job. A job that ended already stays as it is: CONFLICT.',
      inputSchema: z.strictObject({ id: id('job') }),
      outputSchema: { job: jobShape },
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    },
    (variables) =>
      orFailed(async () => {
        const { cancelJob: job } = await client.request(CancelJob, variables);
        return {
          content: [{ type: 'text', text: `Job ${job.id} is ${job.status}.` }],
          structuredContent: { job },
        };
      }),
  );
}
