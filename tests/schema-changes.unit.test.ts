import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'smart-content-schemas-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The output of `npm run schema -- --check` for these fields, after a release with others. */
function check(fields: string) {
  const [released, current] = ['released', 'current'].map((name) => join(folder, `${name}.graphql`)) as [
    string,
    string,
  ];
  writeFileSync(released, 'type Query { tea(cups: Int): String coffee: String! }');
  writeFileSync(current, `type Query { ${fields} }`);
  const script = ['scripts/schema-changes.mjs', released, current];
  const { status, stderr } = spawnSync(process.execPath, script, { encoding: 'utf8' });
  return { status, faults: stderr.split('\n').filter(Boolean) };
}

it.each([
  ['a removed field', 'tea(cups: Int): String', "Field 'coffee' was removed"],
  ['an argument that is required', 'tea(cups: Int!): String coffee: String!', 'Int!'],
  [
    'a deprecation without a date',
    'tea(cups: Int): String coffee: String! @deprecated(reason: "old")',
    'Query.coffee is deprecated without a date',
  ],
])('%s fails the check', (_, fields, fault) => {
  expect(check(fields)).toEqual({ status: 1, faults: [expect.stringContaining(fault)] });
});

it('an added field, an optional argument and a deprecation with a date pass the check', () => {
  const reason = 'Use tea. May go from 2027-06-01.';
  const fields = `tea(cups: Int, sugar: Int): String water: Int coffee: String! @deprecated(reason: "${reason}")`;
  expect(check(fields)).toEqual({ status: 0, faults: [] });
});
