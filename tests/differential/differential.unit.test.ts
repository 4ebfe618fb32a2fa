import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/execution/schema.js';
import type { ContentType } from '../../src/writing/content-type.js';
import { FORMS } from '../../src/writing/forms.js';
import { compare, type Summary } from './compare.js';
import { TEXTS } from './rows.js';

/** `npm run test:differential` runs more of them. */
const OPERATIONS = Number(process.env.OPERATIONS ?? 500);
const SEED = Number(process.env.SEED ?? 1);
/** The time for each operation, in milliseconds. */
const PATIENCE = 200;

describe('the responses of the product and of graphql-js', () => {
  let reference: GraphQLSchema;
  let schema: GraphQLSchema;
  let summary: Summary;
  beforeAll(
    async () => {
      reference = await buildSchema();
      schema = await buildSchema();
      const onProgress = ({ operations, compiled }: Summary) =>
        process.env.OPERATIONS && console.log(`${operations} operations, ${compiled} compiled executions`);
      summary = await compare({ reference, schema, operations: OPERATIONS, seed: SEED, onProgress });
      if (process.env.OPERATIONS) console.log({ ...summary, differences: summary.differences.length });
    },
    60_000 + OPERATIONS * PATIENCE,
  );

  it('have the same data, errors, paths and side effects', () => {
    expect(summary.differences).toEqual([]);
    expect(summary.operations).toBe(OPERATIONS);
    // Some differences in what the specification leaves open are expected, but only few.
    for (const count of Object.values(summary.open)) expect(count).toBeLessThan(OPERATIONS / 10);
  });

  it('leave no rejection unhandled', () => {
    expect(summary.unhandled).toEqual([]);
  });

  it('cover queries, mutations and subscriptions, compiled and not, with data and with errors', () => {
    for (const kind of ['query', 'mutation', 'subscription'])
      expect(summary.byKind[kind]).toBeGreaterThan(OPERATIONS / 50);
    // A document is compiled when it comes for the second time, so two of three executions use compiled code.
    expect(summary.compiled).toBeGreaterThan(OPERATIONS / 3);
    expect(summary.withData).toBeGreaterThan(OPERATIONS);
    expect(summary.withErrors).toBeGreaterThan(OPERATIONS);
  });

  it('cover texts with structures', () => {
    for (const [type, text] of Object.entries(TEXTS))
      expect(FORMS[type as ContentType].structure(text)).not.toBeNull();
  });

  it('are reported if they differ', async () => {
    const wrong = (result: ExecutionResult) =>
      result.data && Object.keys(result.data).length > 1
        ? { ...result, data: Object.fromEntries(Object.entries(result.data).reverse()) }
        : result;
    const spoilt = await compare({ reference, schema, operations: 200, seed: SEED, spoil: wrong });
    expect(spoilt.differences.length).toBeGreaterThan(0);
    expect(spoilt.differences.every(({ time }) => time > 1)).toBe(true);
  });
});
