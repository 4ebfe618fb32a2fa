import { NUMBER, objectOf, STRING } from '../../../infra/row-rules.js';

/** The place of a job in a batch. */
export interface JobBatch {
  id: string;
  /** The index of the item, from 0. */
  item: number;
  /** Which of the item's variations it is, from 0. */
  variation: number;
}

/** Rules for a stored one. */
export const JOB_BATCH = objectOf({ id: STRING, item: NUMBER, variation: NUMBER });
