import { JobErrorCode } from './job-error.js';
import { ProviderError } from './provider-error.js';
/**
 * How long a request may still take once what matters has arrived, in milliseconds: the end of a stream after
 * the text is complete, the body of a response whose status already says that it failed.
 */
const CLOSING_LIMIT_MS = 2_000;
export function startDeadline(caller, limits) {
    const controller = new AbortController();
    const expire = (which, ms) => {
        const cause = new Error(`The ${which} limit of ${ms} ms has passed`);
        controller.abort(new ProviderError({ code: JobErrorCode.TIMEOUT, retriable: true, cause }));
    };
    const onCallerAbort = () => controller.abort(caller.reason);
    caller.addEventListener('abort', onCallerAbort, { once: true });
    const total = setTimeout(expire, limits.totalTimeoutMs, 'total', limits.totalTimeoutMs);
    const idle = setTimeout(expire, limits.idleTimeoutMs, 'idle', limits.idleTimeoutMs);
    let closing;
    let released = false;
    return {
        signal: controller.signal,
        touch: () => void idle.refresh(),
        closing: () => {
            closing ??= setTimeout(expire, CLOSING_LIMIT_MS, 'closing', CLOSING_LIMIT_MS);
        },
        release: () => {
            released = true;
        },
        stop: () => {
            for (const timer of [total, idle, closing])
                clearTimeout(timer);
            caller.removeEventListener('abort', onCallerAbort);
            if (!released)
                controller.abort();
        },
    };
}
//# sourceMappingURL=deadline.js.map