import bcrypt from 'bcrypt';
import pLimit from 'p-limit';
import { normalizePassword } from '../../text/text.js';

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long without a hash as with one, so that time does not reveal which emails exist. */
  matches(password: string, hash: string | undefined): Promise<boolean>;
}

/** bcrypt runs on libuv's few threads, which files and DNS share: this many at a time leave threads for them. */
const AT_A_TIME = 2;

/** Password hashes by bcrypt with the given cost. */
export async function createPasswords(cost: number): Promise<Passwords> {
  const limit = pLimit(AT_A_TIME);
  const dummyHash = await bcrypt.hash('dummy', cost);
  return {
    hash: (password) => limit(() => bcrypt.hash(normalizePassword(password), cost)),
    matches: (password, hash) =>
      limit(async () => {
        const normalized = normalizePassword(password);
        let same = await compare(normalized, hash);
        // Hashes of an earlier version are of the password as it was typed.
        if (!same && normalized !== password) same = await compare(password, hash);
        return same;
      }),
  };

  async function compare(password: string, hash: string | undefined): Promise<boolean> {
    const same = await bcrypt.compare(password, hash ?? dummyHash);
    // bcrypt ignores what comes after 72 bytes, and no password is longer.
    return same && hash !== undefined && Buffer.byteLength(password) <= 72;
  }
}
