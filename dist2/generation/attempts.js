import { randomUUID } from 'node:crypto';
import { nativeCollection } from '../infra/mongo.js';
import { attemptBegun, attemptEnded, literal } from './attempt-history.js';
import { MAX_ATTEMPTS } from './generation.job.js';
import { FinishReason, JobStatus, UNFINISHED } from './job.model.js';
import { JobErrorCode } from './job-error.js';
import { FAILURE_WORDS } from './provider-error.js';
/** That the work went away in the middle: a crash, a stop, or a queue that gave the job up. */
export const INTERRUPTED = {
    code: JobErrorCode.INTERRUPTED,
    message: FAILURE_WORDS.INTERRUPTED,
    retriable: true,
};
/** What the job must still be for this attempt to write to it. */
const held = ({ run, runToken }) => ({ run, status: JobStatus.PROCESSING, runToken });
export function createAttempts({ jobs, eventLog, model }) {
    async function release(attempt, error, handedBack) {
        const { modifiedCount } = await jobs.updateOne({ _id: attempt._id, ...held(attempt) }, [
            {
                $set: {
                    status: JobStatus.RETRYING,
                    error: literal(error),
                    handedBack: { $add: [{ $ifNull: ['$handedBack', 0] }, handedBack] },
                    attemptHistory: attemptEnded({ error }),
                    updatedAt: '$$NOW',
                },
            },
            { $unset: ['runToken'] },
        ], { updatePipeline: true });
        return modifiedCount === 1;
    }
    async function endExhausted({ jobId, run, enqueueNumber }) {
        const job = await jobs
            .findOne({ _id: jobId, run, enqueueNumber, status: JobStatus.PROCESSING })
            .lean()
            .exec();
        const event = job &&
            (await eventLog.endJob({
                jobId,
                from: held(job),
                set: { status: JobStatus.FAILED, error: INTERRUPTED },
            }));
        return event && { exhausted: event };
    }
    const mayBegin = {
        $lt: ['$attempts', { $add: [MAX_ATTEMPTS, { $ifNull: ['$handedBack', 0] }] }],
    };
    return {
        async begin(payload) {
            const { jobId, run, enqueueNumber } = payload;
            // BullMQ gives a job that is PROCESSING to somebody else only when its owner's lock ran out: the owner is gone,
            // or frozen. What it had begun was an attempt, or a job that kills its worker each time would never end.
            const attempt = await nativeCollection(jobs).findOneAndUpdate({ _id: jobId, run, enqueueNumber, status: { $in: UNFINISHED }, $expr: mayBegin }, [
                {
                    $set: {
                        status: JobStatus.PROCESSING,
                        runToken: randomUUID(),
                        attempts: { $add: ['$attempts', 1] },
                        attemptHistory: attemptBegun(model, INTERRUPTED),
                        startedAt: { $ifNull: ['$startedAt', '$$NOW'] },
                        heartbeatAt: '$$NOW',
                        updatedAt: '$$NOW',
                    },
                },
            ], { returnDocument: 'after' });
            return attempt ?? endExhausted(payload);
        },
        complete: (attempt, { text, finishReason, model }) => eventLog.endJob({
            jobId: attempt._id,
            from: held(attempt),
            set: {
                status: JobStatus.COMPLETED,
                generatedContent: text,
                finishReason: FinishReason[finishReason],
                model,
            },
        }),
        anotherFollows: ({ attempts, handedBack }) => attempts < MAX_ATTEMPTS + (handedBack ?? 0),
        retryLater: (attempt, error) => release(attempt, error, 0),
        fail: (attempt, error) => eventLog.endJob({
            jobId: attempt._id,
            from: held(attempt),
            set: { status: JobStatus.FAILED, error },
        }),
        handBack: (attempt) => release(attempt, INTERRUPTED, 1),
    };
}
//# sourceMappingURL=attempts.js.map