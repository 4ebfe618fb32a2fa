/** The values that a producer pushes, for one consumer that awaits them. */
export class Queue<T> implements AsyncIterableIterator<T> {
  readonly #values: T[] = [];
  #waiting: { resolve(result: IteratorResult<T, undefined>): void; reject(error: unknown): void }[] = [];
  #ended = false;
  #error: { error: unknown } | undefined;
  readonly #stop: () => void;

  /** @param start begins to produce, and returns the function that stops it; called at once */
  constructor(start: (queue: Queue<T>) => () => void) {
    this.#stop = start(this);
  }

  push(value: T): void {
    if (this.#ended) return;
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve({ value, done: false });
    else this.#values.push(value);
  }

  /** Ends the sequence after the values that were pushed, with this error if there is one. */
  end(error?: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    const [first, ...others] = this.#waiting;
    this.#waiting = [];
    if (error === undefined) first?.resolve(DONE);
    else if (first) first.reject(error);
    else this.#error = { error };
    for (const { resolve } of others) resolve(DONE);
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#values.length > 0) return Promise.resolve({ value: this.#values.shift() as T, done: false });
    if (this.#error) {
      const { error } = this.#error;
      this.#error = undefined;
      return Promise.reject(error);
    }
    if (this.#ended) return Promise.resolve(DONE);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Ends it from the consumer's side, also while a `next()` waits. */
  return(): Promise<IteratorResult<T, undefined>> {
    this.#values.length = 0;
    this.#error = undefined;
    this.end();
    this.#stop();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

const DONE = { value: undefined, done: true } as const;
