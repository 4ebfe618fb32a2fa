import type { Batch as BatchRecord, ContentType, JobStatus, SmartContent } from '@smart-content/client';
import { type BatchHandle, batchHandle, generateBatch } from '@smart-content/client/batches';
import { Batch, Batches, BatchJobs } from '@smart-content/client/operations';
import { batchInput } from '../batch-file.js';
import type { Context } from '../context.js';
import { EXIT, Failure } from '../failure.js';
import { templateId } from '../request.js';

export interface BatchOptions {
  template?: string;
  type?: ContentType;
  variations: number;
  delay: number;
  watch?: boolean;
  key?: string;
}

export async function batch(context: Context, file: string, given: BatchOptions): Promise<number> {
  const { template, type, variations, delay, watch, key } = given;
  const client = await context.signedIn();
  const id = template === undefined ? undefined : await templateId(client, template);
  const texts = await batchInput(file, context.host.stdin, id, type);
  const interrupted = context.interrupts.hold();
  const handle = await generateBatch(client, {
    ...texts,
    variations,
    delaySeconds: delay,
    ...(key !== undefined && { idempotencyKey: key }),
  });
  if (context.out.json) context.out.data({ generateBatch: handle.batch });
  if (interrupted()) {
    await handle.cancel();
    return EXIT.interrupted;
  }
  if (!watch && !context.out.json) {
    context.out.line(handle.id);
    context.out.note(`${handle.batch.total} texts. See them with \`scg batches show ${handle.id}\`.`);
  }
  return watch ? watchBatch(context, client, handle, true) : EXIT.done;
}

/** Shows the counts until the end of the batch. Ctrl-C cancels it, or only ends the watching. */
async function watchBatch(
  context: Context,
  client: SmartContent,
  handle: BatchHandle,
  cancels: boolean,
): Promise<number> {
  const { out, interrupts } = context;
  let stopping = false;
  const interrupted = new Promise<number>((resolve, reject) => {
    interrupts.onFirst(() => {
      stopping = true;
      if (!cancels) return resolve(EXIT.interrupted);
      out.note('\nCanceling the batch …');
      handle.cancel().then(
        () => resolve(EXIT.interrupted),
        (error) => reject(new Failure(EXIT.interrupted, error.code, `Not canceled: ${error.message}`)),
      );
    });
  });
  const watched = async () => {
    for await (const batchProgress of handle.progress()) {
      if (out.json) out.data({ batchProgress });
      const { completed, failed, canceled, total } = batchProgress;
      out.state(`${completed + failed + canceled} of ${total} ended, ${failed} failed …`);
    }
    out.state('');
    if (stopping) return interrupted;
    const { batch: ended } = await client.request(Batch, { id: handle.id });
    if (!out.json && ended) await printBatch(context, client, ended);
    return ended?.byStatus.completed === ended?.total ? EXIT.done : EXIT.failed;
  };
  return Promise.race([interrupted, watched()]);
}

export async function listBatches(
  context: Context,
  variables: { first: number; after?: string },
): Promise<number> {
  const data = await (await context.signedIn()).request(Batches, { ...variables });
  if (context.out.json) context.out.data(data);
  else {
    for (const { node } of data.batches.edges)
      context.out.line(`${node.id}  ${node.createdAt.slice(0, 16)}  ${inWords(node)}`);
    const { hasNextPage, endCursor } = data.batches.pageInfo;
    if (hasNextPage) context.out.note(`More: --after ${endCursor}`);
  }
  return EXIT.done;
}

export interface BatchJobsOptions {
  first: number;
  after?: string;
  status?: JobStatus[];
  watch?: boolean;
}

export async function showBatch(
  context: Context,
  id: string,
  { watch, ...page }: BatchJobsOptions,
): Promise<number> {
  const client = await context.signedIn();
  const data = await client.request(Batch, { id });
  if (!data.batch) throw new Failure(EXIT.failed, 'NOT_FOUND', `There is no batch ${id}.`);
  if (watch) return watchBatch(context, client, batchHandle(client, id), false);
  if (!context.out.json) await printBatch(context, client, data.batch, page);
  else {
    const jobs = await client.request(BatchJobs, { id, ...page });
    context.out.data({ batch: { ...data.batch, ...jobs.batch } });
  }
  return EXIT.done;
}

const LARGEST_PAGE = 100;

async function printBatch(
  { out }: Context,
  client: SmartContent,
  found: BatchRecord,
  page: Omit<BatchJobsOptions, 'watch'> = { first: LARGEST_PAGE },
) {
  const { batch: shown } = await client.request(BatchJobs, { id: found.id, ...page });
  out.note(inWords(found));
  for (const { node } of shown?.jobs.edges ?? []) {
    out.row(`${node.id}  ${node.status.padEnd(10)}  `, node.prompt);
  }
  const { hasNextPage, endCursor } = shown?.jobs.pageInfo ?? {};
  if (hasNextPage) out.note(`More: --after ${endCursor}`);
}

function inWords({ total, byStatus }: BatchRecord): string {
  const counts = Object.entries(byStatus).filter(([, count]) => count > 0);
  return `${total} texts: ${counts.map(([status, count]) => `${count} ${status}`).join(', ')}`;
}

export async function cancelBatch(context: Context, id: string): Promise<number> {
  const canceled = await batchHandle(await context.signedIn(), id).cancel();
  if (context.out.json) context.out.data({ cancelBatch: canceled });
  else context.out.note(inWords(canceled));
  return EXIT.done;
}

export async function retryBatch(
  context: Context,
  id: string,
  { all = false, watch }: { all?: boolean; watch?: boolean },
): Promise<number> {
  const client = await context.signedIn();
  const handle = batchHandle(client, id);
  const retried = await handle.retry({ failedOnly: !all });
  if (context.out.json) context.out.data({ retryBatch: retried });
  if (watch) return watchBatch(context, client, handle, true);
  context.out.note(inWords(retried));
  return EXIT.done;
}
