import type { Message } from './transcript.js';

/** The replay's handlers for the sockets of a client. */
export interface SocketListener {
  opened(socket: FakeSocket): void;
  message(socket: FakeSocket, message: Message): void;
}

type Handler = ((event: never) => void) | null;

/** The part of a WebSocket that clients of graphql-transport-ws use, without a network. */
export class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;

  readyState = 0;
  readonly protocol = 'graphql-transport-ws';
  onopen: Handler = null;
  onmessage: Handler = null;
  onclose: Handler = null;
  onerror: Handler = null;
  readonly #listener: SocketListener;

  constructor(
    readonly url: string,
    listener: SocketListener,
  ) {
    this.#listener = listener;
    setTimeout(() => {
      if (this.readyState !== FakeSocket.CONNECTING) return;
      this.readyState = FakeSocket.OPEN;
      listener.opened(this);
      this.#call(this.onopen, {});
    });
  }

  send(text: string): void {
    if (this.readyState !== FakeSocket.OPEN) return;
    const message = JSON.parse(text) as Message;
    // Later, as over a network.
    setTimeout(() => this.#listener.message(this, message));
  }

  close(code = 1000, reason = ''): void {
    if (this.readyState >= FakeSocket.CLOSING) return;
    this.readyState = FakeSocket.CLOSING;
    setTimeout(() => this.end(code, reason));
  }

  /** A message of the server. */
  receive(message: Message): void {
    if (this.readyState === FakeSocket.OPEN) this.#call(this.onmessage, { data: JSON.stringify(message) });
  }

  /** The end of the connection. */
  end(code: number, reason: string): void {
    if (this.readyState === FakeSocket.CLOSED) return;
    this.readyState = FakeSocket.CLOSED;
    this.#call(this.onclose, { type: 'close', code, reason, wasClean: code !== 1006 });
  }

  #call(handler: Handler, event: object): void {
    (handler as ((event: object) => void) | null)?.(event);
  }
}
