import { createRequire } from 'node:module';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests wait for processes more than they compute: 3 workers keep 2 cores busy. */
const WORKERS = Number(process.env.TEST_WORKERS ?? 3);
const graphql = createRequire(import.meta.url).resolve('graphql');

interface Options {
  include: string[];
  exclude?: string[];
  /** Files of one group run at the same time, the groups one after another. */
  group?: number;
  workers?: number;
}

const project = (
  name: string,
  { include, exclude = [], group = 0, workers = WORKERS }: Options,
): TestProjectInlineConfiguration => ({
  // As Node resolves it. Vite would take its ES modules, of which graphql-jit, a CommonJS module, has another instance.
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    name,
    include,
    exclude,
    setupFiles: ['tests/support/setup.ts'],
    testTimeout: 200_000,
    hookTimeout: 300_000,
    maxWorkers: workers,
    sequence: { groupOrder: group },
  },
});

/** The longest files first, so that no worker is left alone with one at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isLong = ({ project: { name } }: TestSpecification) => name === 'browser' || name === 'faults';
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    // Once for all projects, which is why they don't extend this configuration.
    globalSetup: ['tests/support/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      project('browser', { include: ['tests/browser/*.test.ts'] }),
      project('faults', { include: ['tests/faults/*.test.ts'] }),
      project('product', {
        include: ['tests/**/*.test.ts'],
        exclude: ['tests/{browser,faults}/**', 'tests/**/*.{unit,serial,slow,model}.test.ts'],
      }),
      project('unit', { include: ['tests/**/*.unit.test.ts'] }),
      // One file at a time, with nothing beside it: these measure time.
      project('serial', { include: ['tests/**/*.serial.test.ts'], group: 1, workers: 1 }),
      // Not in `npm test`: kills, generated operations and the benchmark's own tests.
      project('slow', { include: ['tests/**/*.slow.test.ts'], group: 2, workers: 2 }),
      // Nor in `.ci/run`: a real model, which is downloaded first.
      project('slow-model', { include: ['tests/**/*.model.test.ts'], group: 3, workers: 1 }),
    ],
  },
});
