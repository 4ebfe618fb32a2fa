export { FakeSocket } from './fake-socket.js';
export { type Replay, replay } from './replay.js';
export type { Message, Step, Transcript } from './transcript.js';
export { transcripts } from './transcripts.generated.js';
