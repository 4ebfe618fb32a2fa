import { createSourceEventStream, execute, } from 'graphql';
import { createCompiledDocuments } from './compiled-documents.js';
import { asGraphqlJsError, firstOfEachNull } from './jit-error.js';
import { MappedStream } from './mapped-stream.js';
export function createExecution(schema) {
    const findCompiled = createCompiledDocuments(schema);
    function run(operation) {
        const query = findCompiled(operation.document, operation.operationName);
        if (!query)
            return execute({ schema, ...operation });
        const result = query(operation.rootValue, operation.contextValue, operation.variableValues);
        return result instanceof Promise
            ? result.then((settled) => finish(operation, settled))
            : finish(operation, result);
    }
    function finish(operation, result) {
        if (!result.errors)
            return result;
        // The variables don't fit, and no resolver ran: graphql-js says it in its own words.
        if (result.data === undefined)
            return execute({ schema, ...operation });
        const errors = firstOfEachNull(result.errors, result.data).map((error) => asGraphqlJsError(error, operation.document));
        return { ...result, errors };
    }
    return {
        execute: run,
        async subscribe(operation) {
            const events = await createSourceEventStream({ schema, ...operation });
            if (!(Symbol.asyncIterator in events))
                return events;
            const { document, contextValue, variableValues, operationName } = operation;
            return new MappedStream(events, (rootValue) => run({ document, rootValue, contextValue, variableValues, operationName }));
        },
    };
}
//# sourceMappingURL=execution.js.map