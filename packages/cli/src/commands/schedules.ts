import type { ContentType, Schedule as ScheduleRecord, SmartContent } from '@smart-content/client';
import {
  CreateSchedule,
  DeleteSchedule,
  PauseSchedule,
  ResumeSchedule,
  Schedule,
  Schedules,
  UpdateSchedule,
} from '@smart-content/client/operations';
import type { Context } from '../context.js';
import { EXIT, Failure } from '../failure.js';
import { oneLine } from '../output.js';
import { localZone, optionsPart, type TextOptions, templatePart } from '../request.js';
import { changesOf, type ScheduleChanges } from '../schedule-changes.js';

export async function listSchedules(context: Context): Promise<number> {
  const data = await (await context.signedIn()).request(Schedules, {});
  if (context.out.json) context.out.data(data);
  else {
    for (const { id, status, nextRunAt, name } of data.schedules) {
      context.out.row(`${id}  ${status.padEnd(6)}  ${(nextRunAt ?? '-').slice(0, 16).padEnd(16)}  `, name);
    }
  }
  return EXIT.done;
}

export async function showSchedule(context: Context, id: string): Promise<number> {
  const data = await (await context.signedIn()).request(Schedule, { id });
  if (!data.schedule) throw new Failure(EXIT.failed, 'NOT_FOUND', `There is no schedule ${id}.`);
  if (context.out.json) context.out.data(data);
  else print(context, data.schedule);
  return EXIT.done;
}

function print({ out }: Context, schedule: ScheduleRecord) {
  const { name, status, cron, rrule, startsAt, timeZone, pauseReason, lastFailure, nextRuns } = schedule;
  const rule = cron ?? `${rrule} from ${startsAt}`;
  out.note(`${name}  ${status}${pauseReason ? ` (${pauseReason})` : ''}  ${rule}  ${timeZone}`);
  out.note(`Text: ${oneLine(schedule.prompt ?? `template ${schedule.templateId}`, 200)}`);
  if (lastFailure) out.note(`Last failure: ${lastFailure.message} (${lastFailure.code}, ${lastFailure.at})`);
  for (const time of nextRuns) out.line(time);
}

export interface ScheduleOptions extends TextOptions {
  cron?: string;
  rrule?: string;
  startsAt?: string;
  timeZone?: string;
  prompt?: string;
  type?: ContentType;
}

export async function createSchedule(
  context: Context,
  name: string,
  given: ScheduleOptions,
): Promise<number> {
  const { cron, rrule, startsAt, timeZone = localZone(), prompt, type, template } = given;
  if ((cron === undefined) === (rrule === undefined))
    throw new Failure(EXIT.usage, 'NO_RULE', 'Give either --cron or --rrule.');
  if ((prompt === undefined) === (template === undefined))
    throw new Failure(EXIT.usage, 'NO_PROMPT', 'Give either --prompt with --type, or --template.');
  const client = await context.signedIn();
  const [source, options] = [await templatePart(client, given), await optionsPart(client, given)];
  const text = { ...(prompt !== undefined && { prompt }), ...(type !== undefined && { type }) };
  const rule = {
    ...(cron !== undefined ? { cron } : { rrule }),
    ...(startsAt !== undefined && { startsAt }),
  };
  const input = { name, ...rule, timeZone, ...text, ...source, ...(options && { options }) };
  const data = await client.request(CreateSchedule, { input });
  if (context.out.json) context.out.data(data);
  else {
    context.out.line(data.createSchedule.id);
    context.out.note(`Runs first at ${data.createSchedule.nextRunAt}.`);
  }
  return EXIT.done;
}

/** Changes the given fields only. */
export async function updateSchedule(context: Context, id: string, given: ScheduleChanges): Promise<number> {
  const client = await context.signedIn();
  const { schedule } = await client.request(Schedule, { id });
  if (!schedule) throw new Failure(EXIT.failed, 'NOT_FOUND', `There is no schedule ${id}.`);
  const data = await client.request(UpdateSchedule, { id, input: await changesOf(client, schedule, given) });
  if (context.out.json) context.out.data(data);
  else {
    const { status, nextRunAt } = data.updateSchedule;
    context.out.note(`${id} is changed and ${nextRunAt ? `runs next at ${nextRunAt}` : status}.`);
  }
  return EXIT.done;
}

const changed =
  (send: (client: SmartContent, id: string) => Promise<[data: unknown, state: string]>) =>
  async (context: Context, id: string): Promise<number> => {
    const [data, state] = await send(await context.signedIn(), id);
    if (context.out.json) context.out.data(data);
    else context.out.note(`${id} ${state}.`);
    return EXIT.done;
  };

export const pauseSchedule = changed(async (client, id) => {
  const data = await client.request(PauseSchedule, { id });
  return [data, 'is paused'];
});

export const resumeSchedule = changed(async (client, id) => {
  const data = await client.request(ResumeSchedule, { id });
  return [data, `runs next at ${data.resumeSchedule.nextRunAt}`];
});

export const deleteSchedule = changed(async (client, id) => {
  const data = await client.request(DeleteSchedule, { id });
  return [data, 'is deleted; its jobs stay'];
});
