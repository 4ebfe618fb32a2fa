import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { login, logout } from './commands/account.js';
import { completion } from './commands/completion.js';
import { doctor } from './commands/doctor.js';
import { cancel, generate, job, jobs, retry } from './commands/jobs.js';
import { exportAll, list, remove, save, show } from './commands/library.js';
import { type Context, createContext, type GlobalOptions } from './context.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const STATUSES = ['QUEUED', 'PROCESSING', 'RETRYING', 'COMPLETED', 'FAILED', 'CANCELED'];
/** As people type them. */
const TYPES: Record<string, string> = {
  outline: 'BLOG_POST_OUTLINE',
  product: 'PRODUCT_DESCRIPTION',
  caption: 'SOCIAL_MEDIA_CAPTION',
};

/** @param end called with the exit code of the command */
export function createProgram(end: (code: number) => void): Command {
  const program = new Command('scg')
    .description('Texts of the Smart Content Generator: blog post outlines, product descriptions, captions.')
    .version(version)
    .option(
      '--url <url>',
      'the API (default: SCG_URL, else that of the sign-in, else http://localhost:4000/graphql)',
    )
    .option('--json', 'print JSON: one document, or a line for each message while watching')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();

  /** Runs a command with its arguments before its options. */
  const run =
    (work: (context: Context, ...args: never[]) => Promise<number>) =>
    async (...given: unknown[]) => {
      const command = given.pop() as Command;
      const { url, json, ...own } = command.optsWithGlobals<GlobalOptions>();
      const context = createContext({
        ...(url !== undefined && { url }),
        ...(json !== undefined && { json }),
      });
      try {
        end(await work(context, ...([...given.slice(0, -1), own] as never[])));
      } finally {
        context.close();
      }
    };

  program
    .command('login')
    .description('sign in; asks for the password, or reads it from stdin')
    .argument('<email>')
    .action(run(login));
  program.command('logout').description('end the session').action(run(logout));

  program
    .command('generate')
    .description('ask for a text')
    .argument('[prompt]', 'what it is about; - or nothing reads it from stdin')
    .addOption(typeOption().default('BLOG_POST_OUTLINE', 'outline'))
    .option('--delay <seconds>', 'before the job starts', wholeNumber, 0)
    .option('--watch', 'print the text while it is written; Ctrl-C cancels the job')
    .option('--key <key>', 'idempotency key: the same one never makes a second job')
    .action(run(generate));
  program
    .command('jobs')
    .description('list jobs, newest first')
    .addOption(typeOption())
    .addOption(new Option('--status <status...>', 'only these').choices(STATUSES))
    .option('--first <count>', 'length of the page', wholeNumber, 20)
    .option('--after <cursor>', 'start after this place')
    .action(run(jobs));
  program
    .command('job')
    .description('show a job')
    .argument('<id>')
    .option('--watch', 'print the text while it is written')
    .action(run(job));
  program.command('cancel').description('cancel a job').argument('<id>').action(run(cancel));
  program
    .command('retry')
    .description('start the next run of a failed or canceled job')
    .argument('<id>')
    .option('--watch', 'print the text while it is written; Ctrl-C cancels the job')
    .action(run(retry));

  const library = program.command('library').description('the texts that you keep');
  const page = (command: Command) =>
    command
      .addOption(typeOption())
      .option('--first <count>', 'length of the page', wholeNumber, 20)
      .option('--after <cursor>', 'start after this place')
      .action(run(list));
  page(library.command('list').description('list pieces, newest first'));
  page(
    library.command('search').description('list pieces with all of these words').argument('<words>'),
  ).action(run((context, search: string, options: object) => list(context, { search, ...options } as never)));
  library.command('show').description('print a piece').argument('<id>').action(run(show));
  library
    .command('save')
    .description('save the text of a completed job')
    .argument('<job>')
    .option('--title <title>')
    .action(run(save));
  library.command('delete').description('delete a piece for good').argument('<id>').action(run(remove));
  library
    .command('export')
    .description('all pieces, as one document on stdout or a file each')
    .addOption(new Option('--format <format>').choices(['md', 'json']).default('md'))
    .option('--dir <folder>', 'write a file for each piece')
    .option('--search <words>', 'only pieces with all of these words')
    .addOption(typeOption())
    .action(run(exportAll));

  program
    .command('doctor')
    .description('check the API, the token and the socket')
    .action(run((context) => doctor(context, version)));
  program
    .command('completion')
    .description('print a completion script')
    .argument('<shell>', 'bash, zsh or fish')
    .action((shell: string) => {
      process.stdout.write(completion(program, shell));
      end(0);
    });
  return program;
}

function typeOption(): Option {
  return new Option('--type <type>', `${Object.keys(TYPES).join(', ')}, or the API's name`).argParser(
    (text) => {
      const type = TYPES[text] ?? text;
      if (!Object.values(TYPES).includes(type))
        throw new InvalidArgumentError(`One of ${Object.keys(TYPES).join(', ')}.`);
      return type;
    },
  );
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number.');
  return Number(text);
}
