// Socket.IO with its Redis adapter: a room for each user, to which publishers emit.
import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import { Server } from 'socket.io';
import { announceReady, REDIS_URL, userOfByString } from './peer.js';

const server = createServer();
const io = new Server(server, {
  adapter: createAdapter(new Redis(REDIS_URL), new Redis(REDIS_URL)),
  transports: ['websocket'],
});
io.use((socket, next) => {
  socket.data.userId = userOfByString(socket.handshake.auth.token);
  next();
});
io.on('connection', (socket) => {
  void socket.join(`user:${socket.data.userId}`);
  socket.emit('live');
});
server.listen(0, '127.0.0.1', () => announceReady(server));
