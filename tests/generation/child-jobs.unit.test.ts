import { Types } from 'mongoose';
import { expect, it } from 'vitest';
import { createChildJobs } from '../../src/modules/jobs/child-jobs.js';
import type { JobRecord } from '../../src/modules/jobs/model/job.model.js';
import { newJob } from '../../src/modules/jobs/new-job.js';

const userId = new Types.ObjectId().toHexString();
const options = { audience: 'bakers', model: 'a/one', temperature: 1.5 };

/** The options of a job that changes the text of a job with the options above. */
async function optionsOfChild(optionLimits: { models: string[]; maxTemperature: number }) {
  const text = { prompt: 'Tea', type: 'BLOG_POST' as const, options };
  const parent = {
    ...newJob({ userId, requestId: 'r', text, delaySeconds: 0, defaultDelayMs: 0, now: new Date() }),
    status: 'COMPLETED',
    generatedContent: 'Tea is hot.',
  } as JobRecord;
  const creation = {
    earlier: async () => null,
    create: async (_: string, job: JobRecord) => job as never,
  };
  const jobs = createChildJobs({ creation, findOwnJob: async () => parent, optionLimits });
  const child = await jobs.refine(userId, 'r', { id: parent._id, instruction: 'Shorter' });
  return (child as unknown as JobRecord).options;
}

it('a child job keeps the options of its parent, as far as the server still allows them', async () => {
  expect(await optionsOfChild({ models: ['a/one'], maxTemperature: 1.5 })).toEqual(options);
  expect(await optionsOfChild({ models: ['b/two'], maxTemperature: 1.5 })).toEqual({
    audience: 'bakers',
    temperature: 1.5,
  });
  expect(await optionsOfChild({ models: ['a/one'], maxTemperature: 1 })).toEqual({
    audience: 'bakers',
    model: 'a/one',
  });
});
