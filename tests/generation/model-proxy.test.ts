import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { type ConnectProxy, startConnectProxy } from '../support/connect-proxy.js';
import { completions, nextEvent } from '../support/events.js';
import type { Env } from '../support/process.js';
import { type Product, startProduct } from '../support/product.js';
import { startTlsFront } from '../support/tls-front.js';

let product: Product;
let proxy: ConnectProxy;
let certificates: Certificates;
let tls: Awaited<ReturnType<typeof startTlsFront>>;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
  certificates = makeCertificates(['DNS:model.test']);
  const plainPort = Number(new URL(product.upstream.url).port);
  tls = await startTlsFront(plainPort, certificates);
  proxy = await startConnectProxy({
    'model.test:443': tls.port,
    'model.test:80': plainPort,
  });
});
afterEach(() => {
  proxy.tunnels.length = 0;
  product.upstream.reset();
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await proxy.close();
  tls.close();
  certificates[Symbol.dispose]();
});

/** The result of a job whose worker has this environment. */
async function outcomeWith(env: Env) {
  const worker = await product.startWorker({ MODEL_TIMEOUT_MS: '5000', ...env });
  try {
    const user = await product.buildUser();
    const input = { prompt: 'Tea', type: 'SOCIAL_MEDIA_CAPTION', delaySeconds: 0 } as const;
    const { id } = (await user.request(Generate, { input })).generateContent;
    return (await nextEvent(completions(user, { jobId: id }))).job.status;
  } finally {
    await worker.end();
  }
}

it('the proxy opens a tunnel to a model with TLS, with the credentials of its URL', async () => {
  const env = {
    BASE_URL: 'https://model.test/v1',
    HTTPS_PROXY: proxy.url.replace('//', '//ada:s%40crate@'),
    NODE_EXTRA_CA_CERTS: certificates.caFile,
  };
  expect(await outcomeWith(env)).toBe('COMPLETED');
  const credentials = `Basic ${Buffer.from('ada:s@crate').toString('base64')}`;
  expect(proxy.tunnels).toEqual([{ to: 'model.test:443', credentials }]);
});

it('the proxy opens a tunnel to a model without TLS', async () => {
  const env = { BASE_URL: 'http://model.test/v1', http_proxy: new URL(proxy.url).host };
  expect(await outcomeWith(env)).toBe('COMPLETED');
  expect(proxy.tunnels).toEqual([{ to: 'model.test:80', credentials: null }]);
});

it('the proxy is not used for this machine', async () => {
  expect(await outcomeWith({ HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url })).toBe('COMPLETED');
  expect(proxy.tunnels).toEqual([]);
});

it('the proxy is not used for the hosts of NO_PROXY', async () => {
  const env = { BASE_URL: 'http://model.test/v1', HTTP_PROXY: proxy.url, NO_PROXY: 'example.com, .test' };
  expect(await outcomeWith(env)).toBe('FAILED');
  expect(proxy.tunnels).toEqual([]);
});
