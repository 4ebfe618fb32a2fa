import { setTimeout as delay } from 'node:timers/promises';
import { isOutage } from '../infra/outage.js';
/** Events that wait for a slow reader in memory. More are dropped, and read from the log when their turn comes. */
const BUFFER_LIMIT = 100;
/** Events read from the log at a time. */
const BATCH = 100;
/** The pause before the log is read again while MongoDB is away, in milliseconds. */
const OUTAGE_PAUSE_MS = 1_000;
/**
 * One subscriber's events: each exactly once and in order, from the log for what was missed and live for the rest.
 * A live event is given on when it is the next one; when there is a gap before it, the log fills the gap.
 *
 * It is an iterator of its own and no async generator, because a generator that waits can't be closed: its `return()`
 * queues behind the wait. Nor does an async function wait in it, of which thousands of streams would each hold one, and
 * leave one to the garbage collector with each event.
 */
export class EventStream {
    constructor(userId, eventLog) {
        this.userId = userId;
        this.eventLog = eventLog;
        this.live = [];
        /** `seq` of the last event that the subscriber has. */
        this.last = 0;
        this.behind = false;
        this.closed = false;
        this.reading = false;
        /** Whoever waits for the next event. */
        this.waiting = null;
        this.closers = [];
    }
    /**
     * Before the first is asked for. What has been pushed already is kept.
     * @param last `seq` of the last event that the subscriber has
     * @param latest that of the last one there was after the channel was live
     */
    begin(last, latest) {
        this.last = last;
        if (last < latest)
            this.behind = true;
    }
    /** Takes an event from the channel; null stands for one that could not be read. */
    push(event) {
        if (this.closed)
            return;
        if (event === null || this.live.length >= BUFFER_LIMIT)
            this.fallBehind();
        else
            this.live.push(event);
        this.settle();
    }
    /** Reads the log again, as events may have been missed. */
    catchUp() {
        this.behind = true;
        this.settle();
    }
    onClose(close) {
        if (this.closed)
            close();
        // As long as it must be, and no longer: `push` makes room for seventeen, in each of many streams.
        else
            this.closers = [...this.closers, close];
    }
    /** To be asked for one after the other. */
    next() {
        if (this.waiting)
            return Promise.reject(new Error('the event before is still waited for'));
        const ready = this.take();
        if (ready)
            return Promise.resolve(ready);
        return new Promise((resolve) => {
            this.waiting = resolve;
            this.fillGap();
        });
    }
    async return() {
        if (!this.closed) {
            this.closed = true;
            for (const close of this.closers)
                close();
            this.settle();
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
    take() {
        if (this.closed)
            return { value: undefined, done: true };
        const event = this.takeLive();
        if (!event)
            return null;
        this.last = event.seq;
        return { value: event, done: false };
    }
    /** Answers whoever waits, if there is anything to answer with, or goes and gets it. */
    settle() {
        if (!this.waiting)
            return;
        const ready = this.take();
        if (ready)
            this.answer(ready);
        else
            this.fillGap();
    }
    answer(result) {
        const { waiting } = this;
        this.waiting = null;
        waiting?.(result);
    }
    fillGap() {
        if (!this.behind || this.reading)
            return;
        this.reading = true;
        this.readLog()
            .catch((error) => {
            this.behind = true;
            if (this.waiting)
                this.answer(Promise.reject(error));
        })
            .finally(() => {
            this.reading = false;
            this.settle();
        });
    }
    /** The next live event, if it is the next of all. */
    takeLive() {
        while (this.live[0] && this.live[0].seq <= this.last)
            this.live.shift();
        const [event] = this.live;
        if (!event)
            return null;
        if (event.seq === this.last + 1)
            return this.live.shift() ?? null;
        this.behind = true;
        return null;
    }
    async readLog() {
        // Cleared before the read: whatever comes in during it asks for another one.
        this.behind = false;
        const missed = await this.readMissed();
        if (!missed) {
            this.behind = true;
            return;
        }
        if (missed.length === BATCH)
            this.behind = true;
        this.live.splice(0, 0, ...missed);
        this.live.sort((a, b) => a.seq - b.seq);
    }
    /** Null while MongoDB is away: a subscription outlives that. */
    async readMissed() {
        try {
            return await this.eventLog.readAfter(this.userId, this.last, BATCH);
        }
        catch (error) {
            if (!isOutage(error))
                throw error;
            await delay(OUTAGE_PAUSE_MS);
            return null;
        }
    }
    fallBehind() {
        this.live.length = 0;
        this.behind = true;
    }
}
//# sourceMappingURL=event-stream.js.map