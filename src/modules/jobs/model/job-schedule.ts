import { DATE, objectOf, STRING } from '../../../infra/row-rules.js';

/** The due time of a schedule that a job was created for. */
export interface JobSchedule {
  id: string;
  dueAt: Date | string;
}

/** Rules for a stored one. */
export const JOB_SCHEDULE = objectOf({ id: STRING, dueAt: DATE });
