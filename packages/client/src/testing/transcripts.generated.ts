import type { Transcript } from './transcript.js';

export const transcripts = {} as const satisfies Record<string, Transcript>;
