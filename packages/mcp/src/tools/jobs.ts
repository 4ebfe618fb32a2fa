import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { SmartContent } from '@smart-content/client';
import { CancelJob, Job } from '@smart-content/client/operations';
import { failed, failure, orFailed } from '../failure.js';
import { id, jobShape } from '../shapes.js';

export function addJobs(server: McpServer, client: SmartContent): void {
  server.registerTool(
    'get_job',
    {
      title: 'Read a job',
      description: 'Returns a job as it is now: its status, its text once it is COMPLETED, or why it FAILED.',
      inputSchema: { id: id('job') },
      outputSchema: { job: jobShape },
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    (variables) =>
      orFailed(async () => {
        const { job } = await client.request(Job, variables);
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
      inputSchema: { id: id('job') },
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
