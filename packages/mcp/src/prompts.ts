import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { CONTENT_TYPES } from '@smart-content/client/enums';
import { characters, TYPES } from './shapes.js';

/** A prompt for each type of text, for a menu. */
export function addPrompts(server: McpServer): void {
  for (const type of CONTENT_TYPES) {
    server.registerPrompt(
      type.toLowerCase(),
      {
        title: `Write a ${TYPES[type]}`,
        description: `Has a ${TYPES[type]} written, shows it, and offers to keep it.`,
        argsSchema: {
          topic: characters(1, 4_000).describe('What the text is about.'),
          audience: characters(1, 200).optional().describe('For whom it is.'),
          tone: characters(1, 200).optional().describe('How it sounds, in free words.'),
          language: characters(1, 35).optional().describe('A BCP 47 tag such as "de".'),
        },
      },
      ({ topic, audience, tone, language }) => {
        const options = { audience, toneDescription: tone, language };
        const asked = {
          type,
          prompt: topic,
          ...(Object.values(options).some((value) => value !== undefined) && { options }),
        };
        const text = `Call the tool generate_content with ${JSON.stringify(asked)}. Show me the ${TYPES[type]} as it is, and ask whether to keep it; if so, call save_to_library with the id of the job.`;
        return { messages: [{ role: 'user', content: { type: 'text', text } }] };
      },
    );
  }
}
