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
/** For each operation, in milliseconds. */
const PATIENCE = 200;

describe('what the product answers is what graphql-js answers', () => {
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

  it('in data, errors, paths and side effects', () => {
    expect(summary.differences).toEqual([]);
    expect(summary.operations).toBe(OPERATIONS);
    // Of what the specification leaves open there may be some, and not much.
    for (const count of Object.values(summary.open)) expect(count).toBeLessThan(OPERATIONS / 10);
  });

  it('and no promise that failed was left alone', () => {
    expect(summary.unhandled).toEqual([]);
  });

  it('of queries, mutations and subscriptions, compiled and not, with data and with errors', () => {
    for (const kind of ['query', 'mutation', 'subscription'])
      expect(summary.byKind[kind]).toBeGreaterThan(OPERATIONS / 50);
    // A document is compiled when it comes for the second time, and so two of three times.
    expect(summary.compiled).toBeGreaterThan(OPERATIONS / 3);
    expect(summary.withData).toBeGreaterThan(OPERATIONS);
    expect(summary.withErrors).toBeGreaterThan(OPERATIONS);
  });

  it('of texts that have structures', () => {
    for (const [type, text] of Object.entries(TEXTS))
      expect(FORMS[type as ContentType].structure(text)).not.toBeNull();
  });

  it('or else it is found', async () => {
    const wrong = (result: ExecutionResult) =>
      result.data && Object.keys(result.data).length > 1
        ? { ...result, data: Object.fromEntries(Object.entries(result.data).reverse()) }
        : result;
    const spoilt = await compare({ reference, schema, operations: 200, seed: SEED, spoil: wrong });
    expect(spoilt.differences.length).toBeGreaterThan(0);
    expect(spoilt.differences.every(({ time }) => time > 1)).toBe(true);
  });
});
