import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Prints the packages of a production install as a CycloneDX document, made by `npm sbom`. The option `--omit dev` of
 * npm also omits packages that development dependencies need, such as graphql. This script therefore requests all
 * packages, and keeps those that the lock file does not mark as dev. With `--installed` it keeps only the packages in
 * node_modules.
 */

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const installed = process.argv.includes('--installed');

const { status, stdout, stderr } = spawnSync(
  'npm',
  ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'],
  { cwd: root, encoding: 'utf8', maxBuffer: 1e9 },
);
if (status !== 0) {
  console.error(stderr);
  process.exit(1);
}
const bom = JSON.parse(stdout);
const { name, version, packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));

/** Name and version of each package that is kept. */
const kept = new Set();
for (const [path, entry] of Object.entries(packages)) {
  if (!path.includes('node_modules/') || entry.link || entry.dev) continue;
  if (installed && !existsSync(join(root, path, 'package.json'))) continue;
  const own = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  kept.add(`${entry.name ?? own}@${entry.version}`);
}
const nameOf = (/** @type {{ purl: string }} */ { purl }) =>
  decodeURIComponent(purl.replace(/^pkg:npm\//, '').replace(/\?.*/, ''));

bom.components = bom.components.filter((component) => kept.has(nameOf(component)));
const top = bom.metadata.component;
// npm takes the name of the folder.
const refs = new Set([top['bom-ref'], ...bom.components.map((component) => component['bom-ref'])]);
bom.dependencies = bom.dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }));
top.name = name;
top.version = version;
console.log(JSON.stringify(bom, null, 2));
