import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The structure of the code: its rooms (folders), the imports between them, and what breaks the rules. A room's
 * README.md has a line `May import: a, b.` with the rooms below it; a room without a README belongs to the one above
 * it. Prints a table; `npm run structure -- --check` exits with 1 where a rule is broken.
 */

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const FOLDERS = ['src', 'local', 'examples/demo', 'packages'];
const RULE = /^May import: (.+)\.$/m;

/**
 * @typedef {{ name: string, files: number, lines: number, allowed: string[] | null }} Room
 * @typedef {{ from: string, to: string, files: string[] }} Arrow
 */

/** Reads the structure of the checkout at `root`. */
function readStructure(/** @type {string} */ root) {
  const files = execFileSync('git', ['ls-files', '--', ...FOLDERS], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file.endsWith('.ts') && !file.includes('/gql/') && existsSync(join(root, file)));
  const known = new Set(files);
  /** @type {Map<string, Room>} */
  const rooms = new Map();
  /** @type {Map<string, Arrow>} */
  const arrows = new Map();
  /** @type {Map<string, string[]>} */
  const imports = new Map();

  const roomOf = (/** @type {string} */ file) => {
    let folder = posix.dirname(file);
    while (folder !== '.' && !existsSync(join(root, folder, 'README.md'))) folder = posix.dirname(folder);
    return folder;
  };
  for (const file of files) {
    const name = roomOf(file);
    const text = readFileSync(join(root, file), 'utf8');
    const room = rooms.get(name) ?? { name, files: 0, lines: 0, allowed: allowedIn(root, name) };
    room.files += 1;
    room.lines += text.split('\n').length - 1;
    rooms.set(name, room);
    const targets = [...text.matchAll(/(?:from|import)\s*\(?'(\.[^']+)\.js'/g)]
      .map(([, path]) => `${posix.join(posix.dirname(file), /** @type {string} */ (path))}.ts`)
      .filter((target) => known.has(target));
    imports.set(file, targets);
    for (const target of targets) {
      const to = roomOf(target);
      if (to === name) continue;
      const arrow = arrows.get(`${name} ${to}`) ?? { from: name, to, files: [] };
      arrow.files.push(`${file} -> ${target}`);
      arrows.set(`${name} ${to}`, arrow);
    }
  }
  const broken = [...arrows.values()].filter(({ from, to }) => {
    const allowed = rooms.get(from)?.allowed;
    return allowed && !allowed.some((above) => to === above || to.startsWith(`${above}/`));
  });
  return { rooms: [...rooms.values()], arrows: [...arrows.values()], broken, cycles: cyclesOf(imports) };
}

/** The rooms that a room's README allows it to import; null where it has no rule. */
function allowedIn(/** @type {string} */ root, /** @type {string} */ room) {
  const readme = join(root, room, 'README.md');
  const rule = existsSync(readme) && RULE.exec(readFileSync(readme, 'utf8'));
  if (!rule) return null;
  return /** @type {string} */ (rule[1])
    .split(', ')
    .filter((name) => name !== 'nothing')
    .map((name) => name.replaceAll('`', ''));
}

/** Strongly connected files, by Tarjan's algorithm. @returns {string[][]} */
function cyclesOf(/** @type {Map<string, string[]>} */ graph) {
  /** @type {Map<string, { index: number, low: number, open: boolean }>} */
  const seen = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const found = [];
  const visit = (/** @type {string} */ file) => {
    const state = { index: seen.size, low: seen.size, open: true };
    seen.set(file, state);
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      const other = seen.get(next);
      if (!other) state.low = Math.min(state.low, visit(next).low);
      else if (other.open) state.low = Math.min(state.low, other.index);
    }
    if (state.low === state.index) {
      const members = stack.splice(stack.indexOf(file));
      for (const member of members) /** @type {{ open: boolean }} */ (seen.get(member)).open = false;
      if (members.length > 1) found.push(members.sort());
    }
    return state;
  };
  for (const file of graph.keys()) if (!seen.has(file)) visit(file);
  return found;
}

const { rooms, arrows, broken, cycles } = readStructure(ROOT);
// The entries may import everything.
const unruled = rooms.filter(({ name, allowed }) => !allowed && name !== 'src');
for (const { name, files, lines } of rooms) {
  const below = arrows.filter(({ from }) => from === name).map(({ to }) => to);
  console.log(
    `${name.padEnd(24)} ${String(files).padStart(3)} files ${String(lines).padStart(5)} lines -> ${below.join(', ')}`,
  );
}
console.log(
  `\n${rooms.length} rooms, ${arrows.length} arrows, ${broken.length} against the rules, ${cycles.length} import cycles`,
);
for (const { from, to, files } of broken)
  console.log(`\n${from} may not import ${to}:\n  ${files.join('\n  ')}`);
for (const cycle of cycles) console.log(`\nan import cycle: ${cycle.join(', ')}`);
for (const { name } of unruled) console.log(`\nno rule in ${name}/README.md`);
if (process.argv.includes('--check') && broken.length + cycles.length + unruled.length > 0)
  process.exitCode = 1;
