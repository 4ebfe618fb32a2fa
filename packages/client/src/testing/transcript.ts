/** A message of graphql-transport-ws. */
export interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

/**
 * The messages in order. `client` is a message of the recorded client; a client under test must send the same operation
 * with the same cursor or job. Sockets are numbered from 1 in order of connection.
 */
export type Step =
  | { kind: 'open'; socket: number }
  | { kind: 'client'; socket: number; message: Message }
  | { kind: 'server'; socket: number; message: Message }
  | { kind: 'close'; socket: number; code: number; reason: string };

/** A situation of the protocol, recorded from the real API. */
export interface Transcript {
  name: string;
  /** What happens, and what a client must do. */
  about: string;
  steps: readonly Step[];
}

interface Operation {
  query?: string;
  variables?: Record<string, unknown> | null;
}

/** The first field that an operation selects. Operations of other clients are compared by it. */
export function fieldOf(message: Message): string | undefined {
  const { query = '' } = (message.payload ?? {}) as Operation;
  return /^[^{]*\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(query.replace(/#.*$/gm, ''))?.[1];
}

/** The arguments that decide what the API sends. */
const DECISIVE = ['after', 'jobId', 'id'];

/** The fault of a client's message, compared with the recorded one; undefined if there is none. */
export function differenceOf(recorded: Message, sent: Message): string | undefined {
  if (recorded.type !== sent.type) return `sent ${sent.type} instead of ${recorded.type}`;
  if (recorded.type !== 'subscribe') return undefined;
  const [expected, found] = [fieldOf(recorded), fieldOf(sent)];
  if (expected !== found) return `subscribed to ${found} instead of ${expected}`;
  const variables = ({ payload }: Message) =>
    ((payload as Operation).variables ?? {}) as Record<string, unknown>;
  for (const name of DECISIVE) {
    const [wanted, given] = [variables(recorded)[name], variables(sent)[name]];
    if (wanted !== undefined && wanted !== given)
      return `subscribed to ${found} with ${name}: ${JSON.stringify(given)} instead of ${JSON.stringify(wanted)}`;
  }
  return undefined;
}
