import { registerEnumType } from 'type-graphql';
import { FinishReason, JobStatus, RepairOutcome } from './model/job.model.js';
import { JobErrorCode } from './model/job-error.js';

registerEnumType(JobStatus, {
  name: 'JobStatus',
  description: 'Where a job stands. COMPLETED, FAILED and CANCELED end it.',
  valuesConfig: {
    QUEUED: { description: 'Accepted; waits for its time or for a free worker.' },
    PROCESSING: { description: 'The model writes.' },
    RETRYING: { description: 'An attempt failed, and another one follows.' },
    COMPLETED: { description: 'The text is there.' },
    FAILED: { description: 'No attempt succeeded; `error` says why.' },
    CANCELED: { description: 'Its owner stopped it.' },
  },
});
registerEnumType(FinishReason, {
  name: 'FinishReason',
  description: 'Why the model stopped writing.',
  valuesConfig: {
    STOP: { description: 'It had come to its end.' },
    LENGTH: {
      description: 'It ran into its token limit, or the text was as long as one may be: it ends early.',
    },
  },
});
registerEnumType(RepairOutcome, {
  name: 'RepairOutcome',
  description:
    'What came of the one request that a worker makes for a better text, where the first one does not pass its checks.',
  valuesConfig: {
    REPLACED: { description: 'The second text passes more checks, and took the place of the first.' },
    DROPPED: { description: 'The second text passes no more checks: the first was kept.' },
    FAILED: { description: 'There was no second text: the first was kept.' },
  },
});
registerEnumType(JobErrorCode, {
  name: 'JobErrorCode',
  description: 'The class of a failure.',
  valuesConfig: {
    RATE_LIMITED: { description: 'The provider has too many requests.' },
    PROVIDER_REFUSED: { description: 'The provider refused the key, the credit or the permission.' },
    INVALID_REQUEST: { description: 'The provider did not accept this prompt or model.' },
    PROVIDER_UNAVAILABLE: { description: 'The provider could not be reached, or has trouble of its own.' },
    TIMEOUT: { description: 'The provider took too long.' },
    BAD_RESPONSE: { description: 'The answer was empty, broken or not understood.' },
    INTERRUPTED: { description: 'The worker went away in the middle.' },
    INTERNAL: { description: 'Something went wrong on our side.' },
  },
});
