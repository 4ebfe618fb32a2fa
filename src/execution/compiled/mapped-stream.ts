const DONE = { value: undefined, done: true } as const;
const valueResult = <T>(value: T) => ({ value, done: false }) as const;

/**
 * An async iterator with each value mapped. Closing it closes the source at once, even while a value is pending.
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

  /** Bound once, so that a pending `next` holds no closure. */
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
