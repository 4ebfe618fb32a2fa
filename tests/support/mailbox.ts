import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface Message {
  /** The addresses of the SMTP conversation. */
  from: string;
  to: string;
  subject: string;
  text: string;
}

/** A mail server that requires a password and stores the messages. */
export interface Mailbox extends AsyncDisposable {
  /** The value of SMTP_URL. */
  url: string;
  messages: Message[];
  /** The next message to this address, each returned once, whose subject contains this text. */
  take(to: string, subject: string): Promise<Message>;
}

const USER = 'mailer';
const PASSWORD = 'p@ss word';

export async function openMailbox(): Promise<Mailbox> {
  const messages: Message[] = [];
  const taken = new Set<Message>();
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    // Without a certificate.
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      if (username === USER && password === PASSWORD) done(null, { user: USER });
      else done(new Error('wrong password'));
    },
    onData(stream, { envelope }, done) {
      const { mailFrom, rcptTo } = envelope;
      void readText(stream).then((raw) => {
        const end = raw.indexOf('\r\n\r\n');
        messages.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address).join(),
          subject: /^Subject: (.*)$/m.exec(raw)?.[1]?.trim() ?? '',
          text: plain(raw.slice(0, end), raw.slice(end + 4)),
        });
        done();
        for (const look of [...waiting]) look();
      });
    },
  });
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    messages,
    take: (to, subject) =>
      new Promise((resolve) => {
        const look = () => {
          const found = messages.find(
            (one) => one.to === to && one.subject.includes(subject) && !taken.has(one),
          );
          if (!found) return;
          taken.add(found);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Decodes quoted-printable (RFC 2045, 6.7), which breaks long lines. */
function plain(head: string, body: string): string {
  if (!/^Content-Transfer-Encoding: quoted-printable/im.test(head)) return body;
  return body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The link in a message, and its token. */
export function linkIn({ text }: { text: string }): { url: string; token: string } {
  const [url = '', token = ''] = /https?:\/\/\S+#(\S+)/.exec(text) ?? [];
  return { url, token };
}
