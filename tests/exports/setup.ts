import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'graphql';
import { sendQuery } from '../support/http.js';
import type { Product, TestUser } from '../support/product.js';

export interface Exported {
  id: string;
  kind: string;
  format: string;
  status: string;
  done: number;
  total: number;
  fileName: string | null;
  size: number | null;
  error: string | null;
  expiresAt: string | null;
  downloadUrl: string | null;
}

const FIELDS = 'id kind format status done total fileName size error expiresAt downloadUrl';

/** The operations of a user with exports, over the API. */
export function exportsOf({ apis }: Product, user: TestUser) {
  const url = apis[0]?.url ?? '';
  async function ask<T>(query: string, variables: object = {}): Promise<T> {
    const { json } = await sendQuery(url, { query, variables }, user.token);
    if (json.errors) throw Object.assign(new Error(json.errors[0]?.message), json.errors[0]?.extensions);
    return Object.values(json.data ?? {})[0] as T;
  }
  const get = (id: string) =>
    ask<Exported | null>(`query Q($id: ID!) { export(id: $id) { ${FIELDS} } }`, { id });
  const own = {
    ask,
    get,
    request: (input: object) =>
      ask<Exported>(
        `mutation Q($input: ExportContentsInput!) { exportContents(input: $input) { ${FIELDS} } }`,
        { input },
      ),
    myData: () => ask<Exported>(`mutation { exportMyData { ${FIELDS} } }`),
    delete: (id: string) =>
      ask<Exported>(`mutation Q($id: ID!) { deleteExport(id: $id) { ${FIELDS} } }`, { id }),
    /** Waits until it has ended. */
    async ended(id: string): Promise<Exported> {
      for (;;) {
        const found = await get(id);
        if (!found) throw new Error('the export is gone');
        if (!['QUEUED', 'RUNNING'].includes(found.status)) return found;
        await delay(50);
      }
    },
    follow: (id: string) =>
      user.subscribe(parse(`subscription Q($id: ID!) { exportProgress(id: $id) { ${FIELDS} } }`) as never, {
        id,
      }) as unknown as AsyncIterableIterator<{ data: { exportProgress: Exported } }>,
    download: (link: string | null, init: RequestInit = {}) => fetch(new URL(link ?? '', url), init),
    upload: (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
      fetch(new URL('/imports', url), {
        method: 'POST',
        headers: {
          'content-type': 'application/x-ndjson',
          authorization: `Bearer ${user.token}`,
          ...headers,
        },
        body,
      }),
    /** Gives pieces a tag and a star. */
    label: (ids: string[], tag: string) =>
      ask(
        'mutation Q($ids: [ID!]!, $tags: [String!]!) { addTags(ids: $ids, tags: $tags) { done } setStarred(ids: $ids, starred: true) { done } }',
        { ids, tags: [tag] },
      ),
    /** Adds pieces, one after another. */
    async add(...pieces: { title: string; body?: string; type?: string }[]) {
      const ids: string[] = [];
      for (const { title, body = '', type = 'PRODUCT_DESCRIPTION' } of pieces) {
        const { id } = await ask<{ id: string }>(
          'mutation Q($input: CreateContentInput!) { createContent(input: $input) { id } }',
          { input: { title, body, type } },
        );
        ids.push(id);
      }
      return ids;
    },
  };
  return own;
}

export type OwnExports = ReturnType<typeof exportsOf>;
