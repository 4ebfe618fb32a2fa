// The least code that brings an event to a socket: ws and one Redis channel of each user, JSON by hand.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { announceReady, userOf } from './peer.js';
import { createTopics } from './topics.js';
const topics = createTopics();
const server = createServer();
const wss = new WebSocketServer({ server, path: '/graphql' });
wss.on('connection', (socket) => {
    socket.once('message', async (hello) => {
        const userId = userOf(hello.toString());
        const stop = await topics.listen(`events:${userId}`, ({ cursor, occurredAt, job }) => {
            const text = JSON.stringify(job.generatedContent);
            socket.send(`{"type":"next","payload":{"data":{"jobCompleted":{"cursor":"${cursor}","occurredAt":"${occurredAt}","job":{"id":"${job.id}","status":"${job.status}","generatedContent":${text}}}}}}`);
        });
        socket.once('close', stop);
        socket.send('{"type":"live"}');
    });
});
server.listen(0, '127.0.0.1', () => announceReady(server));
