interface Makers {
  asked<T>(name: string, args: unknown[], answer: () => T): Promise<T>;
  row<T extends object>(place: string, values: T): T;
  at(number: number): Date;
  job(id: string): object;
  page(name: string, nodes: object[]): object;
  streamOf(make: (number: number) => object): AsyncIterable<object>;
}

/** The rows that the service of batches returns. */
export function createBatches({ asked, row, at, job, page, streamOf }: Makers) {
  const batch = (id: string) =>
    row(`batch ${id}`, {
      id,
      total: 4,
      progress: 0.5,
      completedAt: null,
      canceledAt: id === 'b2' ? at(3) : null,
      createdAt: at(1),
    });
  const one = (name: string) => (_: string, id: string, more?: unknown) =>
    asked(name, [id, more], () => batch(id));
  return {
    generate: (_: string, __: unknown, input: unknown) => asked('generateBatch', [input], () => batch('b3')),
    get: (_: string, id: string) => asked('batch', [id], () => (id.startsWith('p') ? batch(id) : null)),
    list: (_: string, args: unknown) =>
      asked('batches', [args], () => page('batches', ['b1', 'b2'].map(batch))),
    jobsOf: ({ id }: { id: string }, args: unknown) =>
      asked('jobsOf', [id, args], () => page(`jobs of ${id}`, ['j1', 'j2'].map(job))),
    countsOf: ({ id }: { id: string }) =>
      asked('countsOf', [id], () =>
        row(`counts ${id}`, { queued: 1, processing: 1, retrying: 0, completed: 1, failed: 1, canceled: 0 }),
      ),
    startOf: ({ id }: { id: string }) => asked('startOf', [id], () => (id === 'b2' ? null : at(2))),
    cancel: one('cancelBatch'),
    retry: (_: string, id: string, failedOnly: boolean) =>
      asked('retryBatch', [id, failedOnly], () => batch(id)),
    subscribe: (_: string, args: unknown) =>
      asked('batchProgress', [args], () =>
        streamOf((number) =>
          row(`batch progress ${number}`, {
            cursor: `${number}`,
            batchId: 'b1',
            total: 4,
            completed: number,
            failed: 0,
            canceled: 0,
            progress: number / 4,
            completedAt: null,
          }),
        ),
      ),
  };
}
