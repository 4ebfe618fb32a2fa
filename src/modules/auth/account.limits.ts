import type { FieldLimits } from '../../limits/rate-limited.js';
import { declareRateLimit } from '../../limits/rate-limits.js';
import type { AuthContext } from './auth-context.js';
import { legacyEmail } from './user.model.js';

/** Rate limits of a mail to an address that an anonymous client names. */
export const ACCOUNT_MAIL: FieldLimits<AuthContext> = [
  { name: 'mailsPerAddress', per: 'address' },
  { name: 'mailsPerAccount', per: ({ email }: { email: string }) => legacyEmail(email) },
];

/** Rate limits of a mail to the viewer. */
export const OWN_MAIL: FieldLimits<AuthContext> = [
  { name: 'mailsPerAddress', per: 'address' },
  { name: 'mailsPerAccount', per: (_: never, { viewer }: AuthContext) => viewer?.id ?? '' },
];

/** Rate limits of the use of a link: like a sign-in, it may be a guess. */
export const LINK: FieldLimits<AuthContext> = [{ name: 'loginsPerAddress', per: 'address' }];

/** A change of email reveals whether an email is taken, as a registration does. */
export const EMAIL_CHANGES = declareRateLimit({ name: 'registrationsPerAddress' });

export const MAILS = declareRateLimit({ name: 'mailsPerAccount' });
