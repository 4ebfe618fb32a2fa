import { type Command, Option } from 'commander';
import { typeOption, wholeNumber, withPage } from '../arguments.js';
import { exportPieces } from '../commands/export.js';
import { list, remove, save, show } from '../commands/library.js';
import {
  addTags,
  deleteForever,
  emptyBin,
  listBin,
  listTags,
  listVersions,
  removeTags,
  restoreFromBin,
  restoreVersion,
  showVersion,
  star,
  unstar,
} from '../commands/shelf.js';
import type { Run } from '../context.js';
import { FORMATS } from '../export/formats.js';

/** The commands for the texts that the user keeps. */
export function addLibrary(program: Command, run: Run): void {
  const library = program.command('library').description('the texts that you keep');
  const filtered = (command: Command) =>
    command
      .addOption(typeOption())
      .option('--tag <tag...>', 'only pieces with all of these tags')
      .option('--starred', 'only pieces with a star');
  const page = (command: Command) => withPage(filtered(command));
  page(library.command('list').description('list pieces, newest first')).action(run(list));
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
  library.command('delete').description('move a piece to the bin').argument('<id>').action(run(remove));
  const exported = library
    .command('export')
    .description('all pieces, as one document or a file each')
    .argument('[file]', 'the file to write; without it, or with -, stdout')
    .addOption(
      new Option(
        '--format <format>',
        'by default that of the file’s name, or md; zip has a .md file each',
      ).choices(FORMATS),
    )
    .option('--dir <folder>', 'write a .md or .json file for each piece')
    .option('--force', 'replace the file if it exists')
    .option('--search <words>', 'only pieces with all of these words');
  filtered(exported).action(run(exportPieces));

  withPage(
    library.command('versions').description('list the former texts of a piece').argument('<id>'),
  ).action(run(listVersions));
  library
    .command('version')
    .description('print a former text')
    .argument('<id>')
    .argument('<version>', 'its number', wholeNumber)
    .action(run(showVersion));
  library
    .command('restore')
    .description('give a piece a former text again')
    .argument('<id>')
    .argument('<version>', 'its number', wholeNumber)
    .action(run(restoreVersion));
  library.command('tags').description('list your tags').action(run(listTags));
  for (const [name, what, work] of [
    ['tag', 'add tags to a piece', addTags],
    ['untag', 'remove tags from a piece', removeTags],
  ] as const)
    library.command(name).description(what).argument('<id>').argument('<tag...>').action(run(work));
  for (const [name, what, work] of [
    ['star', 'give pieces a star', star],
    ['unstar', 'take the star from pieces', unstar],
  ] as const)
    library.command(name).description(what).argument('<id...>').action(run(work));

  const bin = library.command('bin').description('the pieces that you deleted');
  withPage(bin.command('list').description('list them, last deleted first')).action(run(listBin));
  bin.command('restore').description('move pieces back').argument('<id...>').action(run(restoreFromBin));
  bin
    .command('delete')
    .description('delete pieces permanently')
    .argument('<id...>')
    .action(run(deleteForever));
  bin.command('empty').description('delete all of them permanently').action(run(emptyBin));
}
