import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { SmartContent } from '@smart-content/client';
import { JOB_STATUSES } from '@smart-content/client/enums';
import { CancelJob, Job, Jobs } from '@smart-content/client/operations';
import { z } from 'zod';
import { failed, failure, orFailed } from '../failure.js';
import { contentType, endShape, id, jobShape } from '../shapes.js';
import { watched } from '../watch.js';

export function addJobs(server: McpServer, client: SmartContent): void {
  server.registerTool(
    'get_job',
    {
      title: 'Read a job',
      description:
        'Returns a job as it is now: its status, its text once it is COMPLETED, or why it FAILED. With `wait`, as it is at its end; progress shows the text while it is written. Errors: NOT_FOUND.',
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
    'list_jobs',
    {
      title: 'List the jobs',
      description:
        'Lists the user’s jobs, newest first, without their texts; get_job has the text. A page at a time: pass `endCursor` as `after` for the next one. Errors: BAD_USER_INPUT.',
      inputSchema: z.strictObject({
        status: z
          .array(z.enum(JOB_STATUSES))
          .max(JOB_STATUSES.length)
          .optional()
          .describe('Only jobs in one of these statuses.'),
        type: contentType.optional().describe('Only texts of this type.'),
        first: z.number().int().min(1).max(100).default(20).describe('The length of the page.'),
        after: z.string().min(1).max(1_000).optional().describe('The `endCursor` of the page before.'),
      }),
      outputSchema: {
        jobs: z.array(jobShape.omit({ generatedContent: true })),
        hasNextPage: z.boolean(),
        endCursor: z.string().nullable(),
      },
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    (variables) =>
      orFailed(async () => {
        const found = await client.request(Jobs, variables);
        const jobs = found.jobs.edges.map(({ node: { generatedContent: _, ...job } }) => job);
        const { hasNextPage, endCursor = null } = found.jobs.pageInfo;
        const lines = jobs.map(({ id: own, status, prompt }) => `${own}: ${status}, ${prompt.slice(0, 80)}`);
        const text = [lines.join('\n') || 'No jobs.', ...(hasNextPage ? [`More: after ${endCursor}`] : [])];
        return {
          content: [{ type: 'text', text: text.join('\n') }],
          structuredContent: { jobs, hasNextPage, endCursor },
        };
      }),
  );

  server.registerTool(
    'cancel_job',
    {
      title: 'Cancel a job',
      description:
        'Cancels a job that is queued or being written. The text so far is kept with the job. Errors: NOT_FOUND; CONFLICT for a job that ended already, which stays as it is; FORBIDDEN with a read-only token.',
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
