import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendBody } from '../support/http.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { openSocket } from '../support/raw-socket.js';

/** The time within which the end of a process must be visible, in milliseconds. */
const LIMIT_MS = 15_000;
const PRESENCE = 'online devices { sessionId userAgent connectedAt }';

interface Presence {
  online: boolean;
  devices: { sessionId: string; userAgent: string | null; connectedAt: string }[];
}
interface Answer {
  data: { me: Presence & { id: string } };
}

let product: Product;
let here: string;
let there: string;
beforeAll(async () => {
  product = await startProduct({ apis: 2, workers: 0 });
  [here = '', there = ''] = product.apis.map(({ url }) => url);
});
afterAll(() => product[Symbol.asyncDispose]());

/** Opens a further session. `sessions` marks it as the current one of its token. */
async function signIn(user: TestUser): Promise<{ token: string; sessionId: string }> {
  const query = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
  const input = { email: user.email, password: user.password };
  const login = await sendBody(here, JSON.stringify({ query, variables: { input } }));
  const { token } = (login.json.data as { login: { token: string } }).login;
  return { token, sessionId: await sessionOf(token) };
}

async function ask<T>(url: string, query: string, token: string): Promise<T> {
  const headers = { authorization: `Bearer ${token}` };
  return (await sendBody(url, JSON.stringify({ query }), headers)).json as T;
}

async function sessionOf(token: string): Promise<string> {
  type Sessions = { data: { sessions: { id: string; current: boolean }[] } };
  const { data } = await ask<Sessions>(here, '{ sessions { id current } }', token);
  return data.sessions.find(({ current }) => current)?.id ?? '';
}

const presenceOf = async (token: string, url = here) =>
  (await ask<Answer>(url, `{ me { id ${PRESENCE} } }`, token)).data.me;

const idsOf = ({ devices }: Presence) => devices.map(({ sessionId }) => sessionId);

/** Follows presenceChanged on one API. */
async function follow(url: string, token: string) {
  const socket = await openSocket(url, { token });
  socket.send({
    type: 'subscribe',
    id: '1',
    payload: { query: `subscription { presenceChanged { ${PRESENCE} } }` },
  });
  return {
    socket,
    async next(): Promise<Presence> {
      const message = await socket.next();
      expect(message.type).toBe('next');
      return (message.payload as { data: { presenceChanged: Presence } }).data.presenceChanged;
    },
    /** The first state with these devices. */
    async until(ids: string[]): Promise<Presence> {
      for (;;) {
        const presence = await this.next();
        if (idsOf(presence).toSorted().join() === ids.toSorted().join()) return presence;
      }
    },
  };
}

/** Time limit on busy machines. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 10_000 });

describe('presence', () => {
  it('has no device before a socket is open, and none for an anonymous socket', async () => {
    const user = await product.buildUser();
    await openSocket(here, {});
    expect(await presenceOf(user.token)).toMatchObject({ online: false, devices: [] });
  });

  it('shows each session with an open socket once, on every API, and only to its owner', async () => {
    const user = await product.buildUser();
    const stranger = await product.buildUser();
    const phone = await signIn(user);
    const first = await openSocket(here, { token: phone.token });
    const second = await openSocket(there, { token: phone.token });
    await eventually(async () => idsOf(await presenceOf(user.token, there))).toEqual([phone.sessionId]);
    const { online, devices } = await presenceOf(user.token);
    expect(online).toBe(true);
    expect(Date.parse(devices[0]?.connectedAt ?? '')).toBeLessThanOrEqual(Date.now());
    expect(await presenceOf(stranger.token)).toMatchObject({ online: false, devices: [] });

    first.close();
    await first.closed;
    // The other socket of the same session is still open.
    const own = await openSocket(here, { token: user.token });
    const ownId = await sessionOf(user.token);
    await eventually(async () => idsOf(await presenceOf(user.token))).toEqual([ownId, phone.sessionId]);
    second.close();
    await eventually(async () => idsOf(await presenceOf(user.token))).toEqual([ownId]);
    own.close();
    await eventually(async () => (await presenceOf(user.token)).online).toBe(false);
  });

  it('sends the current state, then each change on any API', async () => {
    const user = await product.buildUser();
    const own = await sessionOf(user.token);
    const following = await follow(here, user.token);
    await following.until([own]);
    const phone = await signIn(user);
    const socket = await openSocket(there, { token: phone.token });
    expect((await following.until([phone.sessionId, own])).online).toBe(true);
    socket.close();
    await following.until([own]);
    following.socket.close();
  });

  it('drops the devices of a killed API within 15 s, and keeps the others', { timeout: 60_000 }, async () => {
    const user = await product.buildUser();
    const own = await sessionOf(user.token);
    const phone = await signIn(user);
    const doomed = await product.startApi();
    const following = await follow(here, user.token);
    const socket = await openSocket(doomed.url, { token: phone.token });
    await following.until([own, phone.sessionId]);
    const began = Date.now();
    await doomed.end('SIGKILL');
    await socket.closed;
    await following.until([own]);
    expect(Date.now() - began).toBeLessThan(LIMIT_MS);
    following.socket.close();
  });

  it('recovers after Redis lost its data', async () => {
    const user = await product.buildUser();
    const own = await sessionOf(user.token);
    const following = await follow(here, user.token);
    await following.until([own]);
    await product.redis.flushdb();
    await eventually(async () => idsOf(await presenceOf(user.token))).toEqual([own]);
    following.socket.close();
  });

  it('ends with the session', async () => {
    const user = await product.buildUser();
    const phone = await signIn(user);
    await openSocket(there, { token: phone.token });
    await eventually(async () => idsOf(await presenceOf(user.token))).toEqual([phone.sessionId]);
    await ask(here, `mutation { revokeSession(id: "${phone.sessionId}") { id } }`, user.token);
    await eventually(async () => (await presenceOf(user.token)).online).toBe(false);
  });
});
