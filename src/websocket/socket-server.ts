import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols, makeServer, CloseCode as ProtocolCloseCode, type ServerOptions } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Logger } from '../infra/logger.js';
import { keepAlive } from './keep-alive.js';
import { orderById } from './operation-ids.js';
import { closeSlowSockets } from './slow-sockets.js';
import type { SocketMetrics } from './socket-metrics.js';
import { CloseCode } from './socket-state.js';

/** The result of `describe` for a socket: the only part of its request that is kept. */
export interface SocketBase {
  socket: WebSocket;
}

interface SocketServerOptions<Extra extends SocketBase> {
  httpServer: Server;
  protocol: ServerOptions<Record<string, unknown>, Extra>;
  /** The largest message, in bytes. */
  maxPayload: { anonymous: number; signedIn: number };
  isSignedIn(extra: Extra): boolean;
  /** Whether a request may open a socket. If not, it answers the request. */
  admit(request: IncomingMessage, stream: Duplex): boolean;
  describe(request: IncomingMessage, socket: WebSocket): Extra;
  log: Logger;
  metrics?: SocketMetrics | undefined;
}

/** The close code of ws for a message over its limit (RFC 6455, 7.4.1). */
const MESSAGE_TOO_BIG = 1009;
/** A socket that does not answer a close frame is terminated after this time, in milliseconds. */
const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Binds graphql-ws to ws, as `useServer` of graphql-ws does, with these additions: operations of one id run one after
 * the other (operation-ids.ts), anonymous sockets send small messages only, sockets keep no request, errors go to the
 * log, and a message is awaited only while the socket does not drain.
 */
export function createSocketServer<Extra extends SocketBase>(options: SocketServerOptions<Extra>) {
  const { httpServer, maxPayload, isSignedIn, admit, describe, log, metrics } = options;
  const protocol = makeServer(options.protocol);
  // `closeTimeout` is not in the types of this version of ws yet.
  const limits = { maxPayload: maxPayload.signedIn, closeTimeout: CLOSE_TIMEOUT_MS };
  const wss = new WebSocketServer({ noServer: true, handleProtocols, ...limits });
  const endSlowWatch = closeSlowSockets(wss, metrics?.tooSlow);

  function onSocketError(this: WebSocket, error: Error) {
    log.debug({ err: error }, 'socket broken');
    this.close(CloseCode.Internal, 'Internal server error');
  }

  function open(socket: WebSocket, stream: Duplex, extra: Extra) {
    socket.once('error', onSocketError);
    keepAlive(socket);
    let draining: Promise<void> | undefined;
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send(data) {
          if (socket.readyState !== socket.OPEN) return;
          socket.send(data);
          metrics?.sent();
          // A promise for each message would cost more than the message.
          if (!stream.writableNeedDrain) return;
          draining ??= drained(stream).then(() => {
            draining = undefined;
          });
          return draining;
        },
        close: (code, reason) => socket.close(code, reason),
        onMessage(handle) {
          const handleInOrder = orderById(
            handle,
            (id) =>
              socket.close(ProtocolCloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`),
            () => socket.readyState === socket.OPEN,
          );
          socket.on('message', (data: Buffer, isBinary) => {
            if (data.length > maxPayload.anonymous && !isSignedIn(extra))
              return socket.close(MESSAGE_TOO_BIG, 'Message too big');
            // ws validates text messages only. A byte that is not UTF-8 would become another character, and be stored.
            if (isBinary && !isUtf8(data))
              return socket.close(ProtocolCloseCode.BadRequest, 'The message is not UTF-8');
            handleInOrder(String(data)).catch((error) => {
              log.error({ err: error }, 'message not handled');
              socket.close(CloseCode.Internal, 'Internal server error');
            });
          });
        },
      },
      extra,
    );
    socket.once('close', (code, reason) => {
      metrics?.closed(code);
      closed(code, String(reason)).catch((error) => log.error({ err: error }, 'socket cleanup failed'));
    });
  }

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (!isWebSocket(request)) return answerWithoutUpgrade(httpServer, request, stream, head);
    if (!admit(request, stream)) return;
    wss.handleUpgrade(request, stream, head, (socket) => open(socket, stream, describe(request, socket)));
  };
  httpServer.on('upgrade', onUpgrade);

  return {
    /** Accepts no more sockets; open ones stay. */
    stopAccepting: () => void httpServer.off('upgrade', onUpgrade),
    /** Closes every socket with 1001, on which clients reconnect. */
    async close() {
      endSlowWatch();
      for (const socket of wss.clients) socket.close(CloseCode.GoingAway, 'Going away');
      await new Promise<void>((resolve) => {
        wss.close(() => resolve());
      });
    },
  };
}

const isWebSocket = ({ headers }: IncomingMessage) => /^websocket$/i.test(headers.upgrade?.trim() ?? '');

/** Headers of an upgrade, which a server may ignore (RFC 9110, 7.8). */
const UPGRADE_HEADERS = /^(?:upgrade|connection|http2-settings)$/i;

/**
 * Answers a request for an upgrade to another protocol, such as h2c, without the upgrade. Node detaches a connection
 * from HTTP when a request has an `Upgrade` header: pass it the request again, without the header.
 */
function answerWithoutUpgrade(server: Server, request: IncomingMessage, stream: Duplex, head: Buffer) {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] ?? '';
    if (!UPGRADE_HEADERS.test(name)) lines.push(`${name}: ${request.rawHeaders[index + 1]}`);
  }
  stream.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', stream);
}

/** Resolves when a stream has drained or is closed. */
function drained(stream: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.on('drain', done).on('close', done);
  });
}
