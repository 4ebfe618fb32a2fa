import { tooSlow } from './too-slow.generated.js';
import { transcripts as recorded } from './transcripts.generated.js';

export { FakeSocket } from './fake-socket.js';
export { type Replay, replay } from './replay.js';
export type { Message, Step, Transcript } from './transcript.js';

/** Situations of the protocol, recorded from the API: `about` of each describes it. */
export const transcripts = { ...recorded, tooSlow } as const;
