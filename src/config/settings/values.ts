import { existsSync } from 'node:fs';
import { ConnectionString } from 'mongodb-connection-string-url';
import { z } from 'zod';
import { parseEndpoint, parseEndpoints } from '../../infra/redis-settings.js';
import { trustProxy } from '../../limits/address.js';

/** Schemas of the settings' values. Each one's `meta` holds what the settings table shows as permitted values. */

export const DAY_MS = 86_400_000;

export const text = z.string();
export const optionalText = text.optional();

/** Names of models, each once. */
export const models = z
  .string()
  .transform((value) => [...new Set(value.split(',').map((name) => name.trim()))].filter(Boolean))
  .refine((names) => names.length > 0, 'must name at least one model')
  .meta({ values: 'names, comma-separated' });

/** Paths, each once. */
export const files = z
  .string()
  .transform((value) => [...new Set(value.split(',').map((path) => path.trim()))].filter(Boolean))
  .refine((paths) => paths.length > 0, 'must name at least one file')
  .meta({ values: 'paths, comma-separated' });

/** One of a few words. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words, message?: string) =>
  z.enum(words, message).meta({ values: words.map((word) => `\`${word}\``).join(', ') });

export const onOff = z
  .enum(['on', 'off'], 'must be on or off')
  .transform((value) => value === 'on')
  .meta({ values: '`on`, `off`' });

export const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))
    .meta({ values: `${min} to ${max}` });

/** A time in days, read in milliseconds; 0 is without limit, and read as null. */
export const daysOrNoLimit = integer(0, 36_500)
  .transform((days) => (days === 0 ? null : days * DAY_MS))
  .meta({ values: '0 to 36500' });

export const decimal = (max: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'must be a number')
    .transform(Number)
    .pipe(z.number().max(max, `must be at most ${max}`))
    .meta({ values: `0 to ${max}` });

export const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    )
    .meta({ values: protocols.map((protocol) => `\`${protocol}//…\``).join(', ') });

/** As the driver reads it: several hosts, escapes, options, and `mongodb+srv`. */
export const mongoUri = z
  .string()
  .refine(
    isConnectionString,
    'must be a MongoDB connection string, such as mongodb://host1:27017,host2:27017/database?replicaSet=rs0, with reserved characters in credentials percent-encoded',
  )
  .meta({ values: '`mongodb://…`, `mongodb+srv://…`' });

function isConnectionString(value: string): boolean {
  try {
    new ConnectionString(value);
    return true;
  } catch {
    return false;
  }
}

export const redisEndpoint = z
  .string()
  .refine((value) => parseEndpoint(value) !== null, 'must be a host, with or without a port')
  .meta({ values: '`host`, `host:port`' });

export const redisEndpoints = z
  .string()
  .transform((value, context) => {
    const endpoints = parseEndpoints(value);
    if (endpoints) return endpoints;
    context.addIssue({
      code: 'custom',
      message: 'must be hosts, each with or without a port, separated by commas',
    });
    return z.NEVER;
  })
  .meta({ values: '`host1:port,host2:port,…`' });

export const readableFile = z
  .string()
  .refine(existsSync, 'must be a file that can be read')
  .meta({ values: 'a readable file' });

export const signingKey = z
  .string()
  .refine((value) => Buffer.byteLength(value) >= 32, 'must be 32 bytes or more')
  .meta({ values: '32 bytes or more' });

/** Keys with an id each, in the order of preference. */
export const signingKeys = z
  .string()
  .transform((value, context) => {
    const keys = value.split(',').map((pair) => {
      const [, id = '', secret = ''] = /^\s*([\w.-]{1,64}):(.*?)\s*$/.exec(pair) ?? [];
      return { id, secret };
    });
    const fits = keys.every(({ id, secret }) => id !== '' && Buffer.byteLength(secret) >= 32);
    if (fits && new Set(keys.map(({ id }) => id)).size === keys.length) return keys;
    context.addIssue({
      code: 'custom',
      message:
        'must be id:secret pairs with commas between them, each id once and each secret of 32 bytes or more',
    });
    return z.NEVER;
  })
  .meta({ values: '`id:secret` pairs, comma-separated; 32 bytes or more each' });

/** An origin (RFC 6454) as browsers send it: lower case, without a path or the scheme's own port. */
export const origins = z
  .string()
  .transform((value, context) =>
    value
      .split(',')
      .map((origin) => origin.trim())
      .filter(Boolean)
      .map((origin) => {
        if (origin === '*' || origin === 'null') return origin;
        const parsed = URL.canParse(origin) ? new URL(origin) : null;
        const bare =
          parsed &&
          ['/', ''].includes(parsed.pathname) &&
          !parsed.search &&
          !parsed.hash &&
          !parsed.username &&
          // `https://*.example.com`, and two origins without a comma, would match nothing.
          /^(?:[\w.-]+|\[[\da-f:.]+\])$/.test(parsed.hostname);
        if (bare && ['http:', 'https:'].includes(parsed.protocol)) return parsed.origin;
        context.addIssue({
          code: 'custom',
          message: 'must be origins such as https://app.example.com, or *',
        });
        return z.NEVER;
      }),
  )
  .meta({ values: 'origins, comma-separated; `*`: all' });

/** One origin, which a path is appended to. */
export const httpOrigin = z
  .string()
  .refine(
    (value) => URL.canParse(value) && /^https?:\/\/[^/?#@]+\/?$/.test(value),
    'must be an origin such as https://app.example.com',
  )
  .transform((value) => new URL(value).origin)
  .meta({ values: 'an origin' });

const SECONDS_PER_UNIT = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
export const duration = z
  .string()
  .regex(/^\d+[smhd]$/, 'must be a whole number with a unit: s, m, h or d')
  .transform(
    (value) => Number(value.slice(0, -1)) * SECONDS_PER_UNIT[value.slice(-1) as 's' | 'm' | 'h' | 'd'],
  )
  .pipe(z.number().min(1, 'must be at least 1s').max(31_536_000, 'must be at most 365d'))
  .meta({ values: '`1s` to `365d`; units s, m, h, d' });

/** Rate limits: `10/15m` permits 10 in 15 minutes. All of several, separated by commas, apply. */
export const windows = z
  .string()
  .transform((value, context) =>
    value.split(',').map((part) => {
      const [points, length] = part.trim().split('/');
      const count = integer(1, 1_000_000_000).safeParse(points);
      const seconds = duration.safeParse(length);
      if (count.success && seconds.success) return { points: count.data, seconds: seconds.data };
      context.addIssue({ code: 'custom', message: 'must be a number in a time, such as 10/15m' });
      return z.NEVER;
    }),
  )
  .meta({ values: '`count/time`, comma-separated' });

export const proxies = z
  .string()
  .refine(isTrustProxy, 'must be off, a number of proxies, or addresses and networks, separated by commas')
  .meta({ values: '`off`, a number, or addresses and networks, comma-separated' });

function isTrustProxy(value: string): boolean {
  try {
    trustProxy(value);
    return true;
  } catch {
    return false;
  }
}

/** The permitted values of a setting in words; empty for any text. */
export function valuesOf(schema: z.ZodType): string {
  const { values } = schema.meta() ?? {};
  if (typeof values === 'string') return values;
  return schema instanceof z.ZodOptional ? valuesOf(schema.unwrap() as z.ZodType) : '';
}
