import type { JobRecord } from '../modules/jobs/model/job.model.js';

/** A job during one attempt. Every write to the job carries the attempt's token. */
export type Attempt = JobRecord & { runToken: string };

/** The job was canceled, or another worker has taken it over: nothing this attempt writes would count. */
export class LostJob extends Error {
  override name = 'LostJob';
}

/** This worker has to stop before the attempt is through. */
export class WorkerStopping extends Error {
  override name = 'WorkerStopping';
}
