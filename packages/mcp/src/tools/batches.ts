import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Batch as BatchRecord, SmartContent } from '@smart-content/client';
import { batchHandle, generateBatch } from '@smart-content/client/batches';
import { variableValues } from '@smart-content/client/jobs';
import { Batch, BatchJobs } from '@smart-content/client/operations';
import { z } from 'zod';
import { failed, failure, orFailed } from '../failure.js';
import { id, jobShape } from '../shapes.js';
import { about, idempotencyKey } from '../text-options.js';

const count = z.number().int();
const batchShape = z.object({
  id: z.string(),
  total: count,
  progress: z.number().describe('The part of the jobs that have ended, from 0 to 1'),
  byStatus: z.object({
    queued: count,
    processing: count,
    retrying: count,
    completed: count,
    failed: count,
    canceled: count,
  }),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  completedAt: z.string().nullable(),
  canceledAt: z.string().nullable(),
});
const shape = { batch: batchShape };

/** Many texts at once. */
export function addBatches(server: McpServer, client: SmartContent): void {
  server.registerTool(
    'generate_batch',
    {
      title: 'Generate many texts',
      description:
        'Requests 1 to 100 texts, all or none, and returns the batch at once; get_batch returns its progress. Errors: BAD_USER_INPUT names the wrong items by their indexes; NOT_FOUND for an unknown template; CONFLICT for an idempotency key that was used with other input; RATE_LIMITED and BUDGET_EXCEEDED count all texts together; FORBIDDEN with a read-only token.',
      inputSchema: z.strictObject({
        items: z.array(z.strictObject(about)).min(1).max(100).describe('The texts.'),
        variations: z.number().int().min(1).max(5).default(1).describe('How many jobs each text gets.'),
        delaySeconds: z
          .number()
          .int()
          .min(0)
          .max(2_592_000)
          .default(0)
          .describe('The delay before the jobs start. 0 by default.'),
        idempotencyKey,
      }),
      outputSchema: shape,
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: false,
        openWorldHint: true,
      },
    },
    ({ items, ...asked }) =>
      orFailed(async () => {
        const texts = items.map(({ variables, ...item }) => ({
          ...item,
          ...(variables && { variables: variableValues(variables) }),
        }));
        return resultOf((await generateBatch(client, { ...asked, items: texts })).batch);
      }),
  );

  server.registerTool(
    'get_batch',
    {
      title: 'Read a batch',
      description:
        'Returns the progress of a batch, and a page of its jobs in the order of their items, with their texts. Errors: NOT_FOUND, BAD_USER_INPUT.',
      inputSchema: z.strictObject({
        id: id('batch'),
        first: z.number().int().min(1).max(100).default(20).describe('The length of the page of jobs.'),
        after: z.string().min(1).max(1_000).optional().describe('The `endCursor` of the page before.'),
      }),
      outputSchema: {
        batch: batchShape,
        jobs: z.array(jobShape.extend({ item: count, variation: count })),
        hasNextPage: z.boolean(),
        endCursor: z.string().nullable(),
      },
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ id: batchId, ...page }) =>
      orFailed(async () => {
        const [{ batch }, { batch: shown }] = await Promise.all([
          client.request(Batch, { id: batchId }),
          client.request(BatchJobs, { id: batchId, ...page }),
        ]);
        if (!batch || !shown) return failed(failure('NOT_FOUND', 'Batch not found.'));
        const jobs = shown.jobs.edges.map(({ node: { batch: own, ...job } }) => ({
          ...job,
          item: own?.item ?? 0,
          variation: own?.variation ?? 0,
        }));
        const { hasNextPage, endCursor = null } = shown.jobs.pageInfo;
        return resultOf(batch, { jobs, hasNextPage, endCursor });
      }),
  );

  server.registerTool(
    'cancel_batch',
    {
      title: 'Cancel a batch',
      description:
        'Cancels all unfinished jobs of a batch; the texts written so far stay. Errors: NOT_FOUND; CONFLICT for a batch whose jobs have all ended; FORBIDDEN with a read-only token.',
      inputSchema: z.strictObject({ id: id('batch') }),
      outputSchema: shape,
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ id: batchId }) => orFailed(async () => resultOf(await batchHandle(client, batchId).cancel())),
  );
}

function resultOf(batch: BatchRecord, more: Record<string, unknown> = {}): CallToolResult {
  const counts = Object.entries(batch.byStatus).filter(([, number]) => number > 0);
  const words = counts.map(([status, number]) => `${number} ${status}`).join(', ');
  return {
    content: [{ type: 'text', text: `Batch ${batch.id}: ${batch.total} texts, ${words}.` }],
    structuredContent: { batch, ...more },
  };
}
