import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Checkout, makeCheckout } from '../support/checkout.js';
import { startProduct } from '../support/product.js';
import { hold, startUpstream, type Upstream } from '../support/upstream.js';

const SLOW_MS = 240_000;
let upstream: Upstream;
let checkout: Checkout;
beforeAll(async () => {
  upstream = await startUpstream();
  checkout = await makeCheckout({ BASE_URL: upstream.url, PORT: '0' });
});
afterEach(() => upstream.reset());
afterAll(async () => {
  await upstream.close();
  await checkout.close();
});

const caption = (request: { prompt: string }) => request.prompt.startsWith('The first snow');

it('npm run demo shows a text as it grows, then the other two, and exits with 0', {
  timeout: SLOW_MS,
}, async () => {
  const writing = hold({ before: ['Snow outside, '], after: ['cocoa inside ☕ #snow #cocoa'] });
  upstream.when(caption, writing);
  // On running servers. Other tests cover the start of local mode’s own servers.
  await using servers = await startProduct({ apis: 0, workers: 0 });
  const { MONGO_URI = '', REDIS_URL = '' } = servers.env;
  const demo = checkout.start('../examples/demo/demo.js', { env: { MONGO_URI, REDIS_URL } });
  await demo.printed('Snow outside, ');
  writing.release();
  const { code, stdout, stderr } = await demo.end();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(
    'Snow outside, cocoa inside ☕ #snow #cocoa\n── SOCIAL_MEDIA_CAPTION COMPLETED after',
  );
  expect(stdout.match(/COMPLETED after/g)).toHaveLength(3);
  expect(stdout).toContain('Saved to the library: "');
  expect(stdout).toMatch(/Found by a search for ".+"\n\nDone\.\n$/);
});

it('npm run demo shows why a text failed, in the words of the provider, and exits with 1', {
  timeout: SLOW_MS,
}, async () => {
  // Without a key: the words of a provider are shown only if it is the user’s own.
  await using product = await startProduct({ env: { OPENROUTER_KEY: '' } });
  const body = { error: { message: 'the model "none" is not there' } };
  product.upstream.when(caption, { kind: 'status', status: 404, body });
  // The API that runs on the configured port, so the demo starts none.
  const { host, port } = new URL(product.apis[0]?.url ?? '');
  const { code, stdout, stderr } = await checkout.run('../examples/demo/demo.js', { env: { PORT: port } });
  expect(stdout).toContain(`Using the API at http://${host.replace('127.0.0.1', 'localhost')}/graphql`);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^demo: SOCIAL_MEDIA_CAPTION ended FAILED: .* It said: the model "none" is not there\n$/,
  );
});
