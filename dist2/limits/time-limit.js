import { defaultFieldResolver, GraphQLError } from 'graphql';
/**
 * Ends each query and mutation that takes longer, counted from its first field: what is not there by then is answered
 * with an error. Work that has begun may go on behind it, within the limits of the databases' own clients.
 */
export function limitTime(schema, limitMs) {
    /** When each operation must be over, by its context. Subscriptions have none: they stay. */
    const deadlines = new WeakMap();
    for (const type of [schema.getQueryType(), schema.getMutationType()]) {
        for (const field of Object.values(type?.getFields() ?? {})) {
            const resolve = field.resolve ?? defaultFieldResolver;
            field.resolve = (root, args, context, info) => {
                if (!deadlines.has(context))
                    deadlines.set(context, Date.now() + limitMs);
                return within(resolve(root, args, context, info), deadlines.get(context) ?? 0, limitMs);
            };
        }
    }
    for (const type of Object.values(schema.getTypeMap())) {
        if (!('getFields' in type) || type.name.startsWith('__') || isRoot(schema, type.name))
            continue;
        for (const field of Object.values(type.getFields())) {
            if (!('resolve' in field) || !field.resolve)
                continue;
            const resolve = field.resolve;
            const limited = (root, args, context, info) => {
                const result = resolve(root, args, context, info);
                if (!(result instanceof Promise))
                    return result;
                const deadline = deadlines.get(context);
                return deadline === undefined ? result : within(result, deadline, limitMs);
            };
            field.resolve = limited;
        }
    }
}
const isRoot = (schema, name) => [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some((type) => type?.name === name);
function within(result, deadline, limitMs) {
    if (!(result instanceof Promise))
        return result;
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(tooLong(limitMs)), Math.max(0, deadline - Date.now()));
        result.then(resolve, reject).finally(() => clearTimeout(timer));
    });
}
function tooLong(limitMs) {
    return new GraphQLError(`The operation is over the limit of time: ${limitMs} milliseconds at most.`, {
        extensions: { code: 'SERVICE_UNAVAILABLE', limit: { name: 'time', max: limitMs } },
    });
}
//# sourceMappingURL=time-limit.js.map