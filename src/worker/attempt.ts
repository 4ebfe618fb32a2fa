import type { JobRecord } from '../modules/jobs/model/job.model.js';

/** A job during one attempt. Every write to the job requires the attempt's run token. */
export type Attempt = JobRecord & { runToken: string };

/** The job was canceled, or another attempt has taken it over: writes of this attempt are refused. */
export class LostJob extends Error {
  override name = 'LostJob';
}

/** The worker stops before the attempt is complete. */
export class WorkerStopping extends Error {
  override name = 'WorkerStopping';
}
