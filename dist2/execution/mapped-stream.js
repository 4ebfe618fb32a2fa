const DONE = { value: undefined, done: true };
const valueResult = (value) => ({ value, done: false });
/**
 * An async iterator with each value mapped, and nothing else between: closing it closes the source at once, also while
 * a value is waited for.
 */
export class MappedStream {
    constructor(source, map) {
        this.map = map;
        /** Bound once: whoever waits for the next value, which is most of the time, holds no function of its own. */
        this.mapResult = (result) => {
            if (result.done)
                return DONE;
            try {
                const value = this.map(result.value);
                return value instanceof Promise ? value.then(valueResult, this.fail) : valueResult(value);
            }
            catch (error) {
                return this.fail(error);
            }
        };
        this.fail = async (error) => {
            await this.return();
            throw error;
        };
        this.source = source[Symbol.asyncIterator]();
    }
    next() {
        return this.source.next().then(this.mapResult);
    }
    async return() {
        await this.source.return?.();
        return { value: undefined, done: true };
    }
    async throw(error) {
        await this.return();
        throw error;
    }
    [Symbol.asyncIterator]() {
        return this;
    }
}
//# sourceMappingURL=mapped-stream.js.map