import { createTransport } from 'nodemailer';
import type { Logger } from './logger.js';

/** A message of plain text to one address. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

export interface Mailer {
  /** @throws if no server accepts the message */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export interface MailSettings {
  /** Null in development: messages become log lines. */
  smtpUrl: string | null;
  /** The sender. */
  from: string;
}

/** How long a mail server may take, in milliseconds: to take the connection, to greet, and then to be silent. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Sends mail by SMTP, over a connection that is kept while there is mail. */
export function createMailer({ smtpUrl, from }: MailSettings, log: Logger): Mailer {
  if (smtpUrl === null) {
    return {
      async send({ to, subject, text }) {
        log.info({ to, subject }, `mail without SMTP_URL, which is not sent:\n${text}`);
      },
      close: () => {},
    };
  }
  const transport = createTransport(
    { url: smtpUrl, pool: true, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true },
    { from },
  );
  return {
    async send({ to, subject, text }) {
      // As an object: an address that is parsed could be several.
      await transport.sendMail({ to: { name: '', address: to }, subject, text });
    },
    close: () => transport.close(),
  };
}
