import { notFound } from '../errors.js';
import { channels } from '../infra/channels.js';
import { parseEventCursor } from './event-cursor.js';
import { toSnapshot } from './job-snapshot.js';
import { readTextSoFar } from './progress.js';
import { ProgressStream } from './progress-stream.js';
export function createJobSubscriptions(deps) {
    const { find, eventLog, subscriptions, listening, redis } = deps;
    async function subscribe(userId, { jobId, after }) {
        const from = after == null ? undefined : parseEventCursor('after', after);
        const stream = await subscriptions.open(userId, from);
        if (jobId == null)
            return stream;
        try {
            const job = await find(userId, jobId);
            if (!job)
                throw notFound('Job');
            // Read after Redis acknowledged the channel: the end is either here already, or will come through the stream.
            return untilEndOf(jobId, stream, await eventLog.ofJob(jobId, job.run), from);
        }
        catch (error) {
            await stream.return();
            throw error;
        }
    }
    return {
        subscribe,
        async watch(userId, jobId) {
            // The end comes from the event log, which forgets nothing; text and status on the way come from Redis.
            const ended = await subscribe(userId, { jobId });
            const stream = new ProgressStream(jobId, {
                ended,
                async read() {
                    const job = await find(userId, jobId);
                    if (!job)
                        return null;
                    const text = await readTextSoFar(redis, { jobId, run: job.run, attempt: job.attempts });
                    return { job: toSnapshot(job), text: text ?? '' };
                },
            });
            const letGo = await listening.listen(channels.progress(jobId), {
                onMessage: (message) => stream.push(message),
                onGap: () => void stream.resync(),
            });
            stream.onClose(letGo);
            await stream.resync();
            return stream;
        },
    };
}
/** The one event of a job, then the end. An event that the subscriber has seen, by its cursor, is not sent again. */
function untilEndOf(jobId, stream, ended, after) {
    let done = ended !== null && after !== undefined && ended.seq <= after;
    const finish = async () => {
        done = true;
        await stream.return?.();
        return { value: undefined, done: true };
    };
    return {
        async next() {
            if (done)
                return finish();
            if (ended) {
                await finish();
                return { value: ended, done: false };
            }
            for (;;) {
                const result = await stream.next();
                if (result.done)
                    return finish();
                if (result.value.job.id !== jobId)
                    continue;
                await finish();
                return result;
            }
        },
        return: finish,
        async throw(error) {
            await finish();
            throw error;
        },
        [Symbol.asyncIterator]() {
            return this;
        },
    };
}
//# sourceMappingURL=job-subscriptions.js.map