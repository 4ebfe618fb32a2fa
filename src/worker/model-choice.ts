import type { JobRecord } from '../modules/jobs/model/job.model.js';
import type { AttemptRecord } from '../modules/jobs/model/job-attempt.js';

/** The choice of a model for an attempt. It depends on the history of the run only, so all workers agree. */

type Run = Pick<JobRecord, 'run' | 'attemptHistory'>;

const attemptsOf = ({ run, attemptHistory }: Run): AttemptRecord[] =>
  (attemptHistory ?? []).filter((attempt) => attempt.run === run);

/** The model that the latest attempt of the run requested. */
export const modelOf = (job: Run): string | undefined => attemptsOf(job).at(-1)?.model;

/** The models that have not refused the job permanently in this run. */
export function modelsLeft(models: string[], job: Run): string[] {
  const refused = attemptsOf(job).filter(({ ofModel, error }) => ofModel && error?.retriable === false);
  return models.filter((model) => !refused.some((attempt) => attempt.model === model));
}

/** The first model, in the order of preference, that the run has not tried. */
export function freshModel(models: string[], job: Run): string | undefined {
  const tried = new Set(attemptsOf(job).map(({ model }) => model));
  return models.find((model) => !tried.has(model));
}

/**
 * The model of the next attempt: the same one, unless the failure was specific to the model. Then the first one that
 * the run has not tried; if all were tried, the next one of those that have not refused the job permanently.
 */
export function nextModel(models: string[], job: Run): string {
  const [first = ''] = models;
  const last = attemptsOf(job).at(-1);
  const at = models.indexOf(last?.model ?? '');
  if (!last || at < 0) return freshModel(models, job) ?? first;
  if (!last.ofModel) return models[at] ?? first;
  const left = new Set(modelsLeft(models, job));
  const inTurn = [...models.slice(at + 1), ...models.slice(0, at + 1)];
  return freshModel(models, job) ?? inTurn.find((model) => left.has(model)) ?? first;
}
