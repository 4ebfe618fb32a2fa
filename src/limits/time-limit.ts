import { defaultFieldResolver, GraphQLError, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

/** The context of an operation that may take only so long. */
export interface Timed {
  /** When it must be over, in milliseconds since 1970; a subscription has none, and stays. */
  deadline?: number;
}

/**
 * Ends each query and mutation that takes longer, counted from its first field: what is not there by then is answered
 * with an error. Work that has begun may go on behind it, within the limits of the databases' own clients.
 */
export function limitTime(schema: GraphQLSchema, limitMs: number) {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (root, args, context: Timed, info) => {
        context.deadline ??= Date.now() + limitMs;
        return within(resolve(root, args, context, info), context.deadline, limitMs);
      };
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!('getFields' in type) || type.name.startsWith('__') || isRoot(schema, type.name)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!('resolve' in field) || !field.resolve) continue;
      const resolve = field.resolve as GraphQLFieldResolver<unknown, Timed>;
      const limited: GraphQLFieldResolver<unknown, Timed> = (root, args, context, info) => {
        const result = resolve(root, args, context, info);
        return context.deadline === undefined ? result : within(result, context.deadline, limitMs);
      };
      field.resolve = limited;
    }
  }
}

const isRoot = (schema: GraphQLSchema, name: string) =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some(
    (type) => type?.name === name,
  );

function within<T>(result: T, deadline: number, limitMs: number): T | Promise<Awaited<T>> {
  if (!(result instanceof Promise)) return result;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(tooLong(limitMs)), Math.max(0, deadline - Date.now()));
    result.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

function tooLong(limitMs: number): GraphQLError {
  return new GraphQLError(`The operation is over the limit of time: ${limitMs} milliseconds at most.`, {
    extensions: { code: 'SERVICE_UNAVAILABLE', limit: { name: 'time', max: limitMs } },
  });
}
