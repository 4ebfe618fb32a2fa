const DONE = { value: undefined, done: true } as const;
const valueResult = <T>(value: T) => ({ value, done: false }) as const;

/**
 * An async iterator with each value mapped, and nothing else between: closing it closes the source at once, also while
 * a value is waited for.
 */
export class MappedStream<From, To> implements AsyncIterableIterator<To> {
  private readonly source: AsyncIterator<From>;

  constructor(
    source: AsyncIterable<From>,
    private readonly map: (value: From) => To | Promise<To>,
  ) {
    this.source = source[Symbol.asyncIterator]();
  }

  next(): Promise<IteratorResult<To>> {
    return this.source.next().then(this.mapResult);
  }

  /** Bound once: whoever waits for the next value, which is most of the time, holds no function of its own. */
  private readonly mapResult = (result: IteratorResult<From>) => {
    if (result.done) return DONE;
    try {
      const value = this.map(result.value);
      return value instanceof Promise ? value.then(valueResult, this.fail) : valueResult(value);
    } catch (error) {
      return this.fail(error);
    }
  };

  private readonly fail = async (error: unknown): Promise<never> => {
    await this.return();
    throw error;
  };

  async return(): Promise<IteratorResult<To>> {
    await this.source.return?.();
    return { value: undefined, done: true };
  }

  async throw(error: unknown): Promise<IteratorResult<To>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
