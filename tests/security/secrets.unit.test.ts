import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { loadApiEnv, loadWorkerEnv } from '../../src/config/env.js';
import type { EnvError } from '../../src/config/env-source.js';
import { loggerOptions } from '../../src/infra/logger.js';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

describe('a log line', () => {
  it.each<[string, object, string]>([
    ['a password', { input: { password: 'hunter2' } }, 'hunter2'],
    ['a header', { headers: { authorization: 'Basic hunter2' } }, 'hunter2'],
    ['a token in an error’s text', { err: new Error(`refused: Bearer ${JWT}`) }, 'c2lnbmF0dXJl'],
    ['a token by itself', { cause: `jwt ${JWT}` }, 'c2lnbmF0dXJl'],
    ['a connection string', { err: new Error('at mongodb://ada:hunter2@db.internal:27017/x') }, 'hunter2'],
    ['Redis’s', { url: 'redis://:hunter2@cache:6379' }, 'hunter2'],
    [
      'an API key in an error’s text',
      { err: new Error('Incorrect key: sk-or-v1-hunter2hunter2') },
      'hunter2',
    ],
  ])('never contains %s', (_, facts, secret) => {
    let text = '';
    const stream = new Writable({
      write(chunk, _encoding, done) {
        text += chunk;
        done();
      },
    });
    pino(loggerOptions({ name: 'test', level: 'info' }), stream).error(facts, 'failed');
    expect(JSON.parse(text).msg).toBe('failed');
    expect(text).toContain('[redacted]');
    expect(text).not.toContain(secret);
  });
});

describe('production', () => {
  const base = { NODE_ENV: 'production', MONGO_URI: 'mongodb://db/x', REDIS_URL: 'redis://cache' };
  const faultsOf = (load: () => unknown): string[] => {
    try {
      load();
      return [];
    } catch (error) {
      return (error as EnvError).faults;
    }
  };

  it.each([
    'change-me-change-me-change-me-change-me',
    'your-secret-of-thirty-two-bytes-or-more',
    'a'.repeat(64),
  ])('rejects the JWT secret %s, and does not repeat it', (JWT_SECRET) => {
    const faults = faultsOf(() => loadApiEnv({ ...base, JWT_SECRET }));
    expect(faults).toEqual([expect.stringContaining('JWT_SECRET is a placeholder')]);
    expect(faults.join()).not.toContain(JWT_SECRET);
    expect(faultsOf(() => loadApiEnv({ ...base, JWT_SECRET, NODE_ENV: 'development' }))).toEqual([]);
  });

  it('rejects the example key of a provider, and accepts one of random bytes', () => {
    const faults = faultsOf(() => loadWorkerEnv({ ...base, OPENROUTER_KEY: 'your-key' }));
    expect(faults).toEqual([expect.stringContaining('OPENROUTER_KEY is a placeholder')]);
    const JWT_SECRET = '8f1c9a6be03d4725a1c8e7f60b92d35448ae7710cc2f93be6d05172a9b4e8f3c';
    expect(faultsOf(() => loadApiEnv({ ...base, JWT_SECRET }))).toEqual([]);
  });
});
