interface Making {
  asked<T>(name: string, args: unknown[], answer: () => T): Promise<T>;
  row(name: string, fields: object): object;
  at(number: number): unknown;
  page(name: string, nodes: object[]): object;
  streamOf(make: (number: number) => object): AsyncIterable<object>;
}

/** The service of exports of a world. */
export function createExports({ asked, row, at, page, streamOf }: Making) {
  const exported = (id: string, done = 2) =>
    row(`export ${id} ${done}`, {
      id,
      kind: 'LIBRARY',
      format: 'JSONL',
      status: done < 2 ? 'RUNNING' : 'COMPLETED',
      done,
      total: 2,
      fileName: 'library-2026-01-01.jsonl',
      size: 10,
      error: null,
      createdAt: at(1),
      completedAt: at(2),
      expiresAt: at(3),
    });
  return {
    exportContents: (_: string, input: unknown) => asked('exportContents', [input], () => exported('x1', 0)),
    exportMyData: () => asked('exportMyData', [], () => exported('x2', 0)),
    get: (_: string, id: string) => asked('export', [id], () => (id === 'none' ? null : exported(id))),
    list: (_: string, args: unknown) =>
      asked('exports', [args], () => page('exports', [exported('x1'), exported('x2')])),
    delete: (_: string, id: string) => asked('deleteExport', [id], () => exported(id)),
    subscribe: (_: string, id: string) =>
      asked('exportProgress', [id], () => streamOf((number) => exported(id, number))),
    linkTo: (_: unknown, { id }: { id: string }) => `/exports/${id}?signature=x`,
  };
}
