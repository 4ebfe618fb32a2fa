import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

export interface CollectedSpan {
  service: string;
  /** Differs between processes of one service. */
  instance: string;
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  /** The numbers of OTLP: 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  kind: number;
  failed: boolean;
  attributes: Record<string, unknown>;
}

interface OtlpValue {
  stringValue?: string;
  intValue?: number | string;
  doubleValue?: number;
  boolValue?: boolean;
  arrayValue?: { values: OtlpValue[] };
}
type OtlpAttributes = { key: string; value: OtlpValue }[];
interface OtlpBody {
  resourceSpans: {
    resource: { attributes: OtlpAttributes };
    scopeSpans: {
      spans: (Pick<CollectedSpan, 'name' | 'traceId' | 'spanId' | 'parentSpanId' | 'kind'> & {
        attributes: OtlpAttributes;
        status?: { code?: number };
      })[];
    }[];
  }[];
}

/** Receives traces by OTLP over HTTP with JSON. */
export async function startCollector() {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    if (request.url === '/v1/traces') bodies.push(await readText(request));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Everything received, unchanged. */
    raw: () => bodies.join('\n'),
    spans: (): CollectedSpan[] => bodies.flatMap((body) => spansIn(JSON.parse(body) as OtlpBody)),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function spansIn({ resourceSpans }: OtlpBody): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const facts = valuesOf(resource.attributes);
    const process = {
      service: String(facts['service.name']),
      instance: String(facts['service.instance.id']),
    };
    return scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes, status, name, traceId, spanId, parentSpanId, kind }) => ({
        ...process,
        name,
        traceId,
        spanId,
        ...(parentSpanId && { parentSpanId }),
        kind,
        failed: status?.code === 2,
        attributes: valuesOf(attributes),
      })),
    );
  });
}

const valuesOf = (attributes: OtlpAttributes) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)]));

const plain = ({ arrayValue, stringValue, intValue, doubleValue, boolValue }: OtlpValue): unknown =>
  arrayValue
    ? arrayValue.values.map(plain)
    : (stringValue ?? (intValue === undefined ? (doubleValue ?? boolValue) : Number(intValue)));
