import { expect, it } from 'vitest';
import { settingMeantBy } from '../src/config/env-file.js';

it.each([
  ['MONGO_URL', 'MONGO_URI'],
  ['MONGODB_URI', 'MONGO_URI'],
  ['REDIS_HOST', 'REDIS_ENDPOINT'],
  ['REDIS_PASSWD', 'REDIS_PASSWORD'],
  ['OPENROUTER_API_KEY', 'OPENROUTER_KEY'],
  ['OPENROUTER_KYE', 'OPENROUTER_KEY'],
  ['JWTSECRET', 'JWT_SECRET'],
  ['jwt_secret', 'JWT_SECRET'],
  ['PROT', 'PORT'],
  ['WORKER_CONCURENCY', 'WORKER_CONCURRENCY'],
  ['TEMPRATURE', 'TEMPERATURE'],
])('%s is reported as a misspelling of %s', (name, setting) => {
  expect(settingMeantBy(name)).toBe(setting);
});

it.each([
  'API_URL',
  'POST',
  'DB_PORT',
  'DATABASE_URL',
  'REDIS_SSL',
  'SMTP_HOST',
  'AWS_REGION',
  'MAIL_URL',
  'DEBUG',
])('%s is taken for a variable of another program', (name) => {
  expect(settingMeantBy(name)).toBeNull();
});
