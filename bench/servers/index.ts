import { createTokens } from '../../src/modules/auth/token.js';
import { sessionId, userId } from '../data/ids.js';
import { benchFile, type Env, type Measured, startMeasured } from '../lib/process.js';

interface ServerRow {
  label: string;
  /** Whether it serves GraphQL, or REST paths. */
  graphql: boolean;
  /** The file, if it differs from the name. */
  file?: string;
  env?: Env;
}

/** The rows of the tables, in their order. */
export const SERVERS = {
  product: { label: '**this product**', graphql: true },
  limit: { label: 'limit (node:http, driver, JSON by hand)', graphql: false },
  limitByCommand: {
    label: 'the same, with `find` as a command',
    graphql: false,
    file: 'limit',
    env: { READ_BY: 'command' },
  },
  rest: { label: 'REST (Express 5, mongoose lean)', graphql: false },
  mercurius: { label: 'Mercurius with jit (Fastify, driver)', graphql: true },
  yoga: { label: 'Yoga (node:http, driver)', graphql: true },
  apollo: { label: 'plain Apollo (Express 5, mongoose)', graphql: true },
} as const satisfies Record<string, ServerRow>;
export type ServerName = keyof typeof SERVERS;

export const SECRET = 'the benchmark signs its tokens with this';
const tokens = createTokens({ secret: SECRET, expiresInSeconds: 86_400 });
const signed = new Map<number, string>();

/** A token of a seeded user's session. */
export function tokenOf(user: number): string {
  let token = signed.get(user);
  if (!token) {
    token = tokens.sign({ userId: userId(user), sessionId: sessionId(user) }).token;
    signed.set(user, token);
  }
  return token;
}

/** Limits are on and counted, with values that permit the load. */
const MANY = '1000000000/1m';
export const PRODUCT_ENV: Env = {
  HOST: '127.0.0.1',
  PORT: '0',
  RATE_LIMITS: 'on',
  RATE_LIMIT_REQUESTS: MANY,
  RATE_LIMIT_GENERATIONS: `${MANY},1000000000/1d`,
  RATE_LIMIT_LOGINS_PER_ACCOUNT: MANY,
  RATE_LIMIT_LOGINS_PER_ADDRESS: MANY,
};

interface Where {
  mongoUri: string;
  redisUrl: string;
  env?: Env;
  /** The product's compiled code, if it is another build than `dist/bundle`. */
  dist?: string;
  execArgv?: string[];
}

/** @param name of a row above, or of a file here without one */
export function startServer(
  name: string,
  { mongoUri, redisUrl, env = {}, dist = 'dist/bundle', execArgv = [] }: Where,
): Promise<Measured> {
  const common = { NODE_ENV: 'production', MONGO_URI: mongoUri, REDIS_URL: redisUrl, JWT_SECRET: SECRET };
  const row = (SERVERS as Record<string, ServerRow>)[name];
  const file = name === 'product' ? `${dist}/api.js` : benchFile(`servers/${row?.file ?? name}.js`);
  const own = name === 'product' ? PRODUCT_ENV : row?.env;
  return startMeasured(file, { ...common, ...own, ...env }, execArgv);
}

/** The REST paths and the GraphQL endpoint of a server. */
export const base = ({ url }: Measured) => new URL(url).origin;
