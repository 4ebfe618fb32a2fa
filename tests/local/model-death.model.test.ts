import { expect, it, onTestFinished } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate, Register } from '../../examples/demo/operations.js';
import { startLocalMode } from '../../local/supervisor.js';
import { createApiClient } from '../support/api-client.js';
import { makeCheckout } from '../support/checkout.js';
import { modelProcess, recordLog } from '../support/model-process.js';
import { smallInstructModel } from '../support/small-model.js';

/** The time of a real model on a busy machine, after its download. */
const SLOW_MS = 300_000;
const TextUntilDeath = graphql(`
  subscription TextUntilDeath($id: ID!) { jobProgress(jobId: $id) { status attempt text } }
`);
const AfterDeath = graphql(`
  query AfterDeath($id: ID!) {
    job(id: $id) { status attempts generatedContent attemptHistory { number error { code message } } }
  }
`);

it('a real model that is killed in mid-text is restarted, and the next attempt completes the job', {
  timeout: SLOW_MS,
}, async () => {
  const { modelPath } = await smallInstructModel();
  const checkout = await makeCheckout();
  const { PATH, HOME, SMART_CONTENT_CACHE } = process.env;
  const { lines, log } = recordLog();
  const local = await startLocalMode({
    root: checkout.root,
    env: {
      PATH,
      HOME,
      SMART_CONTENT_CACHE,
      LOCAL_MODEL_PATH: modelPath,
      JOB_DELAY_MS: '0',
      MAX_TOKENS: '40',
    },
    log,
    onLine: () => () => {},
  });
  onTestFinished(async () => {
    await local.stop();
    await checkout.close();
  });
  await local.working;
  const anonymous = createApiClient(local.url);
  const { register } = await anonymous.request(Register, {
    input: { name: 'Ada', email: 'ada@example.com', password: 'correct horse' },
  });
  const client = anonymous.as(register.token);
  const { generateContent } = await client.request(Generate, {
    input: { type: 'BLOG_POST_OUTLINE', prompt: 'A garden on a balcony' },
  });
  const { id } = generateContent;
  const statuses: string[] = [];
  for await (const { data } of client.subscribe(TextUntilDeath, { id })) {
    const { status, text, attempt } = data?.jobProgress ?? { status: 'none', text: '', attempt: 0 };
    statuses.push(status);
    if (text !== '' && attempt === 1 && !lines.some((line) => line.includes('ended by a signal'))) {
      process.kill(await modelProcess(modelPath), 'SIGKILL');
      await expect
        .poll(() => lines, { timeout: 10_000 })
        .toContain('the local model was ended by a signal. It is started again in 1 s');
    }
  }
  const { job } = await client.request(AfterDeath, { id });
  await client.close();
  expect(job).toMatchObject({ status: 'COMPLETED', attempts: 2 });
  expect(job?.generatedContent?.length).toBeGreaterThan(20);
  expect(job?.attemptHistory[0]?.error?.code).toBe('PROVIDER_UNAVAILABLE');
  expect(statuses).toContain('RETRYING');
  expect(lines).toContain('the local model is ready again');
});
