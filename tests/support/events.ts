import type { FormattedExecutionResult } from 'graphql';
import type { JobCompletedSubscription } from '../../examples/demo/gql/graphql.js';
import { DemoProgress, JobCompleted } from '../../examples/demo/operations.js';
import type { TestUser } from './product.js';

export type Completed = JobCompletedSubscription['jobCompleted'];

/** Reads the next event. A subscription that ended or returned errors is a failure. */
export async function nextEvent(
  events: AsyncIterator<FormattedExecutionResult<JobCompletedSubscription>>,
): Promise<Completed> {
  const { value, done } = await events.next();
  if (done) throw new Error('the subscription completed');
  if (!value.data) throw new Error(`the subscription failed: ${JSON.stringify(value.errors)}`);
  return value.data.jobCompleted;
}

/** The next `count` events, in the order of their arrival. */
export async function nextEvents(
  events: AsyncIterator<FormattedExecutionResult<JobCompletedSubscription>>,
  count: number,
): Promise<Completed[]> {
  const found: Completed[] = [];
  while (found.length < count) found.push(await nextEvent(events));
  return found;
}

/** Waits until a job’s subscribers have received this much of its text. */
export async function textReaches(user: TestUser, jobId: string, expected: string): Promise<void> {
  const stream = user.subscribe(DemoProgress, { jobId });
  let text = '';
  for await (const { data } of { [Symbol.asyncIterator]: () => stream }) {
    text = text.slice(0, data?.jobProgress.offset) + data?.jobProgress.text;
    if (text === expected) return;
  }
  throw new Error(`the job ended with ${text}`);
}

/** A subscription to all events after the cursor, by default from the very first one. */
export const completions = (user: TestUser, variables: { jobId?: string; after?: string } = { after: '0' }) =>
  user.subscribe(JobCompleted, variables);
