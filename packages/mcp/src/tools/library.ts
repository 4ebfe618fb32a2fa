import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { SmartContent } from '@smart-content/client';
import { Pieces, SaveJob } from '@smart-content/client/operations';
import { z } from 'zod';
import { orFailed } from '../failure.js';
import { characters, contentType, id, linkTo, pieceShape } from '../shapes.js';

/** The part of a text that a page shows, in characters. The resource has the whole text. */
const EXCERPT = 300;

const found = pieceShape.omit({ body: true }).extend({
  uri: z.string().describe('The resource with the whole text.'),
  excerpt: z.string().describe('The beginning of the text.'),
});

export function addLibrary(server: McpServer, client: SmartContent): void {
  server.registerTool(
    'search_library',
    {
      title: 'Search the library',
      description:
        'Lists the texts that the user keeps, by words in their title, type or body; without words, all of them, newest first. A page at a time: pass `endCursor` as `after` for the next one. Errors: BAD_USER_INPUT.',
      inputSchema: z.strictObject({
        search: characters(0, 200).optional().describe('All of these words have to match; "…" is a phrase.'),
        type: contentType.optional().describe('Only texts of this type.'),
        first: z.number().int().min(1).max(100).default(20).describe('The length of the page.'),
        after: z.string().min(1).max(1_000).optional().describe('The `endCursor` of the page before.'),
      }),
      outputSchema: {
        pieces: z.array(found),
        hasNextPage: z.boolean(),
        endCursor: z.string().nullable(),
      },
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    (variables) =>
      orFailed(async () => {
        const { contents } = await client.request(Pieces, { ...variables, orderBy: 'RELEVANCE' });
        const pieces = contents.edges.map(({ node: { body, ...piece } }) => {
          const { uri } = linkTo(piece);
          return {
            ...piece,
            uri,
            excerpt: Array.from(body.slice(0, 2 * EXCERPT))
              .slice(0, EXCERPT)
              .join(''),
          };
        });
        const { hasNextPage, endCursor = null } = contents.pageInfo;
        const more = hasNextPage ? ` There are more: after ${endCursor}.` : '';
        return {
          content: [
            { type: 'text', text: `${pieces.length === 0 ? 'No' : pieces.length} texts.${more}` },
            ...pieces.map(linkTo),
          ],
          structuredContent: { pieces, hasNextPage, endCursor },
        };
      }),
  );

  server.registerTool(
    'save_to_library',
    {
      title: 'Save a text to the library',
      description:
        'Saves the text of a COMPLETED job to the library, and returns the piece. A second call for the same job returns the same piece. Errors: NOT_FOUND; CONFLICT for a job that is not COMPLETED; FORBIDDEN with a read-only token.',
      inputSchema: z.strictObject({
        jobId: id('job'),
        title: characters(1, 200).optional().describe('By default the first line of words in the text.'),
      }),
      outputSchema: { piece: pieceShape },
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    },
    ({ jobId, title }) =>
      orFailed(async () => {
        const { saveJobToLibrary: piece } = await client.request(SaveJob, { id: jobId, title });
        return {
          content: [{ type: 'text', text: `Saved as “${piece.title}”.` }, linkTo(piece)],
          structuredContent: { piece },
        };
      }),
  );
}
