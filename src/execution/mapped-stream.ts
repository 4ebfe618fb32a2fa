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

  async next(): Promise<IteratorResult<To>> {
    const result = await this.source.next();
    if (result.done) return { value: undefined, done: true };
    try {
      const value = this.map(result.value);
      return { value: value instanceof Promise ? await value : value, done: false };
    } catch (error) {
      await this.return();
      throw error;
    }
  }

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
