import { createSmartContent } from '@smart-content/client';
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
