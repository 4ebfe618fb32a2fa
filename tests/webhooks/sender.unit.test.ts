import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isPublicAddress, parseWebhookUrl } from '../../src/modules/webhooks/webhook-url.js';
import { createWebhookSender, type Lookup } from '../../src/worker/webhooks/webhook-sender.js';

describe('an address', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '168.63.129.16',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:169.254.169.254',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fe80::1',
    'fd00::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
  ])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
});

describe('the URL of a webhook', () => {
  it.each([
    ['http://example.com/hook', 'must begin with https://'],
    ['ftp://example.com/hook', 'must begin with https://'],
    ['example.com', 'must be a URL of 2000 characters at most'],
    [`https://example.com/${'a'.repeat(2_000)}`, 'must be a URL of 2000 characters at most'],
    ['https://user:word@example.com/', 'must not contain credentials'],
    ['https://example.com/#part', 'must not have a fragment'],
    ['https://127.0.0.1/', 'must not be a private address'],
    ['https://2130706433/', 'must not be a private address'],
    ['https://0x7f.1/', 'must not be a private address'],
    ['https://[::ffff:127.0.0.1]/', 'must not be a private address'],
    ['https://169.254.169.254/latest/meta-data', 'must not be a private address'],
  ])('%s is rejected', (url, message) => {
    expect(() => parseWebhookUrl(url, false)).toThrow(
      expect.objectContaining({
        extensions: expect.objectContaining({ fields: [{ field: 'url', message }] }),
      }),
    );
  });

  it('is stored in its normal form', () => {
    expect(parseWebhookUrl('HTTPS://Bücher.example:443/a b?c=d', false)).toBe(
      'https://xn--bcher-kva.example/a%20b?c=d',
    );
    expect(parseWebhookUrl('http://127.0.0.1:4001/', true)).toBe('http://127.0.0.1:4001/');
  });
});

describe('a request to a webhook', () => {
  let connections = 0;
  let requests = 0;
  let answer: { status: number; headers?: Record<string, string> } = { status: 200 };
  const servers: Server[] = [];
  let port = 0;
  const listen = async (host: string) => {
    const server = createServer((_request, response) => {
      requests += 1;
      response.writeHead(answer.status, answer.headers).end('{}');
    });
    server.on('connection', () => {
      connections += 1;
    });
    servers.push(server);
    await new Promise((resolve, reject) =>
      server.once('error', reject).listen(port, host, () => resolve(null)),
    );
    port = (server.address() as AddressInfo).port;
  };
  beforeAll(async () => {
    await listen('127.0.0.1');
    // Not every machine has IPv6.
    await listen('::1').catch(() => {});
  });
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });
  beforeEach(() => {
    connections = 0;
    requests = 0;
    answer = { status: 200 };
  });

  const NOT_PUBLIC = { status: null, error: 'The host has an address that is not public.' };
  const never = new AbortController().signal;
  /** An address that IANA has not assigned: it counts as public, and nobody is disturbed. */
  const UNASSIGNED = '2d00::1';
  /** Resolves a name to each of these lists in turn. */
  const resolving =
    (...answers: string[][]): Lookup =>
    (_hostname, _options, callback) =>
      callback(
        null,
        (answers.shift() ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );

  it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost', '169.254.169.254', '2130706433'])(
    'never connects to %s',
    async (host) => {
      const sender = createWebhookSender({ insecure: false });
      expect(await sender.send(`https://${host}:${port}/`, {}, '{}', never)).toEqual(NOT_PUBLIC);
      expect(connections).toBe(0);
      await sender.close();
    },
  );

  it.each([
    [['127.0.0.1']],
    [['169.254.169.254']],
    [['::ffff:127.0.0.1']],
    [['fd00:ec2::254']],
    [[UNASSIGNED, '127.0.0.1']],
  ])('never connects to a name that resolves to %j', async (addresses) => {
    const sender = createWebhookSender({ insecure: false, lookup: resolving(addresses) });
    expect(await sender.send(`https://name.test:${port}/`, {}, '{}', never)).toEqual(NOT_PUBLIC);
    expect(connections).toBe(0);
    await sender.close();
  });

  it('never connects to a name that resolves to a private address only the second time', async () => {
    let lookups = 0;
    const answers = resolving([UNASSIGNED], ['127.0.0.1']);
    const lookup: Lookup = (...args) => {
      lookups += 1;
      answers(...args);
    };
    const sender = createWebhookSender({ insecure: false, lookup, limitMs: 300 });
    const url = `https://rebind.test:${port}/`;
    // The single lookup of this request is both checked and connected to.
    const first = await sender.send(url, {}, '{}', never);
    expect([lookups, first?.status, first?.error === NOT_PUBLIC.error]).toEqual([1, null, false]);
    expect(await sender.send(url, {}, '{}', never)).toEqual(NOT_PUBLIC);
    expect([lookups, connections]).toEqual([2, 0]);
    await sender.close();
  });

  it('rejects http, also for a row from a time when it was permitted', async () => {
    const sender = createWebhookSender({ insecure: false, lookup: resolving([UNASSIGNED]) });
    expect(await sender.send(`http://name.test:${port}/`, {}, '{}', never)).toEqual({
      status: null,
      error: 'The address does not begin with https://.',
    });
    await sender.close();
  });

  it('follows no redirect, and returns the status of the receiver', async () => {
    const sender = createWebhookSender({ insecure: true });
    answer = { status: 302, headers: { location: `http://127.0.0.1:${port}/elsewhere` } };
    const url = `http://127.0.0.1:${port}/`;
    expect(await sender.send(url, {}, '{}', never)).toEqual({
      status: 302,
      error: 'The receiver answered 302.',
    });
    expect(requests).toBe(1);
    answer = { status: 204 };
    expect(await sender.send(url, {}, '{}', never)).toEqual({ status: 204, error: null });
    await sender.close();
  });

  it('is aborted at its time limit, and by the signal of a stopping worker', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    const sender = createWebhookSender({ insecure: true, limitMs: 200 });
    expect(await sender.send(url, {}, '{}', never)).toEqual({
      status: null,
      error: 'There was no answer within 0.2 seconds.',
    });
    const stop = new AbortController();
    silent.once('request', () => stop.abort());
    expect(await sender.send(url, {}, '{}', stop.signal)).toBeNull();
    await sender.close();
    silent.closeAllConnections();
    silent.close();
  });
});
