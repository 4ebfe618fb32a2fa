import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { type JobHandle, type SmartContent, SmartContentError } from '@smart-content/client';
import { JobEnd } from '@smart-content/client/operations';
import { z } from 'zod';
import { failed, failure, orFailed } from '../failure.js';
import { createProgress, type Extra } from '../progress.js';
import { characters, contentType, jobShape } from '../shapes.js';

/** The state of a connection to an MCP client. */
export interface Connection {
  /** Whether it has ended. Its requests are aborted then, which cancels no job. */
  closed: boolean;
}

const phrases = z.array(characters(1, 80)).max(10);
const options = z.object({
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

const input = {
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
};

const output = {
  cursor: z.string().optional().describe('The cursor of the event that ended the job.'),
  occurredAt: z.string().optional().describe('When the job ended.'),
  job: jobShape,
};

export function addGenerate(server: McpServer, client: SmartContent, connection: Connection): void {
  server.registerTool(
    'generate_content',
    {
      title: 'Generate a text',
      description:
        'Has a language model write a text, and returns it. Takes seconds to minutes: ask for progress to see the text while it is written. To cancel the call cancels the job. The text is kept with its job; save_to_library puts it into the library.',
      inputSchema: input,
      outputSchema: output,
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
        return watched(client, handle, connection, extra);
      }),
  );
}

type AcceptedJob = Awaited<ReturnType<SmartContent['generate']>>['job'];

const accepted = (job: AcceptedJob): CallToolResult => ({
  content: [{ type: 'text', text: `Job ${job.id} is ${job.status}. get_job returns its text.` }],
  structuredContent: { job },
});

/** Waits for the end of the job. Where the caller cancels, the job is canceled on the server. */
async function watched(
  client: SmartContent,
  handle: JobHandle,
  connection: Connection,
  extra: Extra,
): Promise<CallToolResult> {
  const { signal } = extra;
  const { id } = handle;
  const progress = createProgress(client, id, extra);
  const ends = client.subscribe(JobEnd, { jobId: id });
  const stop = () => {
    progress.stop();
    void ends.return?.();
    if (!connection.closed) void cancel(handle);
  };
  signal.addEventListener('abort', stop, { once: true });
  // The caller may have canceled while the job was being accepted.
  if (signal.aborted) stop();
  try {
    await progress.done;
    const { value: end } = await ends.next();
    if (!end) return failed(failure('CANCELED', `Nobody waits for job ${id} any longer.`));
    return resultOf(end.jobCompleted);
  } finally {
    signal.removeEventListener('abort', stop);
    progress.stop();
    void ends.return?.();
  }
}

function resultOf(event: { cursor: string; occurredAt: string; job: AcceptedJob }): CallToolResult {
  const { job } = event;
  const structuredContent = { ...event };
  if (job.status === 'COMPLETED') {
    const cut = job.finishReason === 'LENGTH' ? ' It was cut off: it reached the longest length.' : '';
    return {
      content: [
        { type: 'text', text: job.generatedContent ?? '' },
        { type: 'text', text: `This is the text of job ${job.id}.${cut}` },
      ],
      structuredContent,
    };
  }
  if (job.status === 'CANCELED')
    return failed(failure('CANCELED', `Job ${job.id} was canceled.`), structuredContent);
  const { code, message } = job.error ?? { code: 'INTERNAL', message: 'The job failed.' };
  return failed(failure(code, `Job ${job.id} failed. ${message}`), structuredContent);
}

/** The API may be away at this moment. */
const TRIES = 6;
const PAUSE_MS = 500;

/** Cancels a job that nobody waits for. Nobody is there to get an error either: it is logged. */
async function cancel(handle: JobHandle): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await handle.cancel();
      return;
    } catch (error) {
      const { code } = error instanceof SmartContentError ? error : { code: 'INTERNAL' };
      // The job ended first.
      if (code === 'CONFLICT') return;
      if (code !== 'NETWORK' || tries === TRIES) {
        process.stderr.write(`smart-content-mcp: job ${handle.id} was not canceled: ${error}\n`);
        return;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** tries));
  }
}
