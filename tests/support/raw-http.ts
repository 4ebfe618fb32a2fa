export interface RawAnswer {
  status: number;
  /** The body, byte for byte. */
  text: string;
  json: { data?: Record<string, unknown> | null; errors?: RawError[] };
}
export interface RawError {
  message: string;
  path?: string[];
  extensions: Record<string, unknown>;
}

/** Sends any request. The response must be JSON. */
export async function send(url: string, init: RequestInit): Promise<RawAnswer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, text, json: JSON.parse(text) };
}

/** Sends a body over HTTP, unchanged. */
export const sendBody = (
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) => send(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

/** Sends a GraphQL request over HTTP, without a client that could reject it. */
export const sendQuery = (url: string, request: { query: string; variables?: unknown }, token?: string) =>
  sendBody(url, JSON.stringify(request), token === undefined ? {} : { authorization: `Bearer ${token}` });
