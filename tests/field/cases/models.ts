import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { jobIdOf, until } from '../../faults/case.js';
import { TRANSCRIPTS } from '../../generation/transcripts/table.js';
import { bytesOf, type Response, refusal, TEA, type Transcript } from '../../generation/transcripts/wire.js';
import { type Example, type Field, type Section } from '../field.js';

/** The table of transcripts. A server of raw bytes sends each to the running worker. */

type Answer = (turn: number, body: string) => Response;

/** A server that selects the transcript by `case N` in the prompt, and records the requests by the same number. */
interface RawServer {
  url: string;
  cases: Answer[];
  asked: string[][];
}
let started: Promise<RawServer> | undefined;
async function startRawServer(): Promise<RawServer> {
  const cases: Answer[] = [];
  const asked: string[][] = [];
  const server = createServer((socket) => {
    let request = '';
    socket.on('error', () => {});
    socket.on('data', (data) => {
      request += String(data);
      const end = request.indexOf('\r\n\r\n');
      const length = Number(/^content-length: (\d+)/im.exec(request)?.[1] ?? 0);
      if (end < 0 || Buffer.byteLength(request) < end + 4 + length) return;
      const number = Number(/case (\d+)\b/.exec(request)?.[1]);
      const bodies = asked[number] ?? [];
      asked[number] = bodies;
      bodies.push(request.slice(end + 4));
      request = '';
      const answer = cases[number];
      if (answer) socket.end(bytesOf(answer(bodies.length - 1, bodies.at(-1) ?? '')));
      else socket.destroy();
    });
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, cases, asked };
}
const rawServer = () => {
  started ??= startRawServer();
  return started;
};

const env = async () => ({
  BASE_URL: (await rawServer()).url,
  WORKER_CONCURRENCY: '40',
  MODEL_TIMEOUT_MS: '60000',
});

interface Begun {
  id: string;
  number: number;
}
async function begin(field: Field, answer: Answer): Promise<Begun> {
  const { cases } = await rawServer();
  const number = cases.push(answer) - 1;
  const query =
    'mutation($p:String!){generateContent(input:{prompt:$p,type:SOCIAL_MEDIA_CAPTION,delaySeconds:0}){id}}';
  const { json } = await field.post({ query, variables: { p: `case ${number}` } });
  return { id: jobIdOf({ body: json }), number };
}
interface Ended {
  status: string;
  attempts: number;
  generatedContent?: string;
  finishReason?: string;
  error?: { code: string };
}
const readJob = (field: Field, id: string) =>
  field.rig.mongo.collection<Ended & { _id: string }>('jobs').findOne({ _id: id });
const ended = (field: Field, { id }: Begun) =>
  until(
    'a job’s end',
    async () => {
      const job = await readJob(field, id);
      return job && ['COMPLETED', 'FAILED'].includes(job.status) && job;
    },
    60_000,
  );
const lineOfJob = ({ status, attempts, generatedContent, finishReason, error }: Ended) => {
  const what = error ? error.code : `${JSON.stringify(generatedContent)} ${finishReason}`;
  return `${status} ${what} after ${attempts}`;
};

const answerOf =
  (transcript: Transcript): Answer =>
  (turn) =>
    transcript.before?.[turn] ?? transcript;

const waits = ({ outcome }: Transcript) => 'code' in outcome && outcome.waitMs !== undefined;

/** All transcripts without a wait, at once, because several are tried three times. */
let batch: Promise<Map<Transcript, string>> | undefined;
async function runBatch(field: Field): Promise<Map<Transcript, string>> {
  const lines = new Map<Transcript, string>();
  await field.withWorker(await env(), async () => {
    const begun: [Transcript, Begun][] = [];
    for (const transcript of TRANSCRIPTS.filter((one) => !waits(one)))
      begun.push([transcript, await begin(field, answerOf(transcript))]);
    for (const [transcript, job] of begun) lines.set(transcript, lineOfJob(await ended(field, job)));
    return '';
  });
  return lines;
}

/** How long the queue delays a job that is tried again, and how the job ends. */
async function waitOf(field: Field, transcript: Transcript): Promise<string> {
  return field.withWorker(await env(), async () => {
    const job = await begin(field, answerOf(transcript));
    const found = await until('an attempt’s end', async () => {
      const now = await readJob(field, job.id);
      return now && ['RETRYING', 'FAILED', 'COMPLETED'].includes(now.status) && now;
    });
    if (found.status !== 'RETRYING') return lineOfJob(found);
    const delay = await until('a wait', () =>
      field.rig.redis.hget(`bull:content-generation:${job.id}-1`, 'delay').then(Number),
    );
    await field.post({ query: 'mutation($id:ID!){cancelJob(id:$id){id}}', variables: { id: job.id } });
    await field.rig.redis.del('bull:content-generation:limiter', 'bull:content-generation:held-back');
    return `RETRYING in ${delay} ms`;
  });
}

function exampleOf(transcript: Transcript): Example {
  const { name, outcome } = transcript;
  if ('text' in outcome) {
    const line = `COMPLETED ${JSON.stringify(outcome.text)} ${outcome.finishReason ?? 'STOP'} after 1`;
    return { sent: name, right: line, now: fromBatch(transcript) };
  }
  const { code, retriable, waitMs } = outcome;
  if (!waitMs)
    return { sent: name, right: `FAILED ${code} after ${retriable ? 3 : 1}`, now: fromBatch(transcript) };
  const [min, max] = waitMs;
  const right = `RETRYING in ${min} to ${max} ms`;
  return {
    sent: name,
    right: new RegExp(`^${right}`),
    now: async (field) => {
      const line = await waitOf(field, transcript);
      const ms = Number(/in (\d+) ms/.exec(line)?.[1]);
      return ms > min && ms <= max ? `${right}: ${ms}` : line;
    },
  };
}
function fromBatch(transcript: Transcript): Example['now'] {
  return async (field) => {
    batch ??= runBatch(field);
    return (await batch).get(transcript) ?? 'not tried';
  };
}

const LOADING_MS = 10_000;
const LOADING = refusal(503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } });
const TEMPERATURE = refusal(400, {
  error: {
    message: "Unsupported value: 'temperature' does not support 0.7 with this model.",
    code: 'unsupported_value',
  },
});

const SEVERAL: Example[] = [
  {
    sent: '503 "Loading model" for ten seconds',
    right: 'COMPLETED "Tea" STOP after 1',
    now: async (field) => {
      let first: number | undefined;
      const answer: Answer = () => {
        first ??= Date.now();
        return Date.now() - first < LOADING_MS ? LOADING : { body: TEA };
      };
      return field.withWorker(await env(), async () =>
        lineOfJob(await ended(field, await begin(field, answer))),
      );
    },
  },
  {
    sent: '400 for temperature, two jobs: the number of requests for each, and the temperatures',
    right: '2 (0.7, none), 1 (none)',
    now: async (field) =>
      field.withWorker(await env(), async () => {
        const answer: Answer = (_, body) => ('temperature' in JSON.parse(body) ? TEMPERATURE : { body: TEA });
        const told: string[] = [];
        for (const _job of [1, 2]) {
          const job = await begin(field, answer);
          await ended(field, job);
          const bodies = (await rawServer()).asked[job.number] ?? [];
          const temperatures = bodies.map((body) => JSON.parse(body).temperature ?? 'none');
          told.push(`${bodies.length} (${temperatures.join(', ')})`);
        }
        return told.join(', ');
      }),
  },
];

export const models: Section = {
  title: '5. Model servers',
  rig: { workers: 0 },
  examples: [...SEVERAL, ...TRANSCRIPTS.map(exampleOf)],
};
