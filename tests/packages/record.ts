import WebSocket from 'ws';
import type { Message, Step } from '../../packages/client/src/testing/transcript.js';

/** A socket that records its messages, without pings, tokens, ids and times, which differ in each run. */
export function recordingSocket(steps: Step[]): unknown {
  let sockets = 0;
  const clean = createCleaner();
  return class extends WebSocket {
    /** 0 for a connection that was refused. */
    #number = 0;

    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      // Added before the client’s own listeners, which reply at once.
      this.on('open', () => {
        sockets += 1;
        this.#number = sockets;
        steps.push({ kind: 'open', socket: sockets });
      });
      this.on('message', (data) => {
        const message = clean(JSON.parse(String(data)) as Message);
        if (isNoted(message)) steps.push({ kind: 'server', socket: this.#number, message });
      });
      this.on('close', (code, reason) => {
        if (this.#number > 0 && !BY_CLIENT.includes(code))
          steps.push({ kind: 'close', socket: this.#number, code, reason: String(reason) });
      });
    }

    override send(text: string) {
      const message = clean(JSON.parse(text) as Message);
      if (isNoted(message) && message.type !== 'complete')
        steps.push({ kind: 'client', socket: this.#number, message });
      super.send(text);
    }
  };
}

/** The close codes of graphql-ws’s client. */
const BY_CLIENT = [1000, 4499];

const isNoted = ({ type }: Message) => type !== 'ping' && type !== 'pong';

const ID = /\b[0-9a-f]{24}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
const TIME = /\b\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Replaces each id by its number in order of appearance. */
function createCleaner() {
  const numbers = new Map<string, string>();
  return (message: Message): Message => {
    if (message.type === 'connection_init')
      return { type: 'connection_init', payload: { Authorization: 'Bearer a-token' } };
    const text = JSON.stringify(message)
      .replace(ID, (id) => {
        const known = numbers.get(id) ?? `id-${numbers.size + 1}`;
        numbers.set(id, known);
        return known;
      })
      .replace(TIME, '2026-01-01T00:00:00.000Z');
    return JSON.parse(text) as Message;
  };
}

/** Moves the end of each subscription after its last message, because it may cross the client’s next message. */
export function inOrder(steps: readonly Step[]): Step[] {
  const ordered: Step[] = [];
  for (const step of steps) {
    const last = isCompletion(step)
      ? ordered.findLastIndex((other) => other.kind === 'server' && other.message.id === step.message.id)
      : -1;
    if (last >= 0) ordered.splice(last + 1, 0, step);
    else ordered.push(step);
  }
  return ordered;
}

const isCompletion = (step: Step): step is Step & { kind: 'server' } =>
  step.kind === 'server' && step.message.type === 'complete';

/** The parts of a transcript that must be the same in each run. How a text is split into messages is not. */
export function shapeOf(steps: readonly Step[]): string[] {
  // A socket that the client closes may miss the end of a subscription.
  const lines = steps
    .filter((step) => !isCompletion(step))
    .map((step) => {
      if (step.kind === 'open') return `${step.socket} open`;
      if (step.kind === 'close') return `${step.socket} close ${step.code} ${step.reason}`;
      const { type, payload } = step.message;
      return `${step.socket} ${step.kind} ${type} ${pathsOf(payload).join(' ')}`;
    });
  return lines.filter((line, index) => line !== lines[index - 1]);
}

/** The paths of an object with the types of their values. */
function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null)
    return [`${path}:${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, path ? `${path}.${name}` : name));
}
