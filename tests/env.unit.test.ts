import { describe, expect, it } from 'vitest';
import { loadApiEnv, loadWorkerEnv } from '../src/config/env.js';
import { EnvError, type EnvSource } from '../src/config/env-source.js';
import { redisFromUrl } from '../src/infra/redis-settings.js';

const servers = { MONGO_URI: 'mongodb://db.test/app', REDIS_URL: 'redis://queue.test:6379' };
const api = { ...servers, JWT_SECRET: 'thirty-two bytes of the tests, at least' };
const worker = { ...servers, OPENROUTER_KEY: 'key' };

function faultsOf(load: (source: EnvSource) => unknown, source: EnvSource): string[] {
  try {
    load(source);
  } catch (error) {
    if (error instanceof EnvError) return error.faults;
    throw error;
  }
  return [];
}

describe('the settings of the API', () => {
  const defaults = {
    production: false,
    logLevel: 'info',
    mongo: { uri: servers.MONGO_URI },
    redis: redisFromUrl(servers.REDIS_URL),
    host: '::',
    port: 4000,
    jwt: { secret: api.JWT_SECRET, expiresInSeconds: 30 * 24 * 3600 },
    bcryptCost: 10,
    jobDelayMs: 60_000,
    queueBoard: 'read',
    corsOrigins: ['http://localhost:3000'],
    introspection: true,
    webhooks: null,
  };

  it('have the documented defaults', () => {
    expect(loadApiEnv(api)).toMatchObject(defaults);
  });

  it('treat an empty value as unset', () => {
    const empty = { PORT: '', JWT_EXPIRES_IN: '', CORS_ORIGINS: '', INTROSPECTION: '', NODE_ENV: '' };
    expect(loadApiEnv({ ...api, ...empty })).toMatchObject(defaults);
  });

  it.each([
    ['production', undefined, false],
    ['production', 'on', true],
    ['development', undefined, true],
    ['development', 'off', false],
  ])('with NODE_ENV=%s and INTROSPECTION=%s enable introspection: %s', (NODE_ENV, INTROSPECTION, shown) => {
    expect(loadApiEnv({ ...api, NODE_ENV, INTROSPECTION }).introspection).toBe(shown);
  });

  it.each([
    ['development', {}, { smtpUrl: null, from: 'Smart Content Generator <no-reply@localhost>' }],
    ['production', {}, null],
    [
      'production',
      { SMTP_URL: 'smtp://mail.test', PUBLIC_URL: 'https://app.test/' },
      { smtpUrl: 'smtp://mail.test', from: 'Smart Content Generator <no-reply@app.test>' },
    ],
  ])('in %s with %o send mail by %o', (NODE_ENV, given, mail) => {
    expect(loadApiEnv({ ...api, ...given, NODE_ENV }).mail).toEqual(mail);
  });

  it('require the origin of links in mails in production', () => {
    const given = { ...api, NODE_ENV: 'production', SMTP_URL: 'smtp://mail.test' };
    expect(faultsOf(loadApiEnv, given)).toEqual(['PUBLIC_URL is missing: links in mails lead there']);
    const path = { ...api, PUBLIC_URL: 'https://app.test/path', SMTP_URL: 'mail.test' };
    expect(faultsOf(loadApiEnv, path).map((fault) => fault.split(' ')[0])).toEqual([
      'SMTP_URL',
      'PUBLIC_URL',
    ]);
    expect(loadApiEnv({ ...api, PUBLIC_URL: 'https://app.test/' }).publicUrl).toBe('https://app.test');
  });

  it.each([
    ['90s', 90],
    ['15m', 900],
    ['12h', 43_200],
    ['365d', 31_536_000],
  ])('read JWT_EXPIRES_IN=%s as %d seconds', (JWT_EXPIRES_IN, seconds) => {
    expect(loadApiEnv({ ...api, JWT_EXPIRES_IN }).jwt.expiresInSeconds).toBe(seconds);
  });

  it('enable webhooks by a key, for https and public addresses by default', () => {
    const WEBHOOK_KEY = 'thirty-two bytes of the tests, or more';
    expect(loadApiEnv({ ...api, WEBHOOK_KEY }).webhooks).toEqual({ key: WEBHOOK_KEY, insecure: false });
    const insecure = loadWorkerEnv({ ...worker, WEBHOOK_KEY, WEBHOOKS_INSECURE: 'on' });
    expect(insecure.webhooks).toEqual({ key: WEBHOOK_KEY, insecure: true });
    for (const [load, source] of [
      [loadApiEnv, api],
      [loadWorkerEnv, worker],
    ] as const) {
      expect(faultsOf(load, { ...source, WEBHOOK_KEY: 'k'.repeat(31) })).toHaveLength(1);
      const placeholder = { NODE_ENV: 'production', WEBHOOK_KEY: 'k'.repeat(32) };
      expect(faultsOf(load, { ...source, ...placeholder }).join()).toContain('WEBHOOK_KEY is a placeholder');
    }
  });

  it('read origins that are separated by commas', () => {
    const { corsOrigins } = loadApiEnv({ ...api, CORS_ORIGINS: 'https://a.test, https://b.test,' });
    expect(corsOrigins).toEqual(['https://a.test', 'https://b.test']);
  });

  it('measure the secret in bytes, not in characters', () => {
    expect(faultsOf(loadApiEnv, { ...api, JWT_SECRET: '🦊'.repeat(8) })).toEqual([]);
    expect(faultsOf(loadApiEnv, { ...api, JWT_SECRET: 's'.repeat(31) })).toHaveLength(1);
  });

  it.each([
    ['queue.test', 'queue.test', 6379],
    ['queue.test:6380', 'queue.test', 6380],
    ['127.0.0.1:6379', '127.0.0.1', 6379],
    ['::1', '::1', 6379],
    ['[::1]:6390', '::1', 6390],
  ])('accept %s as an endpoint, and read credentials literally', (endpoint, host, port) => {
    const parts = {
      REDIS_ENDPOINT: endpoint,
      REDIS_USER: 'ada',
      REDIS_PASSWORD: 'pa%41ss@:/x',
      REDIS_TLS: 'on',
    };
    const { redis } = loadApiEnv({ ...api, REDIS_URL: '', ...parts });
    expect(redis.options).toEqual({ host, port, username: 'ada', password: 'pa%41ss@:/x', tls: {} });
  });

  it.each(['redis://queue.test', 'queue.test:99999', '[queue]:1', 'a b'])(
    'reject %s as an endpoint',
    (text) => {
      expect(faultsOf(loadApiEnv, { ...api, REDIS_URL: '', REDIS_ENDPOINT: text })).toHaveLength(1);
    },
  );

  it('validate only what is used', () => {
    const service = { REDIS_PORT: 'tcp://10.0.0.1:6379', REDIS_TLS: 'perhaps', REDIS_ENDPOINT: 'a b' };
    expect(faultsOf(loadApiEnv, { ...api, ...service })).toEqual([]);
    const { redis } = loadApiEnv({
      ...api,
      REDIS_URL: '',
      REDIS_ENDPOINT: 'redis',
      REDIS_PORT: 'tcp://10.0.0.1:6379',
    });
    expect(redis.address).toBe('redis:6379');
  });

  const noUrl = { ...api, REDIS_URL: '' };

  it('accept nodes of a Redis Cluster', () => {
    const { redis, pubsub } = loadApiEnv({
      ...noUrl,
      REDIS_CLUSTER: 'a.test:7000, [::1]:7001,b.test',
      REDIS_PASSWORD: 'p%41',
      REDIS_TLS: 'on',
    });
    expect(redis).toEqual({
      setting: 'REDIS_CLUSTER',
      address: 'a.test:7000, [::1]:7001, b.test:6379',
      options: { password: 'p%41', tls: {} },
      cluster: {
        nodes: [
          { host: 'a.test', port: 7_000 },
          { host: '::1', port: 7_001 },
          { host: 'b.test', port: 6_379 },
        ],
        sharded: true,
      },
    });
    expect(pubsub).toBeNull();
  });

  it('accept Sentinels, and the name of their master', () => {
    const { redis } = loadApiEnv({
      ...noUrl,
      REDIS_SENTINELS: 'a.test,b.test:5000',
      REDIS_SENTINEL_NAME: 'content',
      REDIS_SENTINEL_PASSWORD: 'of the Sentinels',
      REDIS_USER: 'ada',
    });
    expect(redis).toEqual({
      setting: 'REDIS_SENTINELS',
      address: 'content of a.test:26379, b.test:5000',
      options: { username: 'ada' },
      sentinel: {
        nodes: [
          { host: 'a.test', port: 26_379 },
          { host: 'b.test', port: 5_000 },
        ],
        name: 'content',
        password: 'of the Sentinels',
      },
    });
  });

  it('accept another Redis for messages', () => {
    const { redis, pubsub } = loadApiEnv({ ...api, REDIS_PUBSUB_URL: 'redis://messages.test' });
    expect(redis.address).toBe('queue.test:6379');
    expect(pubsub).toMatchObject({ setting: 'REDIS_PUBSUB_URL', address: 'messages.test:6379' });
  });

  it.each<[string, EnvSource, string]>([
    ['no Redis', {}, 'REDIS_URL is missing, or another setting that names Redis'],
    [
      'two',
      { REDIS_CLUSTER: 'a', REDIS_ENDPOINT: 'b' },
      'REDIS_ENDPOINT and REDIS_CLUSTER name different servers: unset all but one',
    ],
    ['Sentinels without a name', { REDIS_SENTINELS: 'a' }, 'REDIS_SENTINEL_NAME is missing'],
    [
      'a malformed node',
      { REDIS_CLUSTER: 'a,redis://b' },
      'REDIS_CLUSTER must be hosts, each with or without a port, separated by commas',
    ],
    [
      'no node',
      { REDIS_SENTINELS: ',', REDIS_SENTINEL_NAME: 'content' },
      'REDIS_SENTINELS must be hosts, each with or without a port, separated by commas',
    ],
  ])('reject %s', (_, source, fault) => {
    expect(faultsOf(loadApiEnv, { ...noUrl, ...source })).toEqual([fault]);
  });

  it.each([
    'mongodb://a:27017,b:27017,c:27017/db?replicaSet=rs0',
    'mongodb+srv://ada:p%40ss@cluster.test/db?retryWrites=true&w=majority',
    'mongodb://[::1]:27017,127.0.0.1/db',
    'mongodb://ada:p%2Fss%25@a,b:27018/db?authSource=admin&tls=true',
  ])('accept %s as MongoDB', (MONGO_URI) => {
    expect(loadApiEnv({ ...api, MONGO_URI }).mongo.uri).toBe(MONGO_URI);
  });

  it('normalize origins as browsers send them', () => {
    const origins = (CORS_ORIGINS: string) => loadApiEnv({ ...api, CORS_ORIGINS }).corsOrigins;
    expect(origins('http://a.test/, HTTPS://B.test:443,*')).toEqual(['http://a.test', 'https://b.test', '*']);
    for (const fault of [
      'a.test',
      'https://a.test/path',
      'ftp://a.test',
      'https://*.a.test',
      'https://a;https://b',
    ])
      expect(faultsOf(loadApiEnv, { ...api, CORS_ORIGINS: fault })).toHaveLength(1);
  });

  it('read a URL of Redis with TLS, database and escapes', () => {
    const { redis } = loadApiEnv({ ...api, REDIS_URL: 'rediss://ada:p%25%40@[::1]:6390/2' });
    expect(redis).toEqual({
      setting: 'REDIS_URL',
      address: '[::1]:6390',
      options: { host: '::1', port: 6390, username: 'ada', password: 'p%@', db: 2, tls: {} },
    });
  });
});

describe('the settings of the worker', () => {
  it('have the documented defaults', () => {
    expect(loadWorkerEnv(worker)).toMatchObject({
      concurrency: 5,
      rate: { max: 10, durationMs: 60_000 },
      provider: {
        apiKey: 'key',
        model: 'openai/gpt-3.5-turbo',
        baseUrl: 'https://openrouter.ai/api/v1',
        appUrl: null,
        maxTokens: 1500,
        temperature: 0.7,
      },
    });
  });

  it('require a key or a base URL', () => {
    expect(faultsOf(loadWorkerEnv, servers)).toEqual([expect.stringContaining('OPENROUTER_KEY or BASE_URL')]);
    expect(loadWorkerEnv({ ...servers, BASE_URL: 'http://model.test/v1' }).provider).toMatchObject({
      apiKey: null,
      baseUrl: 'http://model.test/v1',
    });
  });

  it('require none of the API’s settings', () => {
    expect(faultsOf(loadWorkerEnv, { ...worker, JWT_SECRET: 'short', PORT: 'x' })).toEqual([]);
  });
});

describe('the proxy for requests to the model', () => {
  const proxyOf = (source: EnvSource) => loadWorkerEnv({ ...worker, ...source }).provider.proxy;

  it('is read from a variable in either case, the lower one first, and without a scheme', () => {
    expect(
      proxyOf({ HTTPS_PROXY: 'http://a.test:3128', https_proxy: 'b.test:3128', no_proxy: 'c.test' }),
    ).toEqual({
      https: 'http://b.test:3128',
      http: null,
      none: 'c.test',
    });
    expect(proxyOf({})).toEqual({ https: null, http: null, none: null });
  });

  it('is validated if a request uses it', () => {
    expect(faultsOf(loadWorkerEnv, { ...worker, HTTPS_PROXY: 'ftp://secret.test' })).toEqual([
      'HTTPS_PROXY must be a proxy’s address, such as http://proxy.example.com:3128',
    ]);
  });

  it.each([
    'http://127.0.0.1:8080/v1',
    'http://127.9.9.9/v1',
    'http://localhost:11434/v1',
    'http://[::1]:1234/v1',
    'http://[::ffff:127.0.0.1]/v1',
  ])('is not used for %s', (BASE_URL) => {
    const source = { ...worker, BASE_URL, HTTP_PROXY: 'ftp://not.judged' };
    expect(loadWorkerEnv(source).provider.proxy).toBeNull();
  });
});

it('a request may name the configured models and the additionally allowed ones', () => {
  const { options } = loadApiEnv({ ...api, OPENROUTER_MODELS: 'a/one', ALLOWED_MODELS: 'b/two, c/three' });
  expect(options).toEqual({ models: ['a/one', 'b/two', 'c/three'], maxTemperature: 2 });
  const named = loadApiEnv({ ...api, OPENROUTER_MODEL: 'd/four', MAX_TEMPERATURE: '0.5' }).options;
  expect(named).toEqual({ models: ['d/four'], maxTemperature: 0.5 });
});

describe('faults in the settings', () => {
  it('are reported all at once, each with the name of its setting', () => {
    expect(
      faultsOf(loadApiEnv, { PORT: 'x', JWT_SECRET: 'short' }).map((fault) => fault.split(' ')[0]),
    ).toEqual(expect.arrayContaining(['MONGO_URI', 'REDIS_URL', 'PORT', 'JWT_SECRET']));
  });

  it.each<[string, (source: EnvSource) => unknown, string]>([
    ['NODE_ENV', loadApiEnv, 'staging-secret'],
    ['LOG_LEVEL', loadApiEnv, 'loud-secret'],
    ['MONGO_URI', loadApiEnv, 'https://ada:secret@db.test'],
    ['REDIS_URL', loadApiEnv, 'ada:secret@queue.test'],
    ['PORT', loadApiEnv, '65536'],
    ['PORT', loadApiEnv, '-1'],
    ['PORT', loadApiEnv, '4e3'],
    ['JWT_SECRET', loadApiEnv, 'too short a secret'],
    ['JWT_EXPIRES_IN', loadApiEnv, '30 days'],
    ['JWT_EXPIRES_IN', loadApiEnv, '0s'],
    ['BCRYPT_COST', loadApiEnv, '4'],
    ['JOB_DELAY_MS', loadApiEnv, '1.5'],
    ['INTROSPECTION', loadApiEnv, 'yes-secret'],
    ['WORKER_CONCURRENCY', loadWorkerEnv, '0'],
    ['BASE_URL', loadWorkerEnv, 'file:///secret'],
    ['APP_URL', loadWorkerEnv, 'secret app'],
    ['TEMPERATURE', loadWorkerEnv, '2.01'],
    ['MAX_TOKENS', loadWorkerEnv, '0'],
  ])('in %s are reported without the value', (name, load, value) => {
    const [fault, ...more] = faultsOf(load, { ...api, ...worker, [name]: value });
    expect(more).toEqual([]);
    expect(fault).toMatch(new RegExp(`^${name} must be|^${name} Invalid option`));
    if (value.length > 5) expect(fault).not.toContain(value);
  });
});
