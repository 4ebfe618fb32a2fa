import { createRequire } from 'node:module';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests wait for processes more than they compute: 4 workers keep 2 cores busy. */
const WORKERS = Number(process.env.TEST_WORKERS ?? 4);
/** They start together; a file among the last would keep one worker busy alone. */
const LONGEST = ['browser/browser', 'browser/pages', 'local/instruct.model', 'local/start.slow'];
/** Processes and databases that are killed or restarted under load. */
const KILLS = [
  'tests/faults/*.test.ts',
  'tests/**/kill{,s}.slow.test.ts',
  'tests/rolling-restart.slow.test.ts',
];
/** These measure what others would disturb: with nothing beside them. */
const MEASURED = ['tests/bench/*.slow.test.ts', 'tests/{exports/large,generation/retention}.slow.test.ts'];
/** What an attacker would send. */
const SECURITY = ['tests/security/*.test.ts', 'tests/security/cases/*.test.ts'];
const MODEL = 'tests/local/instruct.model.test.ts';
/** Named for a project of its own. */
const APART = 'tests/**/*.{unit,serial,slow,model}.test.ts';
const graphql = createRequire(import.meta.url).resolve('graphql');

interface Options {
  include: string[];
  exclude?: string[];
  /** Files of one group run at the same time, the groups one after another. */
  group?: number;
  workers?: number;
  /** Files of one worker share their modules and the products that they start. */
  shared?: boolean;
}

const project = (
  name: string,
  { include, exclude = [], group = 0, workers = WORKERS, shared = false }: Options,
): TestProjectInlineConfiguration => ({
  // As Node resolves it. Vite would take its ES modules, of which graphql-jit, a CommonJS module, has another instance.
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    name,
    include,
    exclude,
    setupFiles: ['tests/support/setup.ts'],
    // Machines that test are busy: these end what hangs, and measure nothing.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: workers,
    isolate: !shared,
    // A Redis of several servers has one database, which each file has for itself.
    provide: { shared: shared && !process.env.TEST_REDIS_GROUP },
    sequence: { groupOrder: group },
  },
});

/** The longest files first, then one project after the other: workers keep what the files of one share. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const rank = ({ moduleId, project: { name } }: TestSpecification): [number, string] => {
      const long = LONGEST.findIndex((file) => moduleId.endsWith(`tests/${file}.test.ts`));
      return long >= 0 ? [long, ''] : [LONGEST.length, name];
    };
    return (await super.sort(files)).toSorted((one, other) => {
      const [[place, name], [otherPlace, otherName]] = [rank(one), rank(other)];
      return place - otherPlace || name.localeCompare(otherName);
    });
  }
}

export default defineConfig({
  test: {
    // Once for all projects, which is why they don't extend this configuration.
    globalSetup: ['tests/support/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      project('browser', { include: ['tests/browser/*.test.ts'], exclude: [APART] }),
      project('product', {
        shared: true,
        include: ['tests/**/*.test.ts'],
        exclude: ['tests/{browser,faults,security}/**', APART],
      }),
      project('unit', { shared: true, include: ['tests/**/*.unit.test.ts'] }),
      // The model that `npm start` runs is 1.1 GB; this one goes through the same code.
      project('model', { include: [MODEL] }),
      // In `.ci/run`, not in `npm test`.
      project('security', { shared: true, include: SECURITY, exclude: [APART] }),
      project('slow', { include: ['tests/**/*.slow.test.ts'], exclude: [...KILLS, ...MEASURED] }),
      // One file at a time, with nothing beside it: these measure time.
      project('serial', { include: ['tests/**/*.serial.test.ts'], group: 1, workers: 1 }),
      // In `npm run test:all` and `.ci/run --all`.
      project('kills', { include: KILLS, group: 2, workers: 2 }),
      project('measured', { include: MEASURED, group: 3, workers: 1 }),
      // In `npm run test:all`.
      project('slow-model', {
        include: ['tests/**/*.model.test.ts'],
        exclude: [MODEL],
        group: 4,
        workers: 1,
      }),
    ],
  },
});
