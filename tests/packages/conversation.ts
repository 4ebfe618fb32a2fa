import { type Message, replay, type Step } from '@smart-content/client/testing';

/** The API’s side of a conversation, written by hand, and the messages of the client. */
export function converse(...steps: Step[][]) {
  const replayed = replay({ name: 'by hand', about: '', steps: steps.flat() });
  const said: Message[] = [];
  class Recorded extends replayed.WebSocket {
    override send(text: string) {
      said.push(JSON.parse(text) as Message);
      super.send(text);
    }
  }
  return {
    ...replayed,
    WebSocket: Recorded,
    said,
    /** The cursor of each subscription that was sent. */
    asked: () =>
      said
        .filter(({ type }) => type === 'subscribe')
        .map(({ payload }) => (payload as { variables?: { after?: unknown } }).variables?.after),
  };
}

/** A connection that is acknowledged. */
export const connects = (socket: number): Step[] => [
  { kind: 'open', socket },
  { kind: 'client', socket, message: { type: 'connection_init' } },
  { kind: 'server', socket, message: { type: 'connection_ack' } },
];

export const subscribes = (socket: number, field: string, id = '1'): Step[] => [
  {
    kind: 'client',
    socket,
    message: { id, type: 'subscribe', payload: { query: `subscription { ${field} { x } }` } },
  },
];

export const sends = (socket: number, data: object, id = '1'): Step[] => [
  { kind: 'server', socket, message: { id, type: 'next', payload: { data } } },
];

export const completes = (socket: number, id = '1'): Step[] => [
  { kind: 'server', socket, message: { id, type: 'complete' } },
];

export const closes = (socket: number, code: number): Step[] => [{ kind: 'close', socket, code, reason: '' }];
