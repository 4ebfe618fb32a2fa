import { z } from 'zod';
import { channels } from '../infra/channels.js';
import { JobStatus } from './job.model.js';
/**
 * The text while it is written. It crosses Redis and not MongoDB: a key holds the text so far of one attempt, and a
 * channel carries what was added to it. Losing any of it loses nothing that lasts.
 */
export const progressSchema = z.object({
    status: z.enum(JobStatus),
    run: z.int(),
    attempt: z.int(),
    /** Where `text` begins in the attempt's text, in UTF-16 code units. */
    offset: z.int(),
    text: z.string(),
});
const textKey = ({ jobId, run, attempt }) => `text:${jobId}:${run}:${attempt}`;
/** About twenty messages a second, however fast the model writes; in milliseconds. */
const FLUSH_MS = 50;
/** The pause after Redis did not take a piece, in milliseconds. */
const RETRY_MS = 500;
/** The text so far outlives its attempt by this long, in milliseconds, for whoever cancels or looks late. */
const KEEP_MS = 3_600_000;
/** The writing side, on a connection that fails at once. */
export function createProgressWriter(redis, log) {
    return {
        async announce({ jobId, run, attempt }, status) {
            try {
                await redis.publish(channels.progress(jobId), wire({ status, run, attempt, offset: 0, text: '' }));
            }
            catch (error) {
                log.debug({ err: error, jobId }, 'progress not told');
            }
        },
        open: (name) => new RedisText(redis, name, log),
    };
}
const wire = (progress) => JSON.stringify(progress);
class RedisText {
    constructor(redis, name, log) {
        this.redis = redis;
        this.name = name;
        this.log = log;
        this.text = '';
        this.sent = 0;
        /** At first, and after a failure, nobody knows what the key holds: it is written whole. */
        this.whole = true;
        this.stopped = false;
    }
    write(delta) {
        this.text += delta;
        this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
    }
    stop() {
        this.stopped = true;
        clearTimeout(this.timer);
    }
    async flush() {
        const { run, attempt, jobId } = this.name;
        const key = textKey(this.name);
        const { length } = this.text;
        const text = this.text.slice(this.sent);
        const message = wire({ status: JobStatus.PROCESSING, run, attempt, offset: this.sent, text });
        const store = this.redis.multi();
        if (this.whole)
            store.set(key, this.text, 'PX', KEEP_MS);
        else
            store.append(key, text).pexpire(key, KEEP_MS);
        try {
            await store.publish(channels.progress(jobId), message).exec();
            this.sent = length;
            this.whole = false;
            this.next(FLUSH_MS);
        }
        catch (error) {
            this.log.debug({ err: error, jobId }, 'progress not told');
            this.whole = true;
            this.next(RETRY_MS);
        }
    }
    next(pauseMs) {
        this.timer =
            this.sent < this.text.length && !this.stopped
                ? setTimeout(() => void this.flush(), pauseMs)
                : undefined;
    }
}
/** The text so far of one attempt; null where there is none, or Redis is away. */
export async function readTextSoFar(redis, name) {
    try {
        return await redis.get(textKey(name));
    }
    catch {
        return null;
    }
}
//# sourceMappingURL=progress.js.map