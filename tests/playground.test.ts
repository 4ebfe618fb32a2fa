import { readFile } from 'node:fs/promises';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './support/product.js';

let product: Product;
let origin: string;
beforeAll(async () => {
  product = await startProduct({ workers: 0, env: { PLAYGROUND: 'on' } });
  origin = (product.apis[0]?.url ?? '').replace('/graphql', '');
});
afterAll(() => product[Symbol.asyncDispose]());

const page = { headers: { accept: 'text/html' } };

describe('the playground', () => {
  it('is served to a browser that opens the endpoint', async () => {
    const answer = await fetch(`${origin}/graphql`, page);
    expect([answer.redirected, answer.url]).toEqual([true, `${origin}/playground/`]);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('<title>Altair</title>');
  });

  it('needs nothing from another origin, and its policy allows nothing from there', async () => {
    const answer = await fetch(`${origin}/playground/`, page);
    const html = await answer.text();
    const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path as string);
    expect(named.length).toBeGreaterThan(5);
    for (const path of named.filter((one) => !one.endsWith('/'))) {
      expect(path).not.toMatch(/^(https?:)?\/\//);
      const part = await fetch(`${origin}/playground/${path}`);
      expect([path, part.status]).toEqual([path, 200]);
      await part.arrayBuffer();
    }
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('https:');
  });

  it('has a tab for each step, with an operation that is valid in the schema', async () => {
    const script = await (await fetch(`${origin}/playground/initial-options.js`)).text();
    for (const name of ['1 register', '2 login', '3 generate', '4 watch', '5 search', '6 save'])
      expect(script).toContain(name);
    const queries = [...script.matchAll(/initialQuery["']?: ("(?:[^"\\\\]|\\\\.)*"|`[^`]*`)/g)].map(
      ([, literal]) =>
        (literal as string).startsWith('"')
          ? (JSON.parse(literal as string) as string)
          : (literal as string).slice(1, -1),
    );
    expect(queries).toHaveLength(6);
    const schema = buildSchema(await readFile('schema.graphql', 'utf8'));
    expect(queries.flatMap((query) => validate(schema, parse(query)))).toEqual([]);
  });
});
