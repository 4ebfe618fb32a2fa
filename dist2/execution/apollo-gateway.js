/**
 * Has Apollo execute with ours. A gateway is the one place where Apollo takes an executor; everything around it
 * (parsing, validation, plugins, the form of errors) stays Apollo's.
 */
export function executeWith(execution, schema) {
    return {
        onSchemaLoadOrUpdate(tell) {
            tell({ apiSchema: schema, coreSupergraphSdl: '' });
            return () => { };
        },
        load: async () => ({
            executor: async ({ document, request, context }) => execution.execute({
                document,
                contextValue: context,
                variableValues: request.variables,
                operationName: request.operationName,
            }),
        }),
        stop: async () => { },
    };
}
//# sourceMappingURL=apollo-gateway.js.map