import { FakeSocket, type SocketListener } from './fake-socket.js';
import { differenceOf, type Message, type Step, type Transcript } from './transcript.js';

/** A transcript that plays the API for one client. */
export interface Replay {
  /** Pass it to the client as its WebSocket. */
  WebSocket: new (
    url: string,
  ) => FakeSocket;
  /** Resolves when everything has been played. Rejects if the client did something else than expected. */
  done: Promise<void>;
  /** The message that is expected from the client, in words; for the error of a test that hangs. */
  waitingFor(): string;
}

/** Plays a transcript: waits for the expected messages of the client, and answers as the API did. */
export function replay(transcript: Transcript): Replay {
  const { steps } = transcript;
  const sockets: FakeSocket[] = [];
  /** The id that the client gave a subscription, by socket and the recorded id. */
  const ids = new Map<string, string>();
  /** Messages that the client sent early, such as two subscriptions at once. */
  const early: { socket: number; message: Message }[] = [];
  let position = 0;
  let fault: Error | undefined;
  let settle: { resolve(): void; reject(error: Error): void };
  const done = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // A test may await it late.
  done.catch(() => {});

  const fail = (words: string) => {
    fault ??= new Error(`${transcript.name}, step ${position + 1}: the client ${words}`);
    settle.reject(fault);
  };
  const key = (socket: number, id: string | undefined) => `${socket} ${id}`;

  /** Plays until a message of the client is expected. */
  function play() {
    for (let step = steps[position]; !fault; step = steps[position]) {
      if (!step) return settle.resolve();
      if (step.kind === 'open') return;
      const socket = sockets[step.socket - 1];
      if (step.kind === 'client') {
        const sent = early.shift();
        if (!sent) return;
        take(step, sent.socket, sent.message);
        if (fault) return;
      } else if (step.kind === 'close') socket?.end(step.code, step.reason);
      else {
        const id = step.message.id && { id: ids.get(key(step.socket, step.message.id)) ?? '' };
        socket?.receive({ ...step.message, ...id });
      }
      position += 1;
    }
  }

  function take(step: Step & { kind: 'client' }, socket: number, message: Message) {
    if (step.socket !== socket)
      return fail(`sent ${message.type} on connection ${socket}, not ${step.socket}`);
    const difference = differenceOf(step.message, message);
    if (difference) return fail(difference);
    if (step.message.id && message.id) ids.set(key(socket, step.message.id), message.id);
  }

  const listener: SocketListener = {
    opened(socket) {
      sockets.push(socket);
      const step = steps[position];
      if (!step) return;
      if (step.kind !== 'open') return fail('connected again');
      position += 1;
      play();
    },
    message(socket, message) {
      if (message.type === 'ping') return socket.receive({ type: 'pong' });
      // A client may end its subscription at any time.
      if (message.type === 'pong' || message.type === 'complete') return;
      early.push({ socket: sockets.indexOf(socket) + 1, message });
      play();
    },
  };

  return {
    WebSocket: class extends FakeSocket {
      constructor(url: string) {
        super(url, listener);
      }
    },
    done,
    waitingFor() {
      const step = steps[position];
      if (!step) return 'nothing: everything has been played';
      return step.kind === 'open'
        ? 'a connection'
        : `${step.kind}: ${JSON.stringify('message' in step ? step.message : step)}`;
    },
  };
}
