import { createSmartContent, JobEndError } from '@smart-content/client';
import WebSocket from 'ws';

/** Asks for a text and prints it while it is written. */

const { API_URL = 'http://localhost:4000/graphql', TOKEN } = process.env;
const prompt = process.argv[2] ?? 'How to start a vegetable garden on a balcony';

// Node has a WebSocket of its own from version 22 on.
const client = createSmartContent({ url: API_URL, token: TOKEN ?? null, WebSocket });
try {
  const job = await client.generate({ prompt, type: 'BLOG_POST_OUTLINE', delaySeconds: 0 });
  for await (const { text, reset } of job.text) process.stdout.write(reset ? `\n\n${text}` : text);
  const { finishReason } = await job.result;
  console.error(finishReason === 'LENGTH' ? '\nThe text was cut off.' : '\nDone.');
} catch (error) {
  const { code, message } = error;
  console.error(
    error instanceof JobEndError ? `The job ended with ${code}: ${message}` : `${code}: ${message}`,
  );
  process.exitCode = 1;
} finally {
  client.close();
}
