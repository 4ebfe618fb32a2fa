import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Environment } from './host.js';

/** The session that `scg login` opened, with the API that it belongs to. */
export interface StoredSession {
  url: string;
  email: string;
  token: string;
  refreshToken: string;
}

/** In the user's folder for configuration, as the system defines it. */
export function sessionFile(env: Environment, platform: NodeJS.Platform = process.platform): string {
  const folder =
    platform === 'win32'
      ? env.APPDATA || join(homedir(), 'AppData', 'Roaming')
      : env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config');
  return join(folder, 'smart-content', 'session.json');
}

export async function readSession(file: string): Promise<StoredSession | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const { url, email, token, refreshToken } = JSON.parse(text);
    if ([url, email, token, refreshToken].every((value) => typeof value === 'string'))
      return { url, email, token, refreshToken };
  } catch {
    // As below.
  }
  throw new Error(`${file} is not a session of scg: remove it, and run \`scg login\``);
}

/** Replaces the file at once, so that another command never reads half of it. Only the user may read it. */
export async function writeSession(file: string, session: StoredSession): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(fresh, `${JSON.stringify(session, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(fresh, 0o600);
  await rename(fresh, file);
}

export const removeSession = (file: string): Promise<void> => rm(file, { force: true });
