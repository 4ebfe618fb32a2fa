import type { ContentType } from '../../../writing/content-type.js';
import type { Check } from '../../../writing/form.js';
import type { AttemptRecord, FinishReason, JobRecord, JobStatus, RepairOutcome } from './job.model.js';
import type { JobFailure } from './job-error.js';

export interface AttemptSnapshot extends Omit<AttemptRecord, 'endedAt' | 'model' | 'error' | 'repair'> {
  endedAt: Date | null;
  model: string | null;
  error: JobFailure | null;
  repair: RepairOutcome | null;
}

/** A job as its owner sees it at one moment: what queries answer with, and what an event keeps. */
export interface JobSnapshot {
  id: string;
  userId: string;
  prompt: string;
  type: ContentType;
  status: JobStatus;
  generatedContent: string | null;
  error: JobFailure | null;
  checks: Check[];
  finishReason: FinishReason | null;
  run: number;
  attempts: number;
  attemptHistory: AttemptSnapshot[];
  scheduledFor: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export function toSnapshot(record: JobRecord): JobSnapshot {
  return {
    id: record._id,
    userId: record.userId.toHexString(),
    // A row that an earlier version stored without a prompt must not take its list down.
    prompt: record.prompt ?? '',
    type: record.type,
    status: record.status,
    generatedContent: record.generatedContent ?? null,
    error: record.error ?? null,
    checks: record.checks ?? [],
    finishReason: record.finishReason ?? null,
    run: record.run,
    attempts: record.attempts,
    // Events of the time before attempts were recorded have none.
    attemptHistory: (record.attemptHistory ?? []).map(toAttempt),
    scheduledFor: record.scheduledFor,
    startedAt: record.startedAt ?? null,
    completedAt: record.completedAt ?? null,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  };
}

function toAttempt(record: AttemptRecord): AttemptSnapshot {
  const { run, number, startedAt, endedAt = null, model = null, error = null, repair = null } = record;
  return { run, number, startedAt, endedAt, model, error, repair };
}

/** What a snapshot is as JSON, where dates are strings. */
export type JsonOf<T> = {
  [Key in keyof T]: T[Key] extends Date ? string : T[Key] extends Date | null ? string | null : T[Key];
};

export type SnapshotJson = JsonOf<Omit<JobSnapshot, 'attemptHistory'>> & {
  attemptHistory: JsonOf<AttemptSnapshot>[];
};

const dateOrNull = (text: string | null) => (text === null ? null : new Date(text));

/**
 * A snapshot that came as JSON, the same to read as the one that was sent. Its dates are made when they are asked for,
 * which most subscribers do for one or two of a job's, and not for each event and each subscriber.
 */
export class ReceivedSnapshot implements JobSnapshot {
  constructor(private readonly json: SnapshotJson) {}

  get id() {
    return this.json.id;
  }
  get userId() {
    return this.json.userId;
  }
  get prompt() {
    return this.json.prompt;
  }
  get type() {
    return this.json.type;
  }
  get status() {
    return this.json.status;
  }
  get generatedContent() {
    return this.json.generatedContent;
  }
  get error() {
    return this.json.error;
  }
  get checks() {
    return this.json.checks ?? [];
  }
  get finishReason() {
    return this.json.finishReason;
  }
  get run() {
    return this.json.run;
  }
  get attempts() {
    return this.json.attempts;
  }
  get attemptHistory() {
    // None from a publisher of an earlier version. It may not throw: compiled documents read it unguarded.
    return (this.json.attemptHistory ?? []).map((attempt) => ({
      ...attempt,
      startedAt: new Date(attempt.startedAt),
      endedAt: dateOrNull(attempt.endedAt),
    }));
  }
  get scheduledFor() {
    return new Date(this.json.scheduledFor);
  }
  get startedAt() {
    return dateOrNull(this.json.startedAt);
  }
  get completedAt() {
    return dateOrNull(this.json.completedAt);
  }
  get createdAt() {
    return new Date(this.json.createdAt);
  }
  get updatedAt() {
    return new Date(this.json.updatedAt);
  }
}
