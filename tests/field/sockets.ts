import { type Message, openSocket } from '../support/raw-socket.js';
import type { Example, Field } from './field.js';

/** Sends these messages on one socket without a pause, and returns everything received until the socket is silent. */
async function conversation(field: Field, messages: object[], quietMs = 3_000): Promise<Message[]> {
  const socket = await openSocket(field.url, { Authorization: `Bearer ${field.person.token}` });
  for (const message of messages) socket.send(message as Message);
  const received: Message[] = [];
  for (;;) {
    const next = await Promise.race([
      socket.next().catch(() => null),
      new Promise<null>((resolve) => setTimeout(() => resolve(null), quietMs)),
    ]);
    if (next === null) break;
    received.push(next);
  }
  socket.close();
  return received;
}

const subscribe = (id: string, query: string) => ({ type: 'subscribe', id, payload: { query } });
const complete = (id: string) => ({ type: 'complete', id });
const EVENTS = 'subscription{jobCompleted{cursor}}';
const GENERATE =
  'mutation{generateContent(input:{prompt:"Tea",type:SOCIAL_MEDIA_CAPTION,delaySeconds:0}){__typename}}';
/** The number of events on id 1 for a job that is requested after these messages. */
const eventsOfJob = async (field: Field, messages: object[]) =>
  String(
    (await conversation(field, [...messages, subscribe('m', GENERATE)])).filter(
      ({ id, type }) => id === '1' && type === 'next',
    ).length,
  );
const answers = (received: Message[]) =>
  received.map(({ type, payload }) => `${type} ${payload ? JSON.stringify(payload) : ''}`.trim()).join(', ');

/** Operation ids that are reused. */
export const chosen: Example[] = [
  {
    sent: 'subscribe 1, complete 1, subscribe 1, then a job: events of 1',
    right: '1',
    now: (field) => eventsOfJob(field, [subscribe('1', EVENTS), complete('1'), subscribe('1', EVENTS)]),
  },
  {
    sent: 'the same with another complete 1 before the job: events of 1',
    right: '0',
    now: (field) =>
      eventsOfJob(field, [subscribe('1', EVENTS), complete('1'), subscribe('1', EVENTS), complete('1')]),
  },
  {
    sent: 'subscribe 1 {me{id}}, complete 1, subscribe 1 {me{name}}',
    right: 'next {"data":{"me":{"name":"Ada"}}}, complete',
    now: async (field) =>
      answers(
        await conversation(field, [subscribe('1', '{me{id}}'), complete('1'), subscribe('1', '{me{name}}')]),
      ),
  },
  {
    sent: 'subscribe 1 twice, with the first one still active',
    right: /^closed 4409/,
    now: async (field) => {
      const socket = await openSocket(field.url, { Authorization: `Bearer ${field.person.token}` });
      for (const _turn of [1, 2]) socket.send(subscribe('1', EVENTS));
      const { code, reason } = await socket.closed;
      return `closed ${code} ${reason}`;
    },
  },
];
