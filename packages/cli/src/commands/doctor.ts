import type { SmartContent } from '@smart-content/client';
import { Me } from '@smart-content/client/operations';
import type { Context } from '../context.js';
import { asFailure, EXIT } from '../failure.js';

interface Check {
  name: string;
  ok: boolean;
  detail: string;
}

const SOCKET_MS = 10_000;

/** Checks everything from here to the API, and reports what does not work. */
export async function doctor(context: Context, version: string): Promise<number> {
  const { out } = context;
  const checks: Check[] = [];
  const add = (name: string, ok: boolean, detail: string) => {
    checks.push({ name, ok, detail });
    if (!out.json) out.line(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${detail}`);
  };
  const url = await context.url();
  add('version', true, `scg ${version}, Node ${process.version}, ${process.platform}`);

  let code: number = EXIT.done;
  if (await reaches(await context.anonymous(), url, add)) {
    try {
      const client = await context.signedIn();
      const { me } = await client.request(Me, {});
      add('token', true, `${me.email}`);
      await checkSocket(client, me.eventCursor, add);
    } catch (error) {
      const failure = asFailure(error);
      code = failure.exitCode;
      add('token', false, failure.message);
    }
  }
  if (code === EXIT.done && checks.some(({ ok }) => !ok)) code = EXIT.failed;
  if (out.json) out.data({ ok: code === EXIT.done, url, checks });
  return code;
}

type Add = (name: string, ok: boolean, detail: string) => void;

/**
 * Anonymously: the API validates a document before the token, so the request also shows whether the API has the fields
 * that scg needs.
 */
async function reaches(client: SmartContent, url: string, add: Add): Promise<boolean> {
  const began = performance.now();
  try {
    await client.request(Me, {});
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === 'GRAPHQL_VALIDATION_FAILED') {
      add('api', false, `${url} is another version of the API: ${message}`);
      return false;
    }
    if (code !== 'UNAUTHENTICATED') {
      add('api', false, message);
      return false;
    }
  }
  add('api', true, `${url} answers in ${Math.round(performance.now() - began)} ms`);
  return true;
}

async function checkSocket(client: SmartContent, cursor: string, add: Add): Promise<void> {
  const events = client.completions({ after: cursor });
  const live = new Promise<boolean>((resolve) => {
    const end = client.connection.subscribe(() => {
      if (client.connection.get() === 'live') resolve(true);
    });
    setTimeout(() => {
      end();
      resolve(false);
    }, SOCKET_MS).unref();
  });
  // It settles first only with an error or an event. An event proves the connection, like `live`.
  const failed = events.next().then(
    () => null,
    (error: Error) => error.message,
  );
  const result = await Promise.race([live, failed]);
  await events.return?.();
  if (typeof result === 'string') add('socket', false, result);
  else if (result === false) add('socket', false, `no connection within ${SOCKET_MS / 1_000} s`);
  else add('socket', true, 'subscriptions work');
}
