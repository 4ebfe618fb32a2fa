import {
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  subscribe,
} from 'graphql';
import {
  createCompiledDocuments,
  type FindCompiled,
} from '../../src/execution/compiled/compiled-documents.js';
import { createExecution } from '../../src/execution/compiled/execution.js';
import { hash, Random } from '../support/random.js';
import { type Answer, difference, NO_ANSWER, type Open, type Run, tell } from './answer.js';
import { makeSample, type Sample } from './operations.js';
import { toText } from './text.js';
import { createWorld, type World } from './world.js';

export interface Difference {
  /** How the two executions differ. */
  what: string;
  /** The number of the execution, of three. */
  time: number;
  query: string;
  variables: string;
  operationName: string | null | undefined;
  world: number;
  expected: string;
  found: string;
}

export interface Summary {
  operations: number;
  /** Executions that used compiled code. */
  compiled: number;
  /** Executions with an error in the response, and those with data. */
  withErrors: number;
  withData: number;
  byKind: Record<string, number>;
  /** Executions that differ only in what the specification leaves open. */
  open: Record<Open, number>;
  /** Unhandled rejections in compiled code. */
  unhandled: string[];
  differences: Difference[];
}

export interface Options {
  /** What graphql-js executes: the resolvers of type-graphql. */
  reference: GraphQLSchema;
  /** What the product executes. */
  schema: GraphQLSchema;
  operations: number;
  seed: number;
  /** Injects a wrong response, which must be detected. */
  spoil?: (result: ExecutionResult) => ExecutionResult;
  onProgress?: (summary: Summary) => void;
}

const TIMES = [1, 2, 3];
/** The time limit of a response, in milliseconds. */
const ANSWER_LIMIT_MS = 60_000;
/** More differences would add nothing new. */
const MOST_DIFFERENCES = 20;

/** Sends the same requests to graphql-js and to the product’s execution in the same state, three times each. */
export async function compare(options: Options): Promise<Summary> {
  const { reference, schema, operations, seed } = options;
  const summary: Summary = {
    operations: 0,
    compiled: 0,
    withErrors: 0,
    withData: 0,
    byKind: {},
    open: { 'another error': 0, 'more reads': 0 },
    unhandled: [],
    differences: [],
  };
  const execution = createExecution(schema, { findCompiled: watched(createCompiledDocuments(schema)) });

  /** Counts the responses that compiled code gives. */
  function watched(find: FindCompiled): FindCompiled {
    return (document, operationName) => {
      const compiled = find(document, operationName);
      if (!compiled) return undefined;
      return (...args) => {
        summary.compiled += 1;
        const result = compiled(...args);
        const { spoil } = options;
        if (!spoil) return result;
        return result instanceof Promise ? result.then(spoil) : spoil(result);
      };
    };
  }

  function answer(sample: Sample, world: World, byProduct: boolean): Promise<Run> {
    let timer: NodeJS.Timeout | undefined;
    const never = new Promise<Run>((resolve) => {
      timer = setTimeout(resolve, ANSWER_LIMIT_MS, NO_ANSWER);
    });
    return Promise.race([run(sample, world, byProduct), never]).finally(() => clearTimeout(timer));
  }

  async function run(sample: Sample, world: World, byProduct: boolean): Promise<Run> {
    const { document, variableValues, operationName } = sample;
    const request = { document, variableValues, operationName, contextValue: world.context };
    const answers: Answer[] = [];
    let thrown = '';
    try {
      if (sample.operation !== OperationTypeNode.SUBSCRIPTION) {
        const result = byProduct
          ? await execution.execute(request)
          : await execute({ schema: reference, ...request });
        count(result);
        answers.push(tell(result, world));
      } else {
        const events = byProduct
          ? await execution.subscribe(request)
          : await subscribe({ schema: reference, ...request });
        if (Symbol.asyncIterator in events)
          for await (const event of events) answers.push(tell(event, world));
        else answers.push(tell(events, world));
      }
    } catch (error) {
      thrown = (error as Error).message;
    }
    // Wait for what the response did not wait for.
    await new Promise((resolve) => setImmediate(resolve));
    return { answers, thrown, ...world.effects() };
  }

  function count({ data, errors }: ExecutionResult) {
    if (errors) summary.withErrors += 1;
    if (data) summary.withData += 1;
  }

  // graphql-js leaves some rejections unhandled that belong to a list with several errors. They contain their nodes.
  const onUnhandled = (reason: unknown) => {
    if (!(reason instanceof GraphQLError && reason.nodes)) summary.unhandled.push(String(reason));
  };
  process.on('unhandledRejection', onUnhandled);
  try {
    for (let number = 0; summary.operations < operations; number++) {
      const random = new Random(hash(`${seed} ${number}`));
      const sample = makeSample(reference, random);
      if (!sample) continue;
      const world = random.below(2 ** 31);
      summary.operations += 1;
      summary.byKind[sample.operation] = (summary.byKind[sample.operation] ?? 0) + 1;
      for (const time of TIMES) {
        const expected = await answer(sample, createWorld(world), false);
        const found = await answer(sample, createWorld(world), true);
        const what = difference(expected, found, sample.operation);
        if (what === null) continue;
        if (what in summary.open) {
          summary.open[what as Open] += 1;
          continue;
        }
        const { query, operationName } = sample;
        const variables = toText(sample.variableValues);
        summary.differences.push({
          what,
          time,
          query,
          variables,
          operationName,
          world,
          expected: toText(expected),
          found: toText(found),
        });
        break;
      }
      if (summary.differences.length >= MOST_DIFFERENCES) break;
      if (summary.operations % 1_000 === 0) options.onProgress?.(summary);
    }
    // Unhandled rejections are reported after the promises of this turn.
    await new Promise((resolve) => setTimeout(resolve, 10));
  } finally {
    process.off('unhandledRejection', onUnhandled);
  }
  return summary;
}
