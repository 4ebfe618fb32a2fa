interface Makers {
  asked<T>(name: string, args: unknown[], answer: () => T): Promise<T>;
  row<T extends object>(place: string, values: T): T;
  at(number: number): Date;
  job(id: string): object;
  page(name: string, nodes: object[]): object;
  streamOf(make: (number: number) => object): AsyncIterable<object>;
}

/** The rows that the service of schedules returns. */
export function createSchedules({ asked, row, at, job, page, streamOf }: Makers) {
  const schedule = (id: string) =>
    row(`schedule ${id}`, {
      id,
      name: 'Tea',
      cron: id === 's2' ? null : '0 9 * * *',
      rrule: id === 's2' ? 'FREQ=DAILY' : null,
      startsAt: id === 's2' ? '2026-12-24T08:00' : null,
      timeZone: 'Europe/Berlin',
      prompt: id === 's2' ? 'Tea' : null,
      type: id === 's2' ? 'BLOG_POST' : null,
      templateId: id === 's2' ? null : 't1',
      templateVersion: null,
      variables: [row(`value of ${id}`, { name: 'topic', value: 'Tea' })],
      status: id === 's2' ? 'PAUSED' : 'ACTIVE',
      pauseReason: id === 's2' ? 'FAILING' : null,
      pausedAt: id === 's2' ? at(4) : null,
      nextRunAt: id === 's2' ? null : at(5),
      lastRunAt: null,
      failuresInARow: 3,
      lastFailure:
        id === 's2'
          ? row(`failure of ${id}`, { at: at(4), code: 'JOB_FAILED', message: 'late', jobId: 'j1' })
          : null,
      createdAt: at(1),
      updatedAt: at(2),
    });
  const one = (name: string) => (_: string, id: string, more?: unknown) =>
    asked(name, [id, more], () => schedule(id));
  return {
    list: () => asked('schedules', [], () => ['s1', 's2'].map(schedule)),
    get: (_: string, id: string) => asked('schedule', [id], () => (id.startsWith('p') ? schedule(id) : null)),
    times: (...args: unknown[]) => asked('scheduleTimes', args, () => [5, 6].map(at)),
    create: (_: string, input: unknown) => asked('createSchedule', [input], () => schedule('s3')),
    update: one('updateSchedule'),
    pause: one('pauseSchedule'),
    resume: one('resumeSchedule'),
    delete: one('deleteSchedule'),
    nextRuns: ({ id }: { id: string }, first: number) => asked('nextRuns', [id, first], () => [7, 8].map(at)),
    optionsOf: ({ id }: { id: string }) =>
      asked('optionsOf', [id], () => (id === 's2' ? null : row(`options of ${id}`, { tone: 'FRIENDLY' }))),
    jobsOf: ({ id }: { id: string }, args: unknown) =>
      asked('jobsOfSchedule', [id, args], () => page(`jobs of ${id}`, ['j1', 'j2'].map(job))),
    subscribeToPaused: () => asked('schedulePaused', [], () => streamOf((number) => schedule(`s${number}`))),
  };
}
