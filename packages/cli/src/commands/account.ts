import { text } from 'node:stream/consumers';
import { Login, Logout } from '@smart-content/client/operations';
import { readSession, removeSession, writeSession } from '../config.js';
import type { Context } from '../context.js';
import { asFailure, EXIT, Failure } from '../failure.js';
import type { Host } from '../host.js';

/** Opens a session and stores it. */
export async function login(context: Context, email: string): Promise<number> {
  const url = await context.url();
  const password = await readPassword(email, context.host);
  if (!password) throw new Failure(EXIT.usage, 'NO_PASSWORD', 'The password is empty.');
  const client = await context.anonymous();
  const data = await client.request(Login, { input: { email, password } });
  const { token, refreshToken, user } = data.login;
  await writeSession(context.file, { url, email: user.email, token, refreshToken });
  if (context.out.json) context.out.data({ login: { user } });
  else context.out.note(`Signed in at ${url} as ${user.email}.`);
  return EXIT.done;
}

/** From the terminal without an echo, or the first line of stdin. */
async function readPassword(email: string, { stdin, stderr }: Host): Promise<string> {
  if (stdin.isTTY) {
    // Loaded here, so that other commands start faster.
    const { default: askPassword } = await import('@inquirer/password');
    return askPassword({ message: `Password of ${email}` }, { input: stdin, output: stderr });
  }
  const [first = ''] = (await text(stdin)).split(/\r?\n/);
  return first;
}

/** Ends the session on the server and removes it here. */
export async function logout(context: Context): Promise<number> {
  const stored = await readSession(context.file);
  if (!stored) {
    context.out.note('There is no session.');
    return EXIT.done;
  }
  try {
    await (await context.signedIn()).request(Logout, {});
  } catch (error) {
    // A session that has ended already is no error.
    if (asFailure(error).exitCode !== EXIT.notSignedIn) throw error;
  } finally {
    await removeSession(context.file);
  }
  if (context.out.json) context.out.data({ logout: true });
  else context.out.note('Signed out.');
  return EXIT.done;
}
