import { Kind, visit } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
/** What was compiled is remembered, by the characters of all its documents. */
const REMEMBERED_CHARACTERS = 500_000;
/**
 * Compiles operations to JavaScript, which saves most of what their execution costs. A document is compiled when it
 * comes for the second time, so that documents which never come again cost no compilation. With a directive, or a
 * question about the schema, a document is never compiled: there graphql-jit differs from graphql-js.
 */
export function createCompiledDocuments(schema) {
    const known = new LRUCache({
        maxSize: REMEMBERED_CHARACTERS,
        sizeCalculation: (_, { loc }) => (loc?.end ?? REMEMBERED_CHARACTERS) + 1,
    });
    function compile(document, operationName) {
        if (!isPlain(document))
            return undefined;
        const compiled = compileQuery(schema, document, operationName ?? undefined);
        return isCompiledQuery(compiled) ? compiled.query : undefined;
    }
    return (document, operationName = null) => {
        const compilations = known.get(document);
        if (!compilations) {
            known.set(document, new Map());
            return undefined;
        }
        const compiled = compilations.get(operationName);
        if (compiled || compilations.has(operationName))
            return compiled;
        const made = compile(document, operationName);
        compilations.set(operationName, made);
        return made;
    };
}
function isPlain(document) {
    let plain = true;
    visit(document, {
        Directive: () => {
            plain = false;
        },
        [Kind.FIELD]: ({ name }) => {
            if (name.value === '__schema' || name.value === '__type')
                plain = false;
        },
    });
    return plain;
}
//# sourceMappingURL=compiled-documents.js.map