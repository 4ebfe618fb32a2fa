import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** Resolves every name to this machine. */
const lookup: LookupFunction = (_host, options, done) =>
  options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

/** A browser on another machine: it uses the public name, trusts one authority, and sends its origin. */
export function createVisitor(origin: string, caFile: string) {
  const ca = readFileSync(caFile);
  const url = `${origin}/graphql`;
  let token: string | null = null;

  function ask(path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST';
      const outgoing = request(`${origin}${path}`, { ca, lookup, method, headers }, (response) => {
        const { statusCode: status = 0, headers } = response;
        readText(response).then((text) => resolve({ status, headers, text }), reject);
      });
      outgoing.once('error', reject).end(body);
    });
  }

  return {
    ask,
    signIn: (newToken: string) => {
      token = newToken;
    },
    async request<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables) {
      const headers = {
        origin,
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      };
      const { text } = await ask('/graphql', headers, JSON.stringify({ query: print(document), variables }));
      const { data, errors } = JSON.parse(text) as { data?: Data; errors?: unknown };
      if (errors || !data) throw new Error(JSON.stringify(errors));
      return data;
    },
    subscribe<Data, Variables extends Record<string, unknown>>(
      document: TypedDocumentNode<Data, Variables>,
      variables: Variables,
    ) {
      class FromThisOrigin extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { ca, lookup, origin });
        }
      }
      const client = createClient({
        url: url.replace(/^http/, 'ws'),
        webSocketImpl: FromThisOrigin,
        connectionParams: { Authorization: `Bearer ${token}` },
        retryAttempts: 20,
        shouldRetry: () => true,
      });
      return {
        events: client.iterate<Data>({ query: print(document), variables }),
        close: () => client.dispose(),
      };
    },
    /** The status with which a socket from a page of this origin is refused. 101 if it is accepted. */
    socketStatus: (from: string) =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', {
          ca,
          lookup,
          origin: from,
        });
        socket.once('open', () => {
          socket.terminate();
          resolve(101);
        });
        socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
        socket.once('error', () => resolve(0));
      }),
  };
}
