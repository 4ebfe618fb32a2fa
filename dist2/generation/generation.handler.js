var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
import { DelayedError, UnrecoverableError } from 'bullmq';
import { isOutage } from '../infra/outage.js';
import { payloadSchema, retryDelayMs, } from './generation.job.js';
import { JobStatus } from './job.model.js';
import { JobErrorCode } from './job-error.js';
import { ProviderError, toJobFailure } from './provider-error.js';
import { LostJob, WorkerStopping } from './running-attempts.js';
import { withPatience } from './with-patience.js';
/** The pause before a job is looked at again where MongoDB stays away, in milliseconds. */
const OUTAGE_PAUSE_MS = 5_000;
const nameOf = ({ _id, run, attempts }) => ({ jobId: _id, run, attempt: attempts });
/**
 * What a worker does with one of BullMQ's jobs: load, generate, save, publish. It resolves where the job needs no
 * more work, throws where another attempt should follow, throws UnrecoverableError where the run has FAILED, and
 * DelayedError where the job goes back to the queue without an attempt having been made.
 */
export function createGenerationHandler(deps) {
    const { attempts, running, publisher, progress, provider } = deps;
    return async (bullJob, token) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const payload = payloadSchema.safeParse(bullJob.data);
            if (!payload.success)
                throw new UnrecoverableError('the payload is not of this version');
            const log = deps.log.child({ jobId: payload.data.jobId, requestId: payload.data.requestId });
            const attempt = await begin(payload.data, log);
            if (attempt === 'away')
                return backToQueue(bullJob, token, OUTAGE_PAUSE_MS);
            // Ended, deleted, or enqueued anew under another number: finished here, and no attempt is made.
            if (attempt === null)
                return log.info('nothing to do for this job any more');
            if ('exhausted' in attempt) {
                await publisher.publish(attempt.exhausted);
                log.error('the job was broken off too often: FAILED');
                throw new UnrecoverableError(JobErrorCode.INTERRUPTED);
            }
            log.info({ attempt: attempt.attempts, type: attempt.type }, 'attempt started');
            void progress.announce(nameOf(attempt), JobStatus.PROCESSING);
            const held = __addDisposableResource(env_1, running.hold(attempt), false);
            const written = progress.open(nameOf(attempt));
            let text;
            try {
                text = await provider.generate(attempt, {
                    signal: held.signal,
                    onText: (delta) => written.write(delta),
                });
            }
            catch (error) {
                if (error instanceof LostJob)
                    return log.info('the job was canceled or taken over: attempt broken off');
                if (error instanceof WorkerStopping)
                    return await handBack(attempt, bullJob, token, log);
                return await fail(attempt, error, log);
            }
            finally {
                written.stop();
            }
            // The text is paid for: MongoDB's absence is waited out rather than asking the model again.
            await withPatience(log, () => complete(attempt, text, log));
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    };
    async function begin(payload, log) {
        try {
            return await attempts.begin(payload);
        }
        catch (error) {
            if (!isOutage(error))
                throw error;
            log.warn({ err: error }, 'MongoDB is away: the job waits');
            return 'away';
        }
    }
    async function complete(attempt, text, log) {
        const event = await attempts.complete(attempt, text);
        if (!event)
            return log.warn('canceled, or held by another worker: the text is dropped');
        await publisher.publish(event);
        const { finishReason } = text;
        log.info({ attempt: attempt.attempts, finishReason, characters: text.text.length }, 'job completed');
    }
    async function fail(attempt, error, log) {
        const failure = toJobFailure(error);
        const told = { err: error, attempt: attempt.attempts, code: failure.code };
        if (failure.code === JobErrorCode.RATE_LIMITED)
            await holdBackQueue(attempt, error, log);
        if (failure.retriable && attempts.anotherFollows(attempt)) {
            const retrying = await withPatience(log, () => attempts.retryLater(attempt, failure));
            if (!retrying)
                return log.warn('canceled, or held by another worker: the failure is dropped');
            void progress.announce(nameOf(attempt), JobStatus.RETRYING);
            log.warn(told, 'attempt failed, another follows');
            throw error;
        }
        const event = await withPatience(log, () => attempts.fail(attempt, failure));
        if (!event)
            return log.warn('canceled, or held by another worker: the failure is dropped');
        await publisher.publish(event);
        log.error(told, 'job failed');
        throw new UnrecoverableError(failure.code);
    }
    /** Too many requests is said to all of us: no other job is started until the provider wants to hear of one. */
    async function holdBackQueue(attempt, error, log) {
        const retryAfterMs = error instanceof ProviderError ? error.retryAfterMs : null;
        const pauseMs = retryDelayMs(attempt.attempts, retryAfterMs);
        try {
            await deps.queue.holdBack(pauseMs);
            log.warn({ pauseMs }, 'the provider has too many requests: the queue is held back');
        }
        catch (failure) {
            log.warn({ err: failure }, 'queue not held back');
        }
    }
    async function handBack(attempt, bullJob, token, log) {
        const returned = await withPatience(log, () => attempts.handBack(attempt));
        if (!returned)
            return log.info('canceled, or held by another worker: nothing to hand back');
        void progress.announce(nameOf(attempt), JobStatus.RETRYING);
        log.info({ attempt: attempt.attempts }, 'worker stops: the job is handed back');
        await backToQueue(bullJob, token, 0);
    }
    /** BullMQ counts no attempt for a job that is moved by its holder. */
    async function backToQueue(bullJob, token, delayMs) {
        await bullJob.moveToDelayed(Date.now() + delayMs, token);
        throw new DelayedError();
    }
}
//# sourceMappingURL=generation.handler.js.map