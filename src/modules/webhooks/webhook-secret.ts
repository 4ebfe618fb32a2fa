import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Secrets of webhooks, as they are shown, stored and used. */
export interface WebhookSecrets {
  /** A new secret in the form of Standard Webhooks: `whsec_` and 32 random bytes in base64. */
  create(): string;
  /** Encrypts a secret for one webhook. Only the same webhook can open it. */
  seal(secret: string, webhookId: string): string;
  /** @throws where it was sealed by another key or for another webhook */
  open(sealed: string, webhookId: string): string;
}

/** A secret as it is stored, and the time until which it signs; the newest one has none. */
export interface StoredSecret {
  sealed: string;
  until?: Date;
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX = 'whsec_';

export function createWebhookSecrets(key: string): WebhookSecrets {
  const derived = Buffer.from(hkdfSync('sha256', key, '', 'webhook secrets', 32));
  return {
    create: () => PREFIX + randomBytes(32).toString('base64'),

    seal(secret, webhookId) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, derived, iv).setAAD(Buffer.from(webhookId));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },

    open(sealed, webhookId) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv(CIPHER, derived, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(webhookId))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    },
  };
}

/**
 * The headers of one attempt, after Standard Webhooks 1.0: a signature for each secret, so that a receiver may verify
 * with the old or the new one while a secret is rotated.
 * @param timestamp in seconds since 1970: receivers refuse old ones, so each attempt has its own
 */
export function signatureHeaders(
  secrets: readonly string[],
  message: { id: string; timestamp: number; body: string },
): Record<string, string> {
  const { id, timestamp, body } = message;
  const signed = `${id}.${timestamp}.${body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}

/** The secrets that sign at a moment, the newest first. @throws if the newest can't be opened */
export function signingSecrets(
  stored: readonly StoredSecret[],
  webhookId: string,
  secrets: WebhookSecrets,
  now: number,
): string[] {
  return stored
    .filter(({ until }) => until === undefined || until.getTime() > now)
    .flatMap(({ sealed, until }) => {
      try {
        return secrets.open(sealed, webhookId);
      } catch (error) {
        // After a change of the key, a rotation must be enough to sign again.
        if (until) return [];
        throw error;
      }
    });
}
