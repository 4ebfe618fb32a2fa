import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import {
  createWebhookSecrets,
  signatureHeaders,
  signingSecrets,
} from '../../src/modules/webhooks/webhook-secret.js';

const secrets = createWebhookSecrets('a key of the tests that is long enough');
const body = JSON.stringify({ type: 'job.completed', data: { text: 'Crème brûlée 🍮' } });
const now = () => Math.floor(Date.now() / 1_000);

it('a signature is verified by the standardwebhooks package, which rejects a changed body', () => {
  const secret = secrets.create();
  const headers = signatureHeaders([secret], { id: 'evt_1', timestamp: now(), body });
  expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  expect(() => new Webhook(secret).verify(body.replace('Crème', 'Creme'), headers)).toThrow();
  expect(() => new Webhook(secrets.create()).verify(body, headers)).toThrow();
});

it('signatures use both secrets during a rotation', () => {
  const [former, current] = [secrets.create(), secrets.create()];
  const headers = signatureHeaders([current, former], { id: 'evt_1', timestamp: now(), body });
  for (const secret of [former, current]) {
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  }
});

it('signatures omit an expired secret', () => {
  const stored = [
    { sealed: secrets.seal('whsec_bmV3', 'w1') },
    { sealed: secrets.seal('whsec_b2xk', 'w1'), until: new Date(1_000) },
  ];
  expect(signingSecrets(stored, 'w1', secrets, 999)).toEqual(['whsec_bmV3', 'whsec_b2xk']);
  expect(signingSecrets(stored, 'w1', secrets, 1_000)).toEqual(['whsec_bmV3']);
});

it('signatures omit a former secret that cannot be decrypted, and never the newest one', () => {
  const until = new Date(1_000);
  const stored = [{ sealed: secrets.seal('whsec_bmV3', 'w1') }, { sealed: 'of another key', until }];
  expect(signingSecrets(stored, 'w1', secrets, 999)).toEqual(['whsec_bmV3']);
  expect(() => signingSecrets([{ sealed: 'of another key' }], 'w1', secrets, 999)).toThrow();
});

it('an encrypted secret can be decrypted only for its webhook and with its key', () => {
  const secret = secrets.create();
  const sealed = secrets.seal(secret, 'w1');
  expect(sealed).not.toContain(secret.slice(6));
  expect(secrets.open(sealed, 'w1')).toBe(secret);
  expect(() => secrets.open(sealed, 'w2')).toThrow();
  expect(() => createWebhookSecrets('another key that is long enough too').open(sealed, 'w1')).toThrow();
});
