import { createInterface } from 'node:readline';
import { openHttp } from '../packages/agent.js';
import { ended, startCommand, startScg } from '../packages/scg.js';
import { atOnce, bytesOn, type Place, type Transport, watchOf } from './transport.js';

const envOf = ({ url, token }: Place) => ({ SCG_URL: url, SCG_TOKEN: token });
/** Runs a command in this process. */
const run = (place: Place, ...args: string[]) => ended(startCommand([...args, '--json'], envOf(place)));

async function listed(place: Place, ids: readonly string[]): Promise<string[]> {
  for (;;) {
    const { out } = await run(place, 'jobs', '--first', '100');
    const { jobs } = JSON.parse(out) as { jobs: { edges: { node: { completedAt: string | null } }[] } };
    const nodes = jobs.edges.map(({ node }) => node).filter(({ completedAt }) => completedAt !== null);
    if (nodes.length === ids.length) return nodes.map((node) => bytesOn(out, node));
  }
}

/** One session that waits for all jobs at once. */
async function awaited({ mcp: url, token }: Place, ids: readonly string[]): Promise<string[]> {
  const agent = await openHttp(url, token);
  const results = await Promise.all(ids.map((id) => agent.call('get_job', { id, wait: true })));
  await agent.close();
  return results
    .map(({ structuredContent }) => structuredContent as { cursor: string })
    .sort((one, other) => Number(one.cursor) - Number(other.cursor))
    .map((event) => JSON.stringify(event));
}

export const commandLine: Transport = {
  name: 'CLI',
  watch: (place, jobId) =>
    watchOf(async (report) => {
      const child = startScg(['job', jobId, '--watch', '--json'], envOf(place));
      let event = '';
      for await (const line of createInterface({ input: child.stdout as never })) {
        const { jobProgress, jobCompleted } = JSON.parse(line);
        if (jobProgress) report(jobProgress);
        if (jobCompleted) event = bytesOn(line, jobCompleted);
      }
      return event;
    }),
  // The program has no command that follows events.
  listsJobs: true,
  events: (place, jobIds) => atOnce(jobIds.then((ids) => listed(place, ids))),
  async refusal(place, jobId) {
    const { err } = await run(place, 'job', jobId);
    return JSON.parse(err).error.code;
  },
};

export const mcp: Transport = {
  name: 'MCP',
  watch: ({ mcp: url, token }, jobId) =>
    watchOf(async (report) => {
      const agent = await openHttp(url, token);
      const result = await agent.watch('get_job', { id: jobId, wait: true }, ({ data }) => report(data));
      await agent.close();
      return JSON.stringify(result.structuredContent);
    }),
  events: (place, jobIds) => atOnce(jobIds.then((ids) => awaited(place, ids))),
  async refusal({ mcp: url, token }) {
    const refused = await openHttp(url, token).then(
      () => 'none',
      (error) => String(error.message),
    );
    return /\b(UNAUTHENTICATED): /.exec(refused)?.[1] ?? refused;
  },
};
