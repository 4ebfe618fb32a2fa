// The least code that can do the work: node:http, the driver, JSON by hand. No validation, no limits, no schema.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Queue } from 'bullmq';
import mongoose from 'mongoose';
import { enqueueArguments, jobDocument, QUEUE } from './job-document.js';
import { announceReady, MONGO_URI, REDIS_URL, userOf } from './peer.js';
const client = await new mongoose.mongo.MongoClient(MONGO_URI, { enableUtf8Validation: false }).connect();
const contents = client.db().collection('contents');
const jobs = client.db().collection('jobs', { writeConcern: { w: 'majority' } });
const queue = new Queue(QUEUE, { connection: { url: REDIS_URL } });
const projection = { title: 1, type: 1, createdAt: 1, updatedAt: 1 };
const FIRST = 20;
function answer(response, body) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
}
const ROWS = {
    sort: { createdAt: -1, _id: -1 },
    limit: FIRST + 1,
    batchSize: FIRST + 2,
    projection,
};
const byCursor = (filter) => contents.find(filter, ROWS).toArray();
async function byCommand(filter) {
    const answer = await client
        .db()
        .command({ find: 'contents', filter, ...ROWS }, { enableUtf8Validation: false });
    return answer.cursor.firstBatch;
}
const readRows = process.env.READ_BY === 'command' ? byCommand : byCursor;
async function list(userId, response) {
    const rows = await readRows({ userId: new mongoose.Types.ObjectId(userId) });
    const page = rows.slice(0, FIRST);
    const last = page.at(-1);
    const cursor = last ? Buffer.from(`${last.createdAt.getTime()} ${last._id}`).toString('base64url') : '';
    let edges = '';
    for (const { _id, title, type, createdAt, updatedAt } of page) {
        edges += `${edges && ','}{"node":{"id":"${_id.toHexString()}","title":${JSON.stringify(title)},"type":"${type}","createdAt":"${createdAt.toISOString()}","updatedAt":"${updatedAt.toISOString()}"}}`;
    }
    answer(response, `{"data":{"contents":{"edges":[${edges}],"pageInfo":{"hasNextPage":${rows.length > FIRST},"endCursor":"${cursor}"}}}}`);
}
async function generate(userId, request, response) {
    const job = jobDocument(userId, JSON.parse(await text(request)));
    await jobs.insertOne(job);
    await queue.add(...enqueueArguments(job));
    answer(response, `{"data":{"generateContent":{"id":"${job._id}","status":"QUEUED","scheduledFor":"${job.scheduledFor.toISOString()}"}}}`);
}
const server = createServer((request, response) => {
    const userId = userOf(request.headers.authorization);
    const done = request.method === 'GET' ? list(userId, response) : generate(userId, request, response);
    done.catch((error) => response.writeHead(500).end(error.message));
});
server.listen(0, '127.0.0.1', () => announceReady(server));
