import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { login, logout } from './commands/account.js';
import { completion } from './commands/completion.js';
import { doctor } from './commands/doctor.js';
import { createContext, type GlobalOptions, type Run } from './context.js';
import type { Host } from './host.js';
import { addGeneration } from './program/generation.js';
import { addLibrary } from './program/library.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** As commander requires it: undefined without a terminal. */
const widthOf = ({ isTTY, columns }: Host['stdout']) => (isTTY ? columns : undefined) as number;

/** @param end called with the exit code of the command */
export function createProgram(host: Host, end: (code: number) => void): Command {
  const { stdout, stderr } = host;
  const program = new Command('scg')
    .description(
      'Texts of the Smart Content Generator: blog posts and outlines, product descriptions, captions, newsletters.',
    )
    .version(version)
    .option(
      '--url <url>',
      'the API (default: SCG_URL, or that of the sign-in, or http://localhost:4000/graphql)',
    )
    .option('--json', 'print JSON: one document, or a line for each message while watching')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => widthOf(stdout),
      getErrHelpWidth: () => widthOf(stderr),
    })
    .exitOverride();

  /** Runs a command with its arguments before its options. */
  const run: Run =
    (work) =>
    async (...given) => {
      const command = given.pop() as Command;
      const { url, json, ...own } = command.optsWithGlobals<GlobalOptions>();
      const context = createContext(host, {
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

  addGeneration(program, run);
  addLibrary(program, run);

  program
    .command('doctor')
    .description('check the API, the token and the socket')
    .action(run((context) => doctor(context, version)));
  program
    .command('completion')
    .description('print a completion script')
    .argument('<shell>', 'bash, zsh or fish')
    .action((shell: string) => {
      stdout.write(completion(program, shell));
      end(0);
    });
  return program;
}
