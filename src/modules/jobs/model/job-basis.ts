import { BOOLEAN, NUMBER, objectOf, oneOf, STRING } from '../../../infra/row-rules.js';
import { type Basis, BasisKind } from '../../../writing/refine/basis.js';

/** The text that a job is made from, copied when the job is created: the other job may change or be removed. */
export type JobBasis = Basis & {
  /** The job that the text is from. */
  jobId: string;
  /** The text came with the request, and is not the one that the job wrote. */
  given?: boolean;
};

/** The fields without the texts. An event keeps no copy of the texts. */
export interface BasisSnapshot {
  kind: BasisKind;
  jobId: string;
  start: number;
  end: number;
  instruction: string | null;
}

export const basisSnapshot = (basis: JobBasis): BasisSnapshot => ({
  kind: basis.kind,
  jobId: basis.jobId,
  start: basis.start,
  end: basis.end,
  instruction: basis.kind === BasisKind.REFINE ? basis.instruction : null,
});

const PLACE = { start: NUMBER, end: NUMBER };

/** Rules for a stored one. */
export const JOB_BASIS = objectOf(
  { kind: oneOf(BasisKind), jobId: STRING, text: STRING, ...PLACE },
  {
    instruction: STRING,
    change: objectOf({ text: STRING, ...PLACE, instruction: STRING }),
    given: BOOLEAN,
  },
);

/** Rules for a snapshot of one. */
export const BASIS_SNAPSHOT = objectOf(
  { kind: oneOf(BasisKind), jobId: STRING, ...PLACE },
  { instruction: STRING },
);
