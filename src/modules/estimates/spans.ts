import type { ContentType } from '../../writing/content-type.js';
import type { Durations } from './durations.js';

/** How long an attempt takes, in milliseconds; null where no job has finished. */
export interface Span {
  /** Of this type; of all types if none of this type has finished. */
  mean: number | null;
  /** Of this type. */
  median: number | null;
}

/** An attempt that takes longer than all that finished is expected to take this share of its time more. */
const LONGER = 0.5;

/** The expected duration of an attempt of this type. */
export const spanOf = (durations: Durations, type: ContentType): Span => longerThan(durations, type, -1);

/**
 * The expected duration of an attempt that has run for `elapsed` milliseconds: that of the attempts of its type that
 * took longer.
 */
export function expectedEnd(durations: Durations, type: ContentType, elapsed: number): Span {
  const { mean, median } = longerThan(durations, type, elapsed);
  const more = elapsed * (1 + LONGER);
  const known = (durations.get(type) ?? []).length > 0;
  const anyKnown = known || [...durations.values()].some(({ length }) => length > 0);
  return { mean: mean ?? (anyKnown ? more : null), median: median ?? (known ? more : null) };
}

function longerThan(durations: Durations, type: ContentType, elapsed: number): Span {
  const own = durations.get(type) ?? [];
  const samples = (own.length > 0 ? own : [...durations.values()].flat()).filter((each) => each > elapsed);
  return { mean: meanOf(samples), median: own.length > 0 ? medianOf(samples) : null };
}

const meanOf = (samples: readonly number[]): number | null =>
  samples.length > 0 ? samples.reduce((sum, each) => sum + each, 0) / samples.length : null;

function medianOf(samples: readonly number[]): number | null {
  if (samples.length === 0) return null;
  const sorted = samples.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
