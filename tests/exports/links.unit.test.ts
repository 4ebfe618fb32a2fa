import { expect, it } from 'vitest';
import { rangeOf } from '../../src/http/byte-range.js';
import { Access } from '../../src/modules/auth/access.js';
import { createExportLinks } from '../../src/modules/exports/export-links.js';

const OWNER = { userId: 'a'.repeat(24), sessionId: 'b'.repeat(24) };
const ID = 'c'.repeat(24);
const OTHER = 'd'.repeat(24);
let now = 1_700_000_000_000;
const links = createExportLinks(['a secret of the tests'], () => now);
const partsOf = (link: string) => Object.fromEntries(new URL(link, 'http://localhost').searchParams);

it('a link is valid for the export of its owner for an hour, in every process with the secret', () => {
  const link = links.create(ID, OWNER);
  expect(new URL(link, 'http://localhost').pathname).toBe(`/exports/${ID}`);
  const parts = partsOf(link);
  const elsewhere = createExportLinks(['a secret of the tests'], () => now);
  expect(elsewhere.check(ID, OWNER.userId, parts)).toEqual(OWNER);
  now += 3_599_000;
  expect(links.check(ID, OWNER.userId, parts)).toEqual(OWNER);
  now += 1_000;
  expect(links.check(ID, OWNER.userId, parts)).toBeNull();
});

it('a link with any changed part is invalid', () => {
  const parts = partsOf(links.create(ID, OWNER));
  const { signature = '' } = parts;
  expect(links.check(ID, OWNER.userId, parts)).toEqual(OWNER);
  expect(links.check(OTHER, OWNER.userId, parts)).toBeNull();
  expect(links.check(ID, OTHER, parts)).toBeNull();
  expect(links.check(ID, OWNER.userId, { ...parts, session: OTHER })).toBeNull();
  expect(links.check(ID, OWNER.userId, { ...parts, access: 'FULL' })).toBeNull();
  expect(links.check(ID, OWNER.userId, { ...parts, access: 'x' })).toBeNull();
  expect(links.check(ID, OWNER.userId, { ...parts, expires: `${Number(parts.expires) + 1}` })).toBeNull();
  expect(links.check(ID, OWNER.userId, { ...parts, expires: `0${parts.expires}` })).toBeNull();
  for (const changed of ['', signature.slice(1), `${signature}A`, `${signature}=`, signature.toLowerCase()]) {
    expect(links.check(ID, OWNER.userId, { ...parts, signature: changed }), changed).toBeNull();
  }
  expect(links.check(ID, OWNER.userId, { ...parts, signature: [signature] })).toBeNull();
  expect(links.check(ID, OWNER.userId, {})).toBeNull();
  expect(createExportLinks(['another secret'], () => now).check(ID, OWNER.userId, parts)).toBeNull();
});

it('a link belongs to the access token that requested it', () => {
  const owner = { ...OWNER, access: Access.READ_ONLY };
  const { access, ...bare } = partsOf(links.create(ID, owner));
  expect(links.check(ID, OWNER.userId, { ...bare, access })).toEqual(owner);
  expect(links.check(ID, OWNER.userId, bare)).toBeNull();
  expect(links.check(ID, OWNER.userId, { ...bare, access: Access.FULL })).toBeNull();
});

it('a link of a former secret is valid while the secret is listed for verification', () => {
  const parts = partsOf(links.create(ID, OWNER));
  const rotated = createExportLinks(['a new secret', 'a secret of the tests'], () => now);
  expect(rotated.check(ID, OWNER.userId, parts)).toEqual(OWNER);
  expect(links.check(ID, OWNER.userId, partsOf(rotated.create(ID, OWNER)))).toBeNull();
});

it('byte ranges follow RFC 9110', () => {
  const range = (text: string | undefined, ifRange?: string) =>
    rangeOf({ range: text, ...(ifRange && { 'if-range': ifRange }) }, 10, '"etag"');
  expect(range(undefined)).toBeNull();
  expect(range('bytes=0-0')).toEqual({ start: 0, end: 1 });
  expect(range('bytes=3-')).toEqual({ start: 3, end: 10 });
  expect(range('bytes=3-99')).toEqual({ start: 3, end: 10 });
  expect(range('bytes=-4')).toEqual({ start: 6, end: 10 });
  expect(range('bytes=-99')).toEqual({ start: 0, end: 10 });
  expect(range('bytes=10-')).toBe('unsatisfiable');
  expect(range('bytes=-0')).toBe('unsatisfiable');
  for (const whole of ['bytes=5-3', 'bytes=-', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=a-b', '']) {
    expect(range(whole), whole).toBeNull();
  }
  expect(range('bytes=0-0', '"etag"')).toEqual({ start: 0, end: 1 });
  expect(range('bytes=0-0', '"another"')).toBeNull();
});
