import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, ExecutionResult, GraphQLFormattedError } from 'graphql';
import { bounded, DURATIONS, type Meter } from '../infra/telemetry/meter.js';
import type { Context } from './context.js';
import { chosenOperation } from './request-parameters.js';

/** Counts operations of both transports, and the errors that clients get. */
export interface OperationMetrics {
  /** Counts queries and mutations. */
  plugin: ApolloServerPlugin<Context>;
  /** Counts subscriptions when they have started, or were refused by their resolvers. */
  observe<Operation extends ChosenDocument, Result extends object>(
    subscribe: (operation: Operation) => Promise<Result>,
  ): (operation: Operation) => Promise<Result>;
  /** Counts an error that a client gets. */
  failed(code: string): void;
  /** Gives operations of these names a label of their own, also after the limit of names is reached. */
  know(names: Iterable<string>): void;
}

interface ChosenDocument {
  document: DocumentNode;
  operationName?: string | null | undefined;
}

/** Operation names that get a label of their own, besides those of trusted documents. */
const NAMES = 200;
const OF_SERVER = new Set<unknown>(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE']);

export const codeOf = ({ extensions }: Pick<GraphQLFormattedError, 'extensions'>): string =>
  String(extensions?.code ?? 'UNKNOWN');

export function createOperationMetrics(meter: Meter): OperationMetrics {
  const trusted = new Set<string>();
  const first = bounded(NAMES);
  const nameOf = (name: string) => (trusted.has(name) ? name : first(name));
  const operations = meter.counter({
    name: 'graphql_operations_total',
    help: 'Operations by name, type and outcome: ok, client_error, or server_error. A name that no trusted document has is `other` after the first 200 of them; an operation that is not valid has the name and the type `invalid`.',
    labels: ['operation', 'type', 'outcome'],
  });
  const durations = meter.histogram({
    name: 'graphql_operation_duration_seconds',
    help: 'Durations of queries and mutations, from the parsed request to the result.',
    labels: ['operation', 'type'],
    buckets: DURATIONS,
  });
  const errors = meter.counter({
    name: 'graphql_errors_total',
    help: 'Errors that clients got, by code.',
    labels: ['code'],
  });

  return {
    plugin: {
      async requestDidStart() {
        const begun = performance.now();
        return {
          async willSendResponse({ operation, response: { body } }) {
            const type = operation?.operation ?? 'invalid';
            const name = operation ? nameOf(operation.name?.value ?? 'anonymous') : 'invalid';
            const failures = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
            operations.inc({ operation: name, type, outcome: outcomeOf(failures) });
            durations.observe({ operation: name, type }, (performance.now() - begun) / 1_000);
          },
        };
      },
    },
    observe: (subscribe) => async (operation) => {
      const result = await subscribe(operation);
      const chosen = chosenOperation(operation.document, operation.operationName);
      const failures = Symbol.asyncIterator in result ? [] : ((result as ExecutionResult).errors ?? []);
      const outcome = outcomeOf(failures);
      const name = nameOf(chosen?.name?.value ?? 'anonymous');
      operations.inc({ operation: name, type: 'subscription', outcome });
      return result;
    },
    failed: (code) => errors.inc({ code }),
    know(names) {
      for (const name of names) trusted.add(name);
    },
  };
}

function outcomeOf(errors: readonly Pick<GraphQLFormattedError, 'extensions'>[]): string {
  if (errors.length === 0) return 'ok';
  return errors.some(({ extensions }) => OF_SERVER.has(extensions?.code)) ? 'server_error' : 'client_error';
}
