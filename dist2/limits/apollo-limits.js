import { limitHeaders, toExtension } from './limit-report.js';
/**
 * Holds a request's document to the limits before Apollo looks at it. What is no document at all is Apollo's to refuse.
 * @throws what QueryLimits.read throws
 */
export function checkRequest(queryLimits, request) {
    const { query, variables } = ((request.method === 'GET' ? request.query : request.body) ?? {});
    if (typeof query === 'string')
        queryLimits.read(query, variables);
}
/** Tells each caller what is left of their rate limits, in headers and in the answer. */
export const rateLimitReports = {
    async requestDidStart() {
        return {
            async willSendResponse({ contextValue, response: { http, body } }) {
                const reports = contextValue.limits.reports();
                if (reports.length === 0)
                    return;
                for (const [name, value] of limitHeaders(reports))
                    http.headers.set(name, value);
                if (body.kind !== 'single')
                    return;
                const { data } = body.singleResult;
                // Part of it was done: 429 is for a request of which nothing was.
                if (http.status === 429 && data && Object.values(data).some((value) => value !== null))
                    http.status = 200;
                body.singleResult.extensions = {
                    ...body.singleResult.extensions,
                    rateLimit: reports.map(toExtension),
                };
            },
        };
    },
};
//# sourceMappingURL=apollo-limits.js.map