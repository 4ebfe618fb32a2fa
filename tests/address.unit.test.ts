import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { clientAddress, trustProxy } from '../src/limits/address.js';
import { originAllowed } from '../src/limits/origin.js';

const request = (headers: Record<string, string>) =>
  ({ headers, socket: { remoteAddress: '10.0.0.1' } }) as unknown as IncomingMessage;

it.each([
  ['203.0.113.7:51234', '203.0.113.7'],
  ['203.0.113.7', '203.0.113.7'],
  ['[2001:db8::1]:51234', '2001:db8::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['"[2001:db8::1]:51234"', '2001:db8::1'],
  ['198.51.100.9, 203.0.113.7:51234', '203.0.113.7'],
])('X-Forwarded-For: %s gives the address %s, without the port', (forwarded, address) => {
  expect(clientAddress(request({ 'x-forwarded-for': forwarded }), trustProxy('1'))).toBe(address);
});

it.each([
  ['for=203.0.113.7', '203.0.113.7'],
  ['For="[2001:db8::1]:4711"', '2001:db8::1'],
  ['for=198.51.100.9, for="203.0.113.7:51234";proto=https;by=203.0.113.43', '203.0.113.7'],
  ['proto=https;host=a.test', '10.0.0.1'],
])('Forwarded: %s gives the address %s if X-Forwarded-For is missing', (forwarded, address) => {
  expect(clientAddress(request({ forwarded }), trustProxy('1'))).toBe(address);
  expect(clientAddress(request({ forwarded }), trustProxy('off'))).toBe('10.0.0.1');
  const both = request({ forwarded, 'x-forwarded-for': '192.0.2.1' });
  expect(clientAddress(both, trustProxy('1'))).toBe('192.0.2.1');
});

it('ignores the headers of an untrusted proxy', () => {
  expect(clientAddress(request({ 'x-forwarded-for': '203.0.113.7' }), trustProxy('off'))).toBe('10.0.0.1');
});

it('reads an IPv4-mapped IPv6 address as IPv4', () => {
  const over = (remoteAddress: string, headers = {}) =>
    ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage;
  expect(clientAddress(over('::ffff:203.0.113.7'), trustProxy('off'))).toBe('203.0.113.7');
  const behind = over('::ffff:10.0.0.1', { 'x-forwarded-for': '198.51.100.9' });
  expect(clientAddress(behind, trustProxy('10.0.0.0/8'))).toBe('198.51.100.9');
  expect(clientAddress(behind, trustProxy('192.168.0.0/16'))).toBe('10.0.0.1');
});

const page = { origin: 'https://app.example.com', host: 'api:4000' };
it.each<[string, Record<string, string>, string[], string, boolean]>([
  ['of a listed origin', page, ['https://app.example.com'], 'off', true],
  ['of any origin, where all are listed', page, ['*'], 'off', true],
  [
    'of the host that a trusted proxy reports',
    { ...page, 'x-forwarded-host': 'app.example.com' },
    [],
    '1',
    true,
  ],
  [
    'of a host that an unknown client claims',
    { ...page, 'x-forwarded-host': 'app.example.com' },
    [],
    'off',
    false,
  ],
  [
    'of another host than the proxy reports',
    { ...page, 'x-forwarded-host': 'other.example' },
    [],
    '1',
    false,
  ],
  [
    'of the host that several proxies report with its port',
    { ...page, 'x-forwarded-host': 'App.example.com:443, inner', 'x-forwarded-proto': 'https, http' },
    [],
    '1',
    true,
  ],
  [
    'of the host that Forwarded reports',
    { ...page, forwarded: 'for=1.2.3.4;host="app.example.com"' },
    [],
    '1',
    true,
  ],
  ['of the host that Forwarded claims', { ...page, forwarded: 'host=app.example.com' }, [], 'off', false],
  [
    'of the host that X-Original-Host reports',
    { ...page, 'x-original-host': 'app.example.com' },
    [],
    '1',
    true,
  ],
  ['of the host with the scheme’s own port', { ...page, host: 'app.example.com:443' }, [], 'off', true],
  ['of the host with another port', { ...page, host: 'app.example.com:80' }, [], 'off', false],
  ['of the requested host', { origin: 'http://api:4000', host: 'api:4000' }, [], 'off', true],
  ['of no origin', { host: 'api:4000' }, [], 'off', true],
  ['of an unknown origin', page, ['https://other.example'], 'off', false],
])('a page %s', (_, headers, origins, trust, allowed) => {
  expect(originAllowed(request(headers), origins, trustProxy(trust))).toBe(allowed);
});
