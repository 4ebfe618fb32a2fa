import { createTokens } from '../../src/auth/token.js';
import { sessionId, userId } from '../data/ids.js';
import { benchFile, startMeasured } from '../lib/process.js';
/** The rows of the tables, in their order. */
export const SERVERS = {
    product: { label: '**this product**', graphql: true },
    product2: { label: 'product2', graphql: true }, limit: { label: 'limit (node:http, driver, JSON by hand)', graphql: false },
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
};
export const SECRET = 'the benchmark signs its tokens with this';
const tokens = createTokens({ secret: SECRET, expiresInSeconds: 86_400 });
const signed = new Map();
/** A token of a seeded user's session. */
export function tokenOf(user) {
    let token = signed.get(user);
    if (!token) {
        token = tokens.sign({ userId: userId(user), sessionId: sessionId(user) }).token;
        signed.set(user, token);
    }
    return token;
}
/** Limits are on and counted, with numbers that admit the load. */
const MANY = '1000000000/1m';
export const PRODUCT_ENV = {
    HOST: '127.0.0.1',
    PORT: '0',
    RATE_LIMITS: 'on',
    RATE_LIMIT_REQUESTS: MANY,
    RATE_LIMIT_GENERATIONS: `${MANY},1000000000/1d`,
    RATE_LIMIT_LOGINS_PER_ACCOUNT: MANY,
    RATE_LIMIT_LOGINS_PER_ADDRESS: MANY,
};
/** @param name of a row above, or of a file here without one */
export function startServer(name, { mongoUri, redisUrl, env = {}, execArgv = [] }) {
    const common = { NODE_ENV: 'production', MONGO_URI: mongoUri, REDIS_URL: redisUrl, JWT_SECRET: SECRET };
    const row = SERVERS[name];
    const file = name === 'product' ? 'dist/api.js' : name === 'product2' ? 'dist2/api.js' : benchFile(`servers/${row?.file ?? name}.js`);
    const own = name.startsWith('product') ? PRODUCT_ENV : row?.env;
    if (name.startsWith('product') && process.env.PARGS) execArgv = [...execArgv, ...process.env.PARGS.split(' ')];
    return startMeasured(file, { ...common, ...own, ...env }, execArgv);
}
/** The REST paths and the GraphQL endpoint of a server. */
export const base = ({ url }) => new URL(url).origin;
