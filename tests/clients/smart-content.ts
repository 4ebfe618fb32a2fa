import { createSmartContent } from '@smart-content/client';
import { createClient } from 'graphql-ws';
import { JobCompleted } from '../../examples/demo/operations.js';
import { type Following, recordingSocket } from './following.js';

/** The catch-up of the client package. */
export function followWithSmartContent(url: string, token: string, after: string): Following {
  const following: Following = { events: [], asked: [], ended: [], stop: () => {} };
  const client = createSmartContent({
    url,
    token,
    WebSocket: recordingSocket(following.asked),
    longestPauseMs: 200,
  });
  const events = client.completions({ after });
  const read = async () => {
    for await (const event of events) following.events.push(event);
  };
  read().catch(({ code, message }) => following.ended.push({ code, message }));
  following.stop = () => client.close();
  return following;
}

/** The same for a document of the test, on the socket of another client. */
export function followOnForeignSocket(url: string, token: string, after: string): Following {
  const following: Following = { events: [], asked: [], ended: [], stop: () => {} };
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: recordingSocket(following.asked),
    connectionParams: { token },
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 100)),
  });
  const client = createSmartContent({ url, token, socket });
  const events = client.subscribe(JobCompleted, {}, { after });
  const read = async () => {
    for await (const { jobCompleted } of events) following.events.push(jobCompleted);
  };
  read().catch(({ code, message }) => following.ended.push({ code, message }));
  following.stop = () => {
    client.close();
    void socket.dispose();
  };
  return following;
}
