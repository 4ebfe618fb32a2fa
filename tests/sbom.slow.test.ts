import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Entry {
  version: string;
  dev?: boolean;
  link?: boolean;
  optional?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Entry>;
};
const installed = Object.entries(packages).flatMap(([path, entry]) =>
  path.includes('node_modules/') && !entry.link
    ? [{ ...entry, id: `${path.replace(/.*node_modules\//, '')}@${entry.version}` }]
    : [],
);

it('the SBOM lists the packages of the production install, and none of the development', () => {
  const { stdout, stderr, status } = spawnSync('node', ['scripts/sbom.mjs'], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  const { bomFormat, metadata, components, dependencies } = JSON.parse(stdout) as {
    bomFormat: string;
    metadata: { component: { 'bom-ref': string; name: string } };
    components: { 'bom-ref': string; name: string; version: string; purl: string; licenses?: unknown[] }[];
    dependencies: { ref: string; dependsOn: string[] }[];
  };
  expect(bomFormat).toBe('CycloneDX');
  expect(metadata.component.name).toBe('smart-content-generator');
  const listed = components.map(({ purl }) => decodeURIComponent(purl.slice('pkg:npm/'.length)));

  const production = installed.filter(({ dev, optional }) => !dev && !optional).map(({ id }) => id);
  const kept = new Set(installed.filter(({ dev }) => !dev).map(({ id }) => id));
  const ofDevelopment = installed.filter(({ dev, id }) => dev && !kept.has(id)).map(({ id }) => id);
  expect(ofDevelopment.length).toBeGreaterThan(100);
  expect(listed.filter((id) => ofDevelopment.includes(id))).toEqual([]);
  // By the names of the published packages, without their URLs.
  const names = new Set(listed.map((id) => id.split('?')[0]));
  expect(production.filter((id) => !names.has(id))).toEqual([]);
  for (const name of Object.keys(packages['']?.dependencies ?? {}))
    expect(listed.some((id) => id.startsWith(`${name}@`))).toBe(true);

  // The graph refers only to listed packages, and begins with the name in package.json.
  const refs = new Set([metadata.component['bom-ref'], ...components.map((each) => each['bom-ref'])]);
  for (const { ref, dependsOn } of dependencies)
    expect([ref, ...dependsOn].filter((each) => !refs.has(each))).toEqual([]);
  const top = dependencies.find(({ ref }) => ref === metadata.component['bom-ref'])?.dependsOn ?? [];
  expect(top.some((ref) => ref.startsWith('graphql@'))).toBe(true);
});
