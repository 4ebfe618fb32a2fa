import { progressSchema } from './progress.js';
const name = (run, attempt) => `${run}:${attempt}`;
/**
 * One subscriber's view of a job that is being written. It holds the text so far and how much of it was sent, not a
 * queue of messages: a reader that is slow gets fewer and longer ones, and holds nobody up.
 */
export class ProgressStream {
    constructor(jobId, source) {
        this.jobId = jobId;
        this.source = source;
        this.run = 0;
        this.attempt = -1;
        this.status = null;
        this.text = '';
        /** How much of `text` the subscriber has. */
        this.sent = 0;
        this.sentStatus = null;
        /** The run and attempt that `sent` is of. */
        this.sentOf = '';
        this.end = null;
        this.closed = false;
        this.failure = null;
        this.reading = null;
        this.wake = null;
        this.closers = [];
        source.ended.next().then(({ value, done }) => {
            if (done)
                return;
            this.end = value;
            this.signal();
        }, (error) => {
            this.failure = error;
            this.signal();
        });
    }
    /** Takes a message from the channel. */
    push(message) {
        const progress = progressSchema.safeParse(message);
        if (progress.success)
            this.apply(progress.data);
        else
            void this.resync();
    }
    /** Reads where the job stands, as messages may have been missed. */
    resync() {
        this.reading ??= this.source
            .read()
            .then((found) => {
            if (!found)
                return;
            const { status, run, attempts: attempt } = found.job;
            this.apply({ status, run, attempt, offset: 0, text: found.text });
        })
            .catch(() => { }) // What could not be read now comes with the job's end at the latest.
            .finally(() => {
            this.reading = null;
        });
        return this.reading;
    }
    onClose(close) {
        if (this.closed)
            close();
        else
            this.closers.push(close);
    }
    async next() {
        while (!this.closed) {
            if (this.failure) {
                await this.return();
                throw this.failure;
            }
            if (this.end) {
                const value = this.lastMessage(this.end);
                await this.return();
                return { value, done: false };
            }
            if (this.hasNews())
                return { value: this.takeNews(), done: false };
            await new Promise((resolve) => {
                this.wake = resolve;
            });
        }
        return { value: undefined, done: true };
    }
    async return() {
        if (!this.closed) {
            this.closed = true;
            for (const close of this.closers)
                close();
            this.signal();
            await this.source.ended.return?.();
        }
        return { value: undefined, done: true };
    }
    async throw(error) {
        await this.return();
        throw error;
    }
    [Symbol.asyncIterator]() {
        return this;
    }
    async [Symbol.asyncDispose]() {
        await this.return();
    }
    apply({ status, run, attempt, offset, text }) {
        const age = run - this.run || attempt - this.attempt;
        if (age < 0)
            return;
        if (age > 0) {
            this.run = run;
            this.attempt = attempt;
            this.text = '';
        }
        this.status = status;
        if (offset > this.text.length)
            void this.resync();
        else if (offset + text.length > this.text.length)
            this.text = this.text.slice(0, offset) + text;
        this.signal();
    }
    hasNews() {
        if (this.status === null)
            return false;
        return (this.status !== this.sentStatus ||
            this.sentOf !== name(this.run, this.attempt) ||
            this.sent < this.text.length);
    }
    takeNews() {
        const offset = this.sentOf === name(this.run, this.attempt) ? this.sent : 0;
        this.sent = this.text.length;
        this.sentStatus = this.status;
        this.sentOf = name(this.run, this.attempt);
        return {
            jobId: this.jobId,
            status: this.status,
            run: this.run,
            attempt: this.attempt,
            offset,
            text: this.text.slice(offset),
        };
    }
    /** Makes what the subscriber has equal to the job's text, from what both have in common on. */
    lastMessage({ job }) {
        const final = job.generatedContent ?? '';
        const had = this.sentOf === name(job.run, job.attempts) ? this.text.slice(0, this.sent) : '';
        const offset = final.startsWith(had) ? had.length : had.startsWith(final) ? final.length : 0;
        return {
            jobId: this.jobId,
            status: job.status,
            run: job.run,
            attempt: job.attempts,
            offset,
            text: final.slice(offset),
        };
    }
    signal() {
        this.wake?.();
        this.wake = null;
    }
}
//# sourceMappingURL=progress-stream.js.map