import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

function check(root: string) {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/structure.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, faults: stdout.split(/\n(?=[\w/]+ may not import|an import cycle|no rule)/).slice(1) };
}

it('imports follow the READMEs of the folders, without cycles', () => {
  expect(check('.')).toEqual({ status: 0, faults: [] });
});

it('reports an import that is not allowed, a cycle, and a folder without a rule', async () => {
  const root = await mkdtemp(join(tmpdir(), 'smart-content-structure-'));
  try {
    for (const name of ['scripts', 'src']) await cp(name, join(root, name), { recursive: true });
    await writeFile(join(root, 'src', 'infra', 'one.ts'), "import '../limits/two.js';\n");
    await writeFile(join(root, 'src', 'limits', 'two.ts'), "import '../infra/one.js';\n");
    await writeFile(join(root, 'src', 'text', 'README.md'), '# Text\n');
    spawnSync('git', ['init', '-q'], { cwd: root });
    spawnSync('git', ['add', '.'], { cwd: root });
    expect(check(root)).toEqual({
      status: 1,
      faults: [
        expect.stringContaining(
          'src/infra may not import src/limits:\n  src/infra/one.ts -> src/limits/two.ts',
        ),
        expect.stringContaining('an import cycle: src/infra/one.ts, src/limits/two.ts'),
        expect.stringContaining('no rule in src/text/README.md'),
      ],
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
