import bcrypt from 'bcrypt';
import pLimit from 'p-limit';
/** bcrypt runs on libuv's few threads, which files and DNS share: this many at a time leave room for them. */
const AT_A_TIME = 2;
/** Password hashes by bcrypt with the given cost. */
export async function createPasswords(cost) {
    const limit = pLimit(AT_A_TIME);
    const nobodysHash = await bcrypt.hash('nobody', cost);
    return {
        hash: (password) => limit(() => bcrypt.hash(password, cost)),
        matches: (password, hash) => limit(async () => {
            const same = await bcrypt.compare(password, hash ?? nobodysHash);
            // bcrypt ignores what comes after 72 bytes, and no password is longer.
            return same && hash !== undefined && Buffer.byteLength(password) <= 72;
        }),
    };
}
//# sourceMappingURL=password.js.map