import WebSocket from 'ws';

export interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

/** A plain graphql-transport-ws socket: the test decides what is sent and when, and no message is missed. */
export interface RawSocket {
  send(message: Message): void;
  /** Sends this text unchanged. */
  sendText(text: string): void;
  /** The next message, in the order of arrival. @throws if the socket closed instead */
  next(): Promise<Message>;
  /** The code and reason with which the socket closed. */
  closed: Promise<{ code: number; reason: string }>;
  close(): void;
}

/** Opens a socket to a GraphQL endpoint. With `init` it is acknowledged when the promise resolves. */
export async function openSocket(
  url: string,
  init?: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<RawSocket> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', { headers });
  const waiting: Message[] = [];
  const readers: { resolve(message: Message): void; reject(error: Error): void }[] = [];
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Message;
    const reader = readers.shift();
    if (reader) reader.resolve(message);
    else waiting.push(message);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => {
      for (const reader of readers) reader.reject(new Error(`closed with ${code}`));
      resolve({ code, reason: String(reason) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const raw: RawSocket = {
    send: (message) => socket.send(JSON.stringify(message)),
    sendText: (text) => socket.send(text),
    next: () => {
      const message = waiting.shift();
      if (message) return Promise.resolve(message);
      return new Promise((resolve, reject) => readers.push({ resolve, reject }));
    },
    closed,
    close: () => socket.close(),
  };
  if (init) {
    raw.send({ type: 'connection_init', payload: init });
    const { type } = await raw.next();
    if (type !== 'connection_ack') throw new Error(`not acknowledged: ${type}`);
  }
  return raw;
}
