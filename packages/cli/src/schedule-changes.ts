import type {
  ContentType,
  GenerationOptionsInput,
  Schedule,
  SmartContent,
  UpdateScheduleInput,
} from '@smart-content/client';
import { variableValues } from '@smart-content/client/jobs';
import { EXIT, Failure } from './failure.js';
import { optionsPart, type TextOptions, templateId } from './request.js';

/** The options of `schedules update`. */
export interface ScheduleChanges extends TextOptions {
  name?: string;
  cron?: string;
  rrule?: string;
  startsAt?: string;
  timeZone?: string;
  prompt?: string;
  type?: ContentType;
  templateVersion?: number;
  /** False: without the options that the schedule has. */
  options?: false;
}

/**
 * The changes of a schedule. The API replaces the text as a whole, and the options as a whole: missing parts are taken
 * from the schedule.
 * @throws Failure if nothing is given, or if options contradict each other
 */
export async function changesOf(
  client: SmartContent,
  schedule: Schedule,
  given: ScheduleChanges,
): Promise<UpdateScheduleInput> {
  const { name, cron, rrule, startsAt, timeZone } = given;
  if (cron !== undefined && rrule !== undefined) throw usage('TWO_RULES', 'Give either --cron or --rrule.');
  const text = await textOf(client, schedule, given);
  const options = await optionsOf(client, schedule, given);
  const all = { name, cron, rrule, startsAt, timeZone, ...text, options };
  const changes = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  if (Object.keys(changes).length === 0) throw usage('NO_CHANGE', 'Say what to change: see --help.');
  return changes;
}

async function textOf(
  client: SmartContent,
  before: Schedule,
  { prompt, type, template, templateVersion, var: values }: ScheduleChanges,
): Promise<UpdateScheduleInput> {
  const given = [prompt, type, template, templateVersion, values];
  if (given.every((value) => value === undefined)) return {};
  if (prompt !== undefined && template !== undefined)
    throw usage('TWO_PROMPTS', 'Give either --prompt or --template.');
  const chosen = template === undefined ? undefined : await templateId(client, template);
  const source = prompt === undefined ? (chosen ?? before.templateId) : null;
  if (source === null) {
    if (values || templateVersion !== undefined)
      throw usage('NO_TEMPLATE', '--var and --template-version need a template.');
    return { prompt: prompt ?? before.prompt, type: type ?? before.type };
  }
  // Another template has other variables, another version, and perhaps another type.
  const same = source === before.templateId;
  const kept = same ? Object.fromEntries(before.variables.map(({ name, value }) => [name, value])) : {};
  return {
    templateId: source,
    templateVersion: templateVersion ?? (same ? before.templateVersion : undefined),
    type: type ?? (same ? before.type : undefined),
    variables: variableValues({ ...kept, ...values }),
  };
}

async function optionsOf(
  client: SmartContent,
  { options: before }: Schedule,
  given: ScheduleChanges,
): Promise<GenerationOptionsInput | undefined> {
  const asked = await optionsPart(client, given);
  if (given.options === false) return asked ?? {};
  if (!asked || !before) return asked;
  const { brandVoice, ...others } = before;
  const kept = Object.entries({ ...others, brandVoice: brandVoice?.id }).filter(([, value]) => value != null);
  return { ...Object.fromEntries(kept), ...asked };
}

const usage = (code: string, message: string) => new Failure(EXIT.usage, code, message);
