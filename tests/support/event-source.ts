import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** A response of server-sent events. */
export interface Events extends AsyncDisposable {
  status: number;
  headers: Headers;
  /** The next event, in order, or null if the response has ended. */
  next(): Promise<EventSourceMessage | null>;
  /** All events until the response ends. */
  rest(): Promise<EventSourceMessage[]>;
  /** The received bytes so far. */
  text(): string;
}

/** Opens a stream with fetch, as a client without a library does. */
export async function openEvents(url: string, init: RequestInit = {}): Promise<Events> {
  const control = new AbortController();
  const response = await fetch(url, { signal: control.signal, ...init });
  const waiting: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => void waiting.push(event) });
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = '';
  const next = async () => {
    while (waiting.length === 0) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done) return null;
      const chunk = decoder.decode(value, { stream: true });
      text += chunk;
      parser.feed(chunk);
    }
    return waiting.shift() ?? null;
  };
  return {
    status: response.status,
    headers: response.headers,
    next,
    async rest() {
      const events: EventSourceMessage[] = [];
      for (let event = await next(); event; event = await next()) events.push(event);
      return events;
    },
    text: () => text,
    async [Symbol.asyncDispose]() {
      control.abort();
    },
  };
}
