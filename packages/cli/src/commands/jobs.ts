import { text as readAll } from 'node:stream/consumers';
import type { ContentType, Job, JobStatus, SmartContent } from '@smart-content/client';
import { CancelJob, Jobs, Job as OneJob, RetryJob } from '@smart-content/client/operations';
import type { Context } from '../context.js';
import { EXIT, Failure } from '../failure.js';
import type { Host } from '../host.js';
import { oneLine } from '../output.js';
import { optionsPart, startTime, type TextOptions, templatePart } from '../request.js';
import { watch } from '../watch.js';

export interface GenerateOptions extends TextOptions {
  type?: ContentType;
  delay: number;
  at?: string;
  timeZone?: string;
  watch?: boolean;
  key?: string;
}

/** The type of a text if neither a template nor the caller sets it. */
const DEFAULT_TYPE = 'BLOG_POST_OUTLINE';

export async function generate(
  context: Context,
  words: string | undefined,
  given: GenerateOptions,
): Promise<number> {
  const { template, type, at, timeZone, delay, key } = given;
  if (template !== undefined && words !== undefined)
    throw new Failure(EXIT.usage, 'TWO_PROMPTS', 'Give either a prompt or --template.');
  const start = at === undefined ? { delaySeconds: delay } : { scheduledFor: startTime(at, timeZone) };
  const text =
    template === undefined
      ? { prompt: await promptFrom(words, context.host), type: type ?? DEFAULT_TYPE }
      : { ...(type !== undefined && { type }) };
  const client = await context.signedIn();
  const interrupted = context.interrupts.hold();
  const [source, options] = [await templatePart(client, given), await optionsPart(client, given)];
  const { job } = await client.generate({
    ...text,
    ...source,
    ...start,
    ...(options && { options }),
    ...(key !== undefined && { idempotencyKey: key }),
  });
  return accepted(context, client, job, { field: 'generateContent', watched: given.watch, interrupted });
}

export interface AcceptedOptions {
  /** The field of the mutation, for `--json`. */
  field: string;
  watched: boolean | undefined;
  interrupted(): boolean;
}

/** Called after a request that created a job: watches the job, or prints its id. */
export async function accepted(
  context: Context,
  client: SmartContent,
  job: Job,
  { field, watched, interrupted }: AcceptedOptions,
): Promise<number> {
  if (context.out.json) context.out.data({ [field]: job });
  if (interrupted()) {
    await client.job(job.id).cancel();
    return EXIT.interrupted;
  }
  if (watched) return watch(client, job.id, context, { job, cancels: true });
  if (!context.out.json) {
    context.out.line(job.id);
    context.out.note(`Starts at ${job.scheduledFor}. See it with \`scg job ${job.id} --watch\`.`);
  }
  return EXIT.done;
}

async function promptFrom(words: string | undefined, { stdin }: Host): Promise<string> {
  if (words !== undefined && words !== '-') return words;
  if (words === undefined && stdin.isTTY)
    throw new Failure(EXIT.usage, 'NO_PROMPT', 'Say what the text is about, as an argument or on stdin.');
  return (await readAll(stdin)).trim();
}

export interface ListOptions {
  first: number;
  after?: string;
  type?: ContentType;
  status?: JobStatus[];
}

export async function jobs(context: Context, variables: ListOptions): Promise<number> {
  const data = await (await context.signedIn()).request(Jobs, { ...variables });
  if (context.out.json) context.out.data(data);
  else {
    for (const { node } of data.jobs.edges) {
      context.out.row(
        `${node.id}  ${node.status.padEnd(10)}  ${node.createdAt.slice(0, 16)}  ${node.type.padEnd(20)}  `,
        node.prompt,
      );
    }
    const { hasNextPage, endCursor } = data.jobs.pageInfo;
    if (hasNextPage) context.out.note(`More: --after ${endCursor}`);
  }
  return EXIT.done;
}

export async function job(context: Context, id: string, options: { watch?: boolean }): Promise<number> {
  const client = await context.signedIn();
  const data = await client.request(OneJob, { id });
  if (!data.job) throw new Failure(EXIT.failed, 'NOT_FOUND', `There is no job ${id}.`);
  if (options.watch) return watch(client, id, context, { job: data.job, cancels: false });
  if (context.out.json) context.out.data(data);
  else print(context, data.job);
  return EXIT.done;
}

function print({ out }: Context, found: Job) {
  out.note(`${found.status}  ${found.type}  run ${found.run}, attempts ${found.attempts}`);
  out.note(`Prompt: ${oneLine(found.prompt, 200)}`);
  if (found.error) out.note(`Error: ${found.error.message} (${found.error.code})`);
  if (found.generatedContent !== null) out.line(found.generatedContent);
}

export async function cancel(context: Context, id: string): Promise<number> {
  const data = await (await context.signedIn()).request(CancelJob, { id });
  if (context.out.json) context.out.data(data);
  else context.out.note(`${id} is ${data.cancelJob.status}.`);
  return EXIT.done;
}

export async function retry(context: Context, id: string, options: { watch?: boolean }): Promise<number> {
  const client = await context.signedIn();
  const data = await client.request(RetryJob, { id });
  if (context.out.json) context.out.data(data);
  if (options.watch) return watch(client, id, context, { job: data.retryJob, cancels: true });
  context.out.note(`${id} starts its run ${data.retryJob.run}.`);
  return EXIT.done;
}
