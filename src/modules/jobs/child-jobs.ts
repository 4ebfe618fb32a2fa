import { badUserInput, conflict, type FieldFault, notFound } from '../../graphql/errors.js';
import { cleanModelText, countCharacters, cutText, LONGEST_TEXT, normalizeText } from '../../text/text.js';
import { type Basis, BasisKind, continuationOf, partedOf, splitsPair } from '../../writing/refine/basis.js';
import type { ContinueJobArgs, RefineJobArgs } from './child-jobs.types.js';
import type { JobCreation } from './create-job.js';
import { ENDED, FinishReason, type JobRecord } from './model/job.model.js';
import type { JobBasis } from './model/job-basis.js';
import type { JobSnapshot } from './model/job-snapshot.js';
import type { FindOwnJob } from './model/own-job.js';
import { newJob } from './new-job.js';
import type { OptionLimits } from './options.js';

/** Jobs that are made from the text of another one. */
export interface ChildJobs {
  /**
   * Creates a job that changes a text, or a passage of it.
   * @throws BAD_USER_INPUT, NOT_FOUND, CONFLICT for a job without a text, BUDGET_EXCEEDED
   */
  refine(userId: string, requestId: string, args: RefineJobArgs): Promise<JobSnapshot>;
  /**
   * Creates a job that continues a text which was cut off.
   * @throws NOT_FOUND, CONFLICT for a job that did not end with LENGTH, BUDGET_EXCEEDED
   */
  continue(userId: string, requestId: string, args: ContinueJobArgs): Promise<JobSnapshot>;
}

interface ChildJobsDeps {
  creation: JobCreation;
  findOwnJob: FindOwnJob;
  optionLimits: OptionLimits;
}

export function createChildJobs({ creation, findOwnJob, optionLimits }: ChildJobsDeps): ChildJobs {
  async function ownJob(userId: string, id: string): Promise<JobRecord> {
    const job = await findOwnJob(userId, id);
    if (!job) throw notFound('Job');
    return job;
  }

  /** The job has the request of its parent, besides the change. It starts at once. */
  function childOf(parent: JobRecord, userId: string, requestId: string, basis: JobBasis): JobRecord {
    const { prompt, type, template, options: { model, temperature, ...others } = {} } = parent;
    // The operator may not allow the model or the temperature of the parent any more.
    const { models, maxTemperature } = optionLimits;
    const options = {
      ...others,
      ...(model !== undefined && models.includes(model) && { model }),
      ...(temperature !== undefined && temperature <= maxTemperature && { temperature }),
    };
    const text = {
      prompt,
      type,
      ...(template && { template }),
      ...(Object.keys(options).length > 0 && { options }),
    };
    const job = newJob({ userId, requestId, text, delaySeconds: 0, defaultDelayMs: 0, now: new Date() });
    return { ...job, basis };
  }

  return {
    async refine(userId, requestId, args) {
      const { id, idempotencyKey } = args;
      const repeated = () =>
        creation.earlier(userId, idempotencyKey, (job) => isChangeOf(job.basis, id, args));
      const earlier = await repeated();
      if (earlier) return earlier;
      const parent = await ownJob(userId, id);
      if (!ENDED.includes(parent.status) || !parent.generatedContent)
        throw conflict('Only a job that has ended with a text can be refined.');
      const basis: JobBasis = {
        ...changeOf(args.text ?? storedText(parent), args),
        jobId: parent._id,
        ...(args.text != null && { given: true }),
      };
      const job = childOf(parent, userId, requestId, basis);
      return creation.create(userId, job, idempotencyKey, repeated);
    },

    async continue(userId, requestId, { id, idempotencyKey }) {
      const repeated = () =>
        creation.earlier(
          userId,
          idempotencyKey,
          ({ basis }) => basis?.kind === BasisKind.CONTINUE && basis.jobId === id.toLowerCase(),
        );
      const earlier = await repeated();
      if (earlier) return earlier;
      const parent = await ownJob(userId, id);
      if (parent.finishReason !== FinishReason.LENGTH || !parent.generatedContent)
        throw conflict('Only a job that ended with finishReason LENGTH can be continued.');
      const text = storedText(parent);
      if (countCharacters(text) >= LONGEST_TEXT) throw conflict('The text is as long as one may be.');
      const basis: JobBasis = { ...continuationOf(text, parent.basis ?? null), jobId: parent._id };
      return creation.create(userId, childOf(parent, userId, requestId, basis), idempotencyKey, repeated);
    },
  };
}

/** Validates by the current rules for texts, which a text of an earlier version may not follow. */
const storedText = ({ generatedContent = '' }: JobRecord): string =>
  cutText(cleanModelText(generatedContent), LONGEST_TEXT);

/** @throws BAD_USER_INPUT for a passage that is not one of the text */
function changeOf(requested: string, args: RefineJobArgs): Basis {
  const [start, end] = [args.start ?? 0, args.end ?? requested.length];
  const faults: FieldFault[] = [];
  const judge = (field: string, at: number) => {
    if (at > requested.length)
      faults.push({ field, message: `must be at most ${requested.length}, the length of the text` });
    else if (splitsPair(requested, at)) faults.push({ field, message: 'must not be within a character' });
  };
  judge('start', start);
  judge('end', end);
  if (faults.length === 0 && start >= end) faults.push({ field: 'end', message: 'must be after start' });
  if (faults.length > 0) throw badUserInput(...faults);
  // The positions refer to the text as it was sent, which may not be in normal form.
  const [head, part, tail] = [
    requested.slice(0, start),
    requested.slice(start, end),
    requested.slice(end),
  ].map(normalizeText) as [string, string, string];
  const text = head + part + tail;
  if (text !== normalizeText(text))
    throw badUserInput({ field: 'start', message: 'must not be within a letter, and end neither' });
  const basis = {
    kind: BasisKind.REFINE,
    text,
    start: head.length,
    end: head.length + part.length,
    instruction: normalizeText(args.instruction).trim(),
  } as const;
  if (partedOf(basis).part === '')
    throw badUserInput({ field: 'start', message: 'must begin a passage that is not blank' });
  return basis;
}

/** Whether a job was made by an equal request. */
function isChangeOf(basis: JobBasis | undefined, id: string, args: RefineJobArgs): boolean {
  if (basis?.kind !== BasisKind.REFINE || basis.jobId !== id.toLowerCase()) return false;
  if ((args.text != null) !== (basis.given ?? false)) return false;
  const { text } = args;
  if (text != null && normalizeText(text) !== basis.text) return false;
  const places = text ?? basis.text;
  const [start, end] = [args.start ?? 0, args.end ?? places.length];
  return (
    normalizeText(places.slice(0, start)).length === basis.start &&
    normalizeText(places.slice(0, end)).length === basis.end &&
    normalizeText(args.instruction).trim() === basis.instruction
  );
}
