// The usual form of such systems: Express, mongoose (lean), the token's secret as a string, queue.add.
import { Queue } from 'bullmq';
import express, { type NextFunction, type Request, type Response } from 'express';
import { enqueueArguments, jobDocument, QUEUE } from './job-document.js';
import { Content, Job } from './models.js';
import { announceReady, REDIS_URL, userOfByString } from './peer.js';

const queue = new Queue(QUEUE, { connection: { url: REDIS_URL } });
const TYPES = ['BLOG_POST_OUTLINE', 'PRODUCT_DESCRIPTION', 'SOCIAL_MEDIA_CAPTION'];
const FIRST = 20;

const app = express();
app.use(express.json());
app.use((request: Request, response: Response, next: NextFunction) => {
  try {
    response.locals.userId = userOfByString(request.headers.authorization);
    next();
  } catch {
    response.status(401).json({ error: 'Not signed in' });
  }
});

app.get('/contents', async (_request, response) => {
  const rows = await Content.find({ userId: response.locals.userId })
    .sort({ createdAt: -1, _id: -1 })
    .limit(FIRST + 1)
    .select('title type createdAt updatedAt')
    .lean();
  const items = rows.slice(0, FIRST).map(({ _id, title, type, createdAt, updatedAt }) => {
    return { id: _id.toString(), title, type, createdAt, updatedAt };
  });
  response.json({ items, hasNextPage: rows.length > FIRST, endCursor: items.at(-1)?.id ?? null });
});

app.post('/generations', async (request, response) => {
  const { prompt, type, idempotencyKey } = request.body;
  if (typeof prompt !== 'string' || prompt.length < 1 || prompt.length > 4_000 || !TYPES.includes(type)) {
    response.status(400).json({ error: 'prompt or type is not valid' });
    return;
  }
  const wanted = jobDocument(response.locals.userId, { prompt, type, idempotencyKey });
  const job = await Job.create(wanted);
  await queue.add(...enqueueArguments(wanted));
  response.json({ id: job._id, status: job.status, scheduledFor: job.scheduledFor });
});

const server = app.listen(0, '127.0.0.1', () => announceReady(server));
