import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { loadApiEnv } from '../../../src/config/env.js';
import { jobIdOf, readiness, untilStatus } from '../../faults/case.js';
import { startReplicaSet, startTlsRedis } from '../../hosts/servers.js';
import { makeCertificates } from '../../support/certificates.js';
import { startConnectProxy } from '../../support/connect-proxy.js';
import type { Env } from '../../support/process.js';
import { startTlsFront } from '../../support/tls-front.js';
import type { Example, Field, Section } from '../field.js';
import { refusalOf } from '../field.js';
import { proxies } from '../proxies.js';

const PASSWORD = 'pa%41ss@:/x';
const READY = 'mongodb true, redis true';

const dirs = () => mkdtemp(join(tmpdir(), 'smart-content-field-'));

/** What an API with these settings reports about the servers behind it. */
const ready = (
  sent: string,
  env: (field: Field) => Promise<Env> | Env,
  right: string | RegExp = READY,
): Example => ({
  sent,
  right,
  now: async (field) => {
    const settings = await env(field);
    let told = '';
    const refused = await refusalOf(
      field.withApi(settings, async (api) => {
        // A new replica set may still be electing its primary.
        for (let tries = 0; tries < 20 && told !== READY; tries++) {
          if (tries > 0) await delay(500);
          const { mongodb, redis } = await readiness(api.url);
          told = `mongodb ${mongodb}, redis ${redis}`;
        }
        return told;
      }),
    );
    return told || refused;
  },
});

/** Creates a Redis user with this password and these permissions. */
async function redisUser(field: Field, ...rules: string[]): Promise<string> {
  const name = `user-${randomUUID()}`;
  await field.rig.redis.call('ACL', 'SETUSER', name, 'on', `>${PASSWORD}`, ...rules);
  return name;
}
const ALL = ['~*', '&*', '+@all'];
const redisPort = ({ rig }: Field) => rig.stores.redis.port;
const endpoint = (field: Field, env: Env): Env => ({
  REDIS_URL: '',
  REDIS_ENDPOINT: `127.0.0.1:${redisPort(field)}`,
  ...env,
});

const MONGO: Example[] = [
  ready('MONGO_URI with three hosts', async () => {
    const set = await startReplicaSet(await dirs());
    setTimeout(() => void set.stop(), 20_000).unref();
    return { MONGO_URI: set.uri };
  }),
  ready('MONGO_URI with credentials in escapes, and options', async ({ rig }) => {
    const admin = rig.mongo.getClient().db('admin');
    const user = `ada-${randomUUID()}`;
    await admin.command({ createUser: user, pwd: 'p/ss%@:', roles: ['root'] });
    const options = 'replicaSet=rs0&directConnection=true&authSource=admin&appName=field&maxPoolSize=5';
    return {
      MONGO_URI: `mongodb://${user}:p%2Fss%25%40%3A@127.0.0.1:${rig.stores.mongo.port}/${rig.mongo.name}?${options}`,
    };
  }),
  ...[
    'mongodb+srv://ada:p%40ss@cluster.test/db?retryWrites=true&w=majority',
    'mongodb://[::1]:27017,127.0.0.1/db',
    'mongodb://%2Ftmp%2Fmongodb-27017.sock/db',
  ].map((MONGO_URI) => ({
    sent: `MONGO_URI=${MONGO_URI}`,
    right: 'taken',
    now: async () => {
      loadApiEnv({ MONGO_URI, REDIS_URL: 'redis://queue.test', JWT_SECRET: 's'.repeat(32) });
      return 'taken';
    },
  })),
];

const REDIS: Example[] = [
  ready('REDIS_PORT=tcp://10.0.0.1:6379 beside REDIS_URL', () => ({ REDIS_PORT: 'tcp://10.0.0.1:6379' })),
  ready('REDIS_PORT=tcp://10.0.0.1:6379 beside REDIS_ENDPOINT', (field) =>
    endpoint(field, { REDIS_PORT: 'tcp://10.0.0.1:6379' }),
  ),
  ready(`REDIS_PASSWORD=${PASSWORD} with REDIS_ENDPOINT`, async (field) =>
    endpoint(field, { REDIS_USER: await redisUser(field, ...ALL), REDIS_PASSWORD: PASSWORD }),
  ),
  ready('the same password in REDIS_URL, escaped', async (field) => ({
    REDIS_URL: `redis://${await redisUser(field, ...ALL)}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${redisPort(field)}`,
  })),
  ready('REDIS_ENDPOINT=127.0.0.1:6379', (field) => endpoint(field, {})),
  ready('REDIS_ENDPOINT=localhost and REDIS_PORT', (field) =>
    endpoint(field, { REDIS_ENDPOINT: 'localhost', REDIS_PORT: String(redisPort(field)) }),
  ),
  ...['::1', '[::1]'].map((host) =>
    ready(`REDIS_ENDPOINT=${host} and REDIS_PORT`, async (field) => {
      await field.rig.redis.call('CONFIG', 'SET', 'bind', '127.0.0.1 ::1');
      return endpoint(field, { REDIS_ENDPOINT: host, REDIS_PORT: String(redisPort(field)) });
    }),
  ),
  ready('REDIS_ENDPOINT=[::1]:6379', (field) =>
    endpoint(field, { REDIS_ENDPOINT: `[::1]:${redisPort(field)}` }),
  ),
  ...['a b', 'redis://queue.test', 'queue.test:99999'].map((REDIS_ENDPOINT) =>
    ready(
      `REDIS_ENDPOINT=${REDIS_ENDPOINT}`,
      (field) => endpoint(field, { REDIS_ENDPOINT }),
      /^[^\n]*REDIS_ENDPOINT must be a host, with or without a port$/,
    ),
  ),
];

/** A Redis that accepts only TLS, with a certificate of an authority that the system does not know. */
let tls: Promise<{ port: number; caFile: string }> | undefined;
function tlsRedis() {
  tls ??= (async () => {
    const certificates = makeCertificates(['DNS:localhost', 'IP:127.0.0.1']);
    const { port, stop } = await startTlsRedis(await dirs(), PASSWORD, certificates);
    process.once('exit', () => void stop());
    return { port, caFile: certificates.caFile };
  })();
  return tls;
}
const TLS: Example[] = [
  ready('REDIS_TLS=on with REDIS_ENDPOINT, a password and REDIS_TLS_CA', async (field) => {
    const { port, caFile } = await tlsRedis();
    return endpoint(field, {
      REDIS_ENDPOINT: `127.0.0.1:${port}`,
      REDIS_PASSWORD: PASSWORD,
      REDIS_TLS: 'on',
      REDIS_TLS_CA: caFile,
    });
  }),
  ready('REDIS_URL=rediss:// with REDIS_TLS_CA', async () => {
    const { port, caFile } = await tlsRedis();
    const url = `rediss://:${encodeURIComponent(PASSWORD)}@localhost:${port}`;
    return { REDIS_URL: url, REDIS_TLS_CA: caFile };
  }),
  ready(
    'the same without its authority',
    async () => {
      const { port } = await tlsRedis();
      return {
        REDIS_URL: `rediss://:${encodeURIComponent(PASSWORD)}@localhost:${port}`,
        START_TIMEOUT_MS: '2000',
      };
    },
    /^[^\n;]*certificate[^\n;]*$/,
  ),
];

const WITHOUT_CHANNELS = ['~*', 'resetchannels', '+@all'];
const RIGHTS: Example[] = [
  ready(
    'a Redis user without channels',
    async (field) =>
      endpoint(field, { REDIS_USER: await redisUser(field, ...WITHOUT_CHANNELS), REDIS_PASSWORD: PASSWORD }),
    /^The Redis user may not (?:publish on|subscribe to) channels [^\n;]*$/,
  ),
  ready(
    'a Redis user without scripts',
    async (field) =>
      endpoint(field, {
        REDIS_USER: await redisUser(field, ...ALL, '-eval', '-evalsha'),
        REDIS_PASSWORD: PASSWORD,
      }),
    /^The Redis user may not run scripts [^\n;]*$/,
  ),
  {
    sent: 'a Redis user without channels, for the worker',
    right: /^The Redis user may not publish on channels [^\n;]*$/,
    now: async (field) => {
      const env = { REDIS_USER: await redisUser(field, ...WITHOUT_CHANNELS), REDIS_PASSWORD: PASSWORD };
      return refusalOf(field.withWorker(endpoint(field, env), async () => 'starts'));
    },
  },
  {
    sent: 'a Redis user without channels, for npm run doctor',
    right: /lacks rights: publish on channels/,
    now: async (field) => {
      const user = await redisUser(field, ...WITHOUT_CHANNELS);
      const env = {
        ...process.env,
        ...endpoint(field, { REDIS_USER: user, REDIS_PASSWORD: PASSWORD }),
        MONGO_URI: `mongodb://127.0.0.1:${field.rig.stores.mongo.port}/doctor?replicaSet=rs0&directConnection=true`,
        BASE_URL: field.rig.upstream.url,
      };
      const told = await new Promise<string>((resolve) => {
        execFile(process.execPath, ['build/local/doctor/doctor.js'], { env }, (_, stdout) => resolve(stdout));
      });
      return (
        told
          .split('\n')
          .find((line) => /lacks rights/.test(line))
          ?.trim() ?? told
      );
    },
  },
];

const MODEL: Example[] = [
  {
    sent: 'HTTPS_PROXY for requests to the model',
    right: 'COMPLETED through model.test:443',
    now: async (field) => {
      const certificates = makeCertificates(['DNS:model.test']);
      const front = await startTlsFront(Number(new URL(field.rig.upstream.url).port), certificates);
      const proxy = await startConnectProxy({ 'model.test:443': front.port });
      for (const worker of field.rig.workers) if (!worker.over) await worker.kill();
      const env = {
        BASE_URL: 'https://model.test/v1',
        HTTPS_PROXY: proxy.url,
        NODE_EXTRA_CA_CERTS: certificates.caFile,
      };
      return field.withWorker(env, async () => {
        const query =
          'mutation{generateContent(input:{prompt:"Tea",type:SOCIAL_MEDIA_CAPTION,delaySeconds:0}){id}}';
        const { json } = await field.post({ query });
        const { status } = await untilStatus(field.rig, jobIdOf({ body: json }), 'COMPLETED');
        return `${status} through ${proxy.tunnels.map(({ to }) => to).join()}`;
      });
    },
  },
];

export const hosts: Section = {
  title: '2. Hosts',
  examples: [...MONGO, ...REDIS, ...TLS, ...RIGHTS, ...proxies, ...MODEL],
};
