import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { ErrorCode, ListResourcesRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js';
import type { SmartContent } from '@smart-content/client';
import { Piece, Pieces } from '@smart-content/client/operations';
import { FAILURE_KEY, type Failure, failure, failureOf, inWords } from './failure.js';
import { uriOf } from './shapes.js';

/** An error code of the MCP specification; the SDK has no name for it. */
const RESOURCE_NOT_FOUND = -32_002;
const PAGE = 100;

/** The pieces of the library: a page of them, and each as Markdown. */
export function addResources(server: McpServer, client: SmartContent): void {
  const page = (first: number, after?: string) =>
    orProtocolError(() => client.request(Pieces, { first, ...(after !== undefined && { after }) }));

  server.registerResource(
    'piece',
    new ResourceTemplate('smart-content://library/{id}', {
      list: undefined,
      complete: {
        id: async (begun) => {
          const { contents } = await page(PAGE);
          return contents.edges.map(({ node }) => node.id).filter((known) => known.startsWith(begun));
        },
      },
    }),
    { title: 'A text of the library', description: 'The text as Markdown.', mimeType: 'text/markdown' },
    async (uri, { id }) => {
      const { content } = await orProtocolError(() => client.request(Piece, { id: String(id) }));
      if (!content) throw protocolError(failure('NOT_FOUND', `There is no ${uri.href}.`), RESOURCE_NOT_FOUND);
      return { contents: [{ uri: uri.href, mimeType: 'text/markdown', text: content.body }] };
    },
  );

  // In place of the SDK's list, which has no pages.
  server.server.setRequestHandler(ListResourcesRequestSchema, async ({ params }) => {
    const { contents } = await page(PAGE, params?.cursor);
    const { hasNextPage, endCursor } = contents.pageInfo;
    return {
      resources: contents.edges.map(({ node }) => ({
        uri: uriOf(node),
        name: node.title,
        description: node.type,
        mimeType: 'text/markdown',
        annotations: { lastModified: node.updatedAt },
      })),
      ...(hasNextPage && endCursor && { nextCursor: endCursor }),
    };
  });
}

/** Resources have no results with `isError`, so their errors are errors of the protocol. */
async function orProtocolError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = failureOf(error);
    throw protocolError(
      why,
      why.code === 'BAD_USER_INPUT' ? ErrorCode.InvalidParams : ErrorCode.InternalError,
    );
  }
}

const protocolError = (why: Failure, code: number) =>
  new McpError(code, inWords(why), { [FAILURE_KEY]: why });
