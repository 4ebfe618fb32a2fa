import type { MailSettings } from '../infra/mailer.js';
import type { RateLimitSettings } from '../limits/rate-limits.js';
import type { TrustedDocumentSettings } from '../limits/trusted-documents.js';
import type { Values } from './settings.js';

/** What each user may use in a month; null for no limit. */
export interface BudgetSettings {
  usd: number | null;
  tokens: number | null;
  /** The maximum length of a text, in tokens. */
  maxTokens: number;
}

/** Null if there is no limit. */
export function budgets(values: Values): BudgetSettings | null {
  const { MONTHLY_BUDGET_USD: usd = null, MONTHLY_TOKENS: tokens = null, MAX_TOKENS: maxTokens } = values;
  return usd === null && tokens === null ? null : { usd, tokens, maxTokens };
}

/** The windows of each rate limit, by its name. */
export function rateLimits(values: Values): RateLimitSettings {
  return {
    requests: values.RATE_LIMIT_REQUESTS,
    loginsPerAccount: values.RATE_LIMIT_LOGINS_PER_ACCOUNT,
    loginsPerAddress: values.RATE_LIMIT_LOGINS_PER_ADDRESS,
    registrationsPerAccount: values.RATE_LIMIT_REGISTRATIONS_PER_ACCOUNT,
    registrationsPerAddress: values.RATE_LIMIT_REGISTRATIONS_PER_ADDRESS,
    mailsPerAccount: values.RATE_LIMIT_MAILS_PER_ACCOUNT,
    mailsPerAddress: values.RATE_LIMIT_MAILS_PER_ADDRESS,
    generations: values.RATE_LIMIT_GENERATIONS,
    webhooks: values.RATE_LIMIT_WEBHOOKS,
    exports: values.RATE_LIMIT_EXPORTS,
    downloads: values.RATE_LIMIT_DOWNLOADS,
    imports: values.RATE_LIMIT_IMPORTS,
  };
}

/** Null if they are off. */
export function trustedDocuments(values: Values): TrustedDocumentSettings | null {
  const { TRUSTED_DOCUMENTS: mode, TRUSTED_DOCUMENTS_FILES: files } = values;
  return mode === 'off' ? null : { mode, files };
}

/** Null if mail is off: in production without a server for it. */
export function mailSettings({ NODE_ENV, SMTP_URL, MAIL_FROM, PUBLIC_URL }: Values): MailSettings | null {
  if (NODE_ENV === 'production' && !SMTP_URL) return null;
  const host = PUBLIC_URL ? new URL(PUBLIC_URL).hostname : 'localhost';
  return {
    smtpUrl: SMTP_URL ?? null,
    from: MAIL_FROM ?? `Smart Content Generator <no-reply@${host}>`,
  };
}
