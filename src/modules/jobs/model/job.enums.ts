import { registerEnumType } from 'type-graphql';
import { FinishReason, JobStatus } from './job.model.js';
import { RepairOutcome } from './job-attempt.js';
import { JobErrorCode } from './job-error.js';

registerEnumType(JobStatus, {
  name: 'JobStatus',
  description: 'The status of a job. COMPLETED, FAILED and CANCELED are terminal.',
  valuesConfig: {
    QUEUED: { description: 'The job waits for its scheduled time or for a free worker.' },
    PROCESSING: { description: 'The model is writing.' },
    RETRYING: { description: 'An attempt failed; another one follows.' },
    COMPLETED: { description: 'The text is complete.' },
    FAILED: { description: 'No attempt succeeded; `error` has the reason.' },
    CANCELED: { description: 'The owner canceled the job.' },
  },
});
registerEnumType(FinishReason, {
  name: 'FinishReason',
  description: 'Why the model stopped writing.',
  valuesConfig: {
    STOP: { description: 'The model finished the text.' },
    LENGTH: { description: 'The text reached the token limit or 100,000 characters, and was cut off.' },
  },
});
registerEnumType(RepairOutcome, {
  name: 'RepairOutcome',
  description:
    'The outcome of a repair: the one request for a better text that a worker makes when the first text fails checks.',
  valuesConfig: {
    REPLACED: { description: 'The second text passes more checks and replaced the first.' },
    DROPPED: { description: 'The second text does not pass more checks; the first was kept.' },
    FAILED: { description: 'The request for a second text failed; the first was kept.' },
  },
});
registerEnumType(JobErrorCode, {
  name: 'JobErrorCode',
  description: 'The class of a failure.',
  valuesConfig: {
    RATE_LIMITED: { description: 'The provider answered that it gets too many requests.' },
    PROVIDER_REFUSED: { description: 'The provider refused the API key, the credit or the permission.' },
    INVALID_REQUEST: { description: 'The provider did not accept the prompt or the model.' },
    PROVIDER_UNAVAILABLE: {
      description: 'The provider could not be reached or answered with a server error.',
    },
    TIMEOUT: { description: 'The provider took too long.' },
    BAD_RESPONSE: { description: 'The provider’s answer was empty, broken or malformed.' },
    INTERRUPTED: { description: 'The worker stopped or crashed during the attempt.' },
    INTERNAL: { description: 'An internal error occurred.' },
  },
});
