import type { FieldLimits } from '../../limits/rate-limited.js';
import type { AuthContext } from './auth-context.js';
import { legacyEmail } from './user.model.js';

const byEmail = ({ input }: { input: { email: string } }) => legacyEmail(input.email);

// The address first: an address over its limit can't lock an account for others.

/** Rate limits of a sign-in, which is a guess at a password. */
export const LOGIN: FieldLimits<AuthContext> = [
  { name: 'loginsPerAddress', per: 'address' },
  { name: 'loginsPerAccount', per: byEmail, resetOnSuccess: true },
];

/** Rate limits of a field that compares the viewer's password: a guess as well. */
export const PASSWORD: FieldLimits<AuthContext> = [
  { name: 'loginsPerAddress', per: 'address' },
  {
    name: 'loginsPerAccount',
    per: (_: never, { viewer }: AuthContext) => viewer?.id ?? '',
    resetOnSuccess: true,
  },
];

/** Rate limits of a registration. */
export const REGISTER: FieldLimits<AuthContext> = [
  { name: 'registrationsPerAddress', per: 'address' },
  { name: 'registrationsPerAccount', per: byEmail },
];
