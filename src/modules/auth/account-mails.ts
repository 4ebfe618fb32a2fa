import type { Mail } from '../../infra/mailer.js';
import { presentEmail } from './user.model.js';

type Message = Omit<Mail, 'to'>;

/** Signed with the product's name, as every message is. */
const message = (subject: string, ...paragraphs: string[]): Message => ({
  subject,
  text: `${paragraphs.join('\n\n')}\n\nSmart Content Generator\n`,
});

export const resetMail = (link: string): Message =>
  message(
    'Set a new password',
    'A new password was requested for your account. To set one, open this link within an hour. It works once.',
    link,
    'If it was not you, do nothing: your password stays as it is.',
  );

export const verificationMail = (link: string): Message =>
  message(
    'Verify your email address',
    'To verify this address for your account, open this link within an hour. It works once.',
    link,
    'If you have no account, do nothing.',
  );

/** To the old address, whose owner may not have made the change. */
export const changedEmailMail = (email: string): Message =>
  message(
    'The email address of your account was changed',
    `Your account now has the address ${presentEmail(email)}. Mail about it goes there.`,
    'If it was not you, write to the operator of the site.',
  );

export const changedPasswordMail = (): Message =>
  message(
    'Your password was changed',
    'A new password was set by a link that was sent to this address. All sessions of your account have been ended.',
    'If it was not you, set a new password at once, and secure your mailbox.',
  );
