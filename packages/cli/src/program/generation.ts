import { JOB_STATUSES } from '@smart-content/client/enums';
import { type Command, Option } from 'commander';
import { typeOption, wholeNumber, withKey, withPage, withTextOptions, withTimeZone } from '../arguments.js';
import { batch, cancelBatch, listBatches, retryBatch, showBatch } from '../commands/batches.js';
import { cancel, generate, job, jobs, retry } from '../commands/jobs.js';
import { continues, refine, reschedule } from '../commands/refine.js';
import {
  createSchedule,
  deleteSchedule,
  listSchedules,
  pauseSchedule,
  resumeSchedule,
  showSchedule,
  updateSchedule,
} from '../commands/schedules.js';
import {
  createTemplate,
  deleteTemplate,
  listTemplates,
  listVoices,
  showTemplate,
  updateTemplate,
} from '../commands/templates.js';
import type { Run } from '../context.js';

const WATCH = 'print the text while it is written; Ctrl-C cancels the job';
const statusOption = () => new Option('--status <status...>', 'only these').choices(JOB_STATUSES);

/** The commands that generate texts. */
export function addGeneration(program: Command, run: Run): void {
  const ask = program
    .command('generate')
    .description('generate a text')
    .argument('[prompt]', 'what it is about; without it, or with -, read from stdin')
    .addOption(typeOption())
    .option('--delay <seconds>', 'before the job starts', wholeNumber, 0)
    .addOption(new Option('--at <time>', 'when the job starts, such as 2026-12-24T08:00').conflicts('delay'))
    .option('--watch', WATCH);
  withKey(withTextOptions(withTimeZone(ask, 'the zone of --at'))).action(run(generate));

  withPage(
    program
      .command('jobs')
      .description('list jobs, newest first')
      .addOption(typeOption())
      .addOption(statusOption()),
  ).action(run(jobs));
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
    .option('--watch', WATCH)
    .action(run(retry));

  const refined = program
    .command('refine')
    .description('generate a text that changes that of a job')
    .argument('<id>')
    .argument('<instruction>', 'what to change, such as "shorter"')
    .option('--start <place>', 'where the passage begins, in UTF-16 code units', wholeNumber)
    .option('--end <place>', 'where it ends', wholeNumber)
    .option('--watch', WATCH);
  withKey(refined).action(run(refine));
  const continued = program
    .command('continue')
    .description('generate the rest of a text that was cut off')
    .argument('<id>')
    .option('--watch', WATCH);
  withKey(continued).action(run(continues));
  const moved = program
    .command('reschedule')
    .description('move the start of a job that has not started')
    .argument('<id>')
    .argument('<time>', 'such as 2026-12-24T08:00');
  withTimeZone(moved, 'the zone of the time').action(run(reschedule));
  addBatches(program, run);
  addTemplates(program, run);
  addSchedules(program, run);
}

function addBatches(program: Command, run: Run) {
  const asked = program
    .command('batch')
    .description('generate up to 100 texts')
    .argument('<file>', 'CSV with a line of names, a JSON array or JSON Lines; - is stdin')
    .option('--template <template>', 'name or id of a template; each name of the file is a variable')
    .addOption(typeOption())
    .option('--variations <count>', 'how many jobs each text gets, 1 to 5', wholeNumber, 1)
    .option('--delay <seconds>', 'before the jobs start', wholeNumber, 0)
    .option('--watch', 'wait for the end; Ctrl-C cancels the batch');
  withKey(asked).action(run(batch));
  const batches = program.command('batches').description('your batches');
  withPage(batches.command('list').description('list batches, newest first')).action(run(listBatches));
  withPage(
    batches
      .command('show')
      .description('show a batch and its jobs')
      .argument('<id>')
      .addOption(statusOption())
      .option('--watch', 'wait for the end'),
  ).action(run(showBatch));
  batches
    .command('cancel')
    .description('cancel all unfinished jobs')
    .argument('<id>')
    .action(run(cancelBatch));
  batches
    .command('retry')
    .description('start the next run of the failed jobs')
    .argument('<id>')
    .option('--all', 'of the canceled ones too')
    .option('--watch', 'wait for the end; Ctrl-C cancels the batch')
    .action(run(retryBatch));
}

function addTemplates(program: Command, run: Run) {
  const templates = program.command('templates').description('prompts with variables');
  templates
    .command('list')
    .description('list templates, the own ones first')
    .addOption(typeOption())
    .option('--search <words>', 'only those with all of these words')
    .action(run(listTemplates));
  templates
    .command('show')
    .description('print the prompt and the variables of a template')
    .argument('<template>', 'its name or id')
    .option('--version-number <version>', 'a former version', wholeNumber)
    .action(
      run((context, id: string, { versionNumber: version }: { versionNumber?: number }) =>
        showTemplate(context, id, { ...(version !== undefined && { version }) }),
      ),
    );
  templates
    .command('create')
    .description('create a template')
    .argument('<file>', 'JSON, as `templates show --json` prints it')
    .action(run(createTemplate));
  templates
    .command('update')
    .description('make a new version of a template')
    .argument('<template>', 'its name or id')
    .argument('<file>', 'JSON, as `templates show --json` prints it')
    .action(run(updateTemplate));
  templates
    .command('delete')
    .description('delete a template permanently')
    .argument('<template>', 'its name or id')
    .action(run(deleteTemplate));
  program.command('voices').description('list your brand voices').action(run(listVoices));
}

const withRule = (command: Command) =>
  command
    .option('--cron <expression>', 'when it runs, such as "0 9 * * MON"')
    .option('--rrule <rule>', 'instead of --cron, a rule of RFC 5545 such as "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9"')
    .option('--starts-at <time>', 'the wall time from which the rule counts, such as 2026-12-24T08:00');

function addSchedules(program: Command, run: Run) {
  const schedules = program.command('schedules').description('texts at the times of a rule');
  schedules.command('list').description('list schedules, newest first').action(run(listSchedules));
  schedules.command('show').description('show a schedule').argument('<id>').action(run(showSchedule));
  const created = schedules
    .command('create')
    .description('create a schedule')
    .argument('<name>')
    .option('--prompt <prompt>', 'what each text is about')
    .addOption(typeOption());
  withTextOptions(withTimeZone(withRule(created), 'the zone of its times')).action(run(createSchedule));
  const updated = schedules
    .command('update')
    .description('change a schedule from its next run on; the other fields stay')
    .argument('<id>')
    .option('--name <name>', 'what it is called')
    .option('--time-zone <zone>', 'the zone of its times, such as Europe/Berlin')
    .option('--prompt <prompt>', 'what each text is about')
    .addOption(typeOption())
    .option(
      '--template-version <version>',
      'a version of the template; by default the current one',
      wholeNumber,
    )
    .option('--no-options', 'without the options that it has, such as its tone; those given here apply');
  withTextOptions(withRule(updated)).action(run(updateSchedule));
  schedules.command('pause').description('pause a schedule').argument('<id>').action(run(pauseSchedule));
  schedules.command('resume').description('resume a schedule').argument('<id>').action(run(resumeSchedule));
  schedules
    .command('delete')
    .description('delete a schedule permanently')
    .argument('<id>')
    .action(run(deleteSchedule));
}
