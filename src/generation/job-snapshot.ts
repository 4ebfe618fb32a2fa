import type { ContentType } from '../content/content-type.js';
import type { AttemptRecord, FinishReason, JobRecord, JobStatus } from './job.model.js';
import type { JobFailure } from './job-error.js';

export interface AttemptSnapshot extends Omit<AttemptRecord, 'endedAt' | 'model' | 'error'> {
  endedAt: Date | null;
  model: string | null;
  error: JobFailure | null;
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
    prompt: record.prompt,
    type: record.type,
    status: record.status,
    generatedContent: record.generatedContent ?? null,
    error: record.error ?? null,
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
  const { run, number, startedAt, endedAt = null, model = null, error = null } = record;
  return { run, number, startedAt, endedAt, model, error };
}

/**
 * JSON turns dates into strings; this turns them back, so that an event is the same however it arrived. Each name is
 * written out, as a loop over names costs several times as much, for each event and each subscriber.
 */
export function reviveSnapshot(json: JobSnapshot): JobSnapshot {
  return {
    ...json,
    attemptHistory: json.attemptHistory.map(reviveAttempt),
    scheduledFor: new Date(json.scheduledFor),
    startedAt: json.startedAt && new Date(json.startedAt),
    completedAt: json.completedAt && new Date(json.completedAt),
    createdAt: new Date(json.createdAt),
    updatedAt: new Date(json.updatedAt),
  };
}

function reviveAttempt(json: AttemptSnapshot): AttemptSnapshot {
  return { ...json, startedAt: new Date(json.startedAt), endedAt: json.endedAt && new Date(json.endedAt) };
}
