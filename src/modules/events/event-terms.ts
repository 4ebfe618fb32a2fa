import type { ResumeTerms } from '../../graphql/resumable.js';
import { EventStream } from './event-stream.js';

/** The terms of a subscription to a log, whose cursors are the numbers of its events. */
export const EVENT_TERMS: ResumeTerms = {
  argument: 'after',
  cursorOf: (event) => String((event as { seq: number }).seq),
  startOf: (stream) => (stream instanceof EventStream ? String(stream.position) : null),
};
