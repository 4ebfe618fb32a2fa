import { readFile, writeFile } from 'node:fs/promises';
import { SETTINGS, type Setting } from './settings.js';

/**
 * Writes the settings tables of README.md, between its two markers, and .env.example from SETTINGS; with `--check`
 * it only says which of them is not up to date.
 */
const README = new URL('../../README.md', import.meta.url);
const EXAMPLE = new URL('../../.env.example', import.meta.url);
const BEGIN = '<!-- settings: made by `npm run settings` from src/config/settings.ts -->';
const END = '<!-- end of settings -->';

const GROUPS: Record<Setting['group'], string> = {
  'Both processes': 'API and worker',
  API: 'API',
  Worker: 'Worker',
  Model: 'Worker: the model',
  'Local mode': 'Only `npm start`, `npm run dev` and `npm run demo`',
};
const settings = Object.entries<Setting>(SETTINGS);
const groups = Object.entries(GROUPS).map(([group, title]) => ({
  title,
  members: settings.filter(([, setting]) => setting.group === group),
}));

/** Whether a process ends at once without it. */
const isRequired = ({ schema, default: value }: Setting) =>
  value === undefined && !schema.safeParse(undefined).success;

function tables(): string {
  const row = ([name, setting]: [string, Setting]) => {
    const value = setting.default === undefined ? '' : `\`${setting.default}\``;
    const about = setting.about.replaceAll('|', '\\|');
    return [`\`${name}\``, isRequired(setting) ? 'required' : value, about];
  };
  return groups
    .map(
      ({ title, members }) =>
        `**${title}**\n\n${table(['setting', 'default', 'what it is'], members.map(row))}`,
    )
    .join('\n\n');
}

/** In columns of even width, as the formatter writes tables. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

function example(): string {
  const entry = ([name, setting]: [string, Setting]) => {
    const note = isRequired(setting) ? ' (required)' : '';
    return `# ${setting.about}${note}\n#${name}=${setting.default ?? ''}\n`;
  };
  const head = [
    '# Settings of the API and the worker. Copy this file to .env and take the # off the lines that you change;',
    '# what is set in the environment goes before .env. `npm start` needs none of them.',
    '# Made by `npm run settings` from src/config/settings.ts; change that, not this file.',
  ].join('\n');
  const sections = groups.map(
    ({ title, members }) => `# ---- ${title.replaceAll('`', '')} ----\n\n${members.map(entry).join('\n')}`,
  );
  return [`${head}\n`, ...sections].join('\n');
}

/** @throws where a marker is missing, or the two stand in the wrong order */
function withTables(readme: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END, begin);
  if (begin < 0 || end < 0) throw new Error(`README.md has no place for the settings: ${BEGIN} … ${END}`);
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${tables()}\n\n${readme.slice(end)}`;
}

const readme = await readFile(README, 'utf8');
const wanted = [
  { name: 'README.md', file: README, text: withTables(readme), present: readme },
  {
    name: '.env.example',
    file: EXAMPLE,
    text: example(),
    present: await readFile(EXAMPLE, 'utf8').catch(() => ''),
  },
];
for (const { name, file, text } of wanted.filter((each) => each.text !== each.present)) {
  if (process.argv.includes('--check')) {
    console.error(
      `${name} does not tell the settings of src/config/settings.ts: run \`npm run settings\` and commit it`,
    );
    process.exitCode = 1;
  } else {
    await writeFile(file, text);
  }
}
