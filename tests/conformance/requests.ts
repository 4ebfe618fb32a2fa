import { fragments } from '@smart-content/client';
import { call } from '../support/admin.js';
import { startReceiver, type WebhookReceiver } from '../webhooks/receiver.js';
import { inShape } from './shape.js';
import { atOnce, bytesOn, type Place, pause, type Transport, watchOf } from './transport.js';

interface Notifications {
  data?: { notifications: { edges: { node: { job: { id: string } } }[] } };
  errors?: { extensions: { code: string } }[];
}

const query = `${fragments.job}
  query { notifications(first: 100) { edges { node { cursor occurredAt job { ...SmartContentJob } } } } }`;

/** Reads the user’s events by GET. Returns null while the API is down. */
async function poll({ url, token }: Place): Promise<{ json: Notifications; wire: string } | null> {
  try {
    const response = await fetch(`${url}?${new URLSearchParams({ query })}`, {
      headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true' },
    });
    const wire = await response.text();
    return { json: JSON.parse(wire), wire };
  } catch {
    return null;
  }
}

/** Polls until these events are available, the oldest first. */
async function pollFor(place: Place, jobIds: readonly string[]): Promise<string[]> {
  for (;;) {
    const { json, wire } = (await poll(place)) ?? {};
    if (json?.errors) throw new Error(JSON.stringify(json.errors));
    const nodes = (json?.data?.notifications.edges ?? []).map(({ node }) => node);
    const wanted = nodes.filter(({ job }) => jobIds.includes(job.id)).reverse();
    if (wanted.length === jobIds.length) return wanted.map((node) => bytesOn(wire ?? '', node));
    await pause();
  }
}

export const polling: Transport = {
  name: 'poll',
  watch: (place, jobId) => watchOf(async () => (await pollFor(place, [jobId]))[0] as string, false),
  events: (place, jobIds) => atOnce(jobIds.then((ids) => pollFor(place, ids))),
  refusal: async (place) => (await poll(place))?.json.errors?.[0]?.extensions.code ?? 'none',
};

async function receive(receiver: WebhookReceiver, jobIds: readonly string[]): Promise<string[]> {
  const bodies = new Map<string, { cursor: string }>();
  while (bodies.size < jobIds.length) {
    const { data } = JSON.parse((await receiver.next()).body);
    if (jobIds.includes(data.job.id)) bodies.set(data.job.id, data);
  }
  return [...bodies.values()].sort((one, other) => Number(one.cursor) - Number(other.cursor)).map(inShape);
}

/** A receiver of the user’s events from now on. */
async function subscribe({ url, token }: Place): Promise<WebhookReceiver> {
  const receiver = await startReceiver();
  const create = `mutation ($url: String!) {
    createWebhook(url: $url, events: [JOB_COMPLETED, JOB_FAILED, JOB_CANCELED]) { secret } }`;
  await call(url, { token }, create, { url: receiver.url });
  return receiver;
}

async function received(opening: Promise<WebhookReceiver>, jobIds: Promise<string[]>) {
  const receiver = await opening;
  try {
    return await receive(receiver, await jobIds);
  } finally {
    await receiver.close();
  }
}

export const webhook: Transport = {
  name: 'webhook',
  watch(place, jobId) {
    const opening = subscribe(place);
    const ended = received(opening, Promise.resolve([jobId])).then(([event]) => ({
      progress: null,
      event: event as string,
    }));
    return { begun: opening.then(() => null), ended };
  },
  events(place, jobIds) {
    const opening = subscribe(place);
    return { begun: opening, ended: received(opening, jobIds) };
  },
  refusal: () => Promise.reject(new Error('a webhook has no token')),
  // The API computes this field. A webhook contains only stored fields.
  lacks: ['savedContent'],
};
