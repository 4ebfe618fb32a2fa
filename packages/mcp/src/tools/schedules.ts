import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Schedule, SmartContent } from '@smart-content/client';
import { SCHEDULE_STATUSES } from '@smart-content/client/enums';
import { variableValues } from '@smart-content/client/jobs';
import { CreateSchedule, PauseSchedule, ResumeSchedule, Schedules } from '@smart-content/client/operations';
import { z } from 'zod';
import { orFailed } from '../failure.js';
import { characters, id } from '../shapes.js';
import { about, textOptions } from '../text-options.js';

/** Enums are text, and a field that a newer API leaves out is no error. */
const scheduleShape = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string().describe(`One of ${SCHEDULE_STATUSES.join(', ')}`),
  cron: z.string().nullable().describe('Null with a recurrence rule'),
  rrule: z.string().nullable().describe('A recurrence rule of RFC 5545; null with a cron expression'),
  timeZone: z.string(),
  prompt: z.string().nullable(),
  type: z.string().nullable(),
  templateId: z.string().nullable(),
  nextRunAt: z.string().nullable(),
  nextRuns: z.array(z.string()),
  lastRunAt: z.string().nullable(),
  failuresInARow: z.number().int(),
  lastFailure: z.object({ at: z.string(), code: z.string(), message: z.string() }).nullable(),
  pauseReason: z.string().nullable().describe('OWNER or FAILING; null while it is ACTIVE'),
});
const shape = { schedule: scheduleShape };
const annotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** Recurring texts. */
export function addSchedules(server: McpServer, client: SmartContent): void {
  server.registerTool(
    'list_schedules',
    {
      title: 'List the schedules',
      description:
        'Lists the user’s schedules, newest first, 50 at most: the request of each, when it runs next, and why its last run failed.',
      inputSchema: z.strictObject({}),
      outputSchema: { schedules: z.array(scheduleShape) },
      annotations: { ...annotations, readOnlyHint: true },
    },
    () =>
      orFailed(async () => {
        const found = await client.request(Schedules, {});
        const schedules = found.schedules.map((one) => scheduleShape.parse(one));
        const text = schedules.map(inWords).join('\n') || 'No schedules.';
        return { content: [{ type: 'text', text }], structuredContent: { schedules } };
      }),
  );

  server.registerTool(
    'create_schedule',
    {
      title: 'Create a schedule',
      description:
        'Has a text written at each time of a cron expression. Ask the user first: it costs something each time, until it is paused. Errors: BAD_USER_INPUT, also for times less than 5 minutes apart; NOT_FOUND for an unknown template or brand voice; CONFLICT for a user with 50 schedules; FORBIDDEN with a read-only token.',
      inputSchema: z.strictObject({
        name: characters(1, 100),
        cron: z
          .string()
          .min(1)
          .max(200)
          .describe('Minute, hour, day of month, month, day of week, such as "0 9 * * MON".'),
        timeZone: z.string().min(1).max(100).describe('The IANA time zone, such as "Europe/Berlin".'),
        ...about,
        options: textOptions.optional().describe('The options of each text.'),
      }),
      outputSchema: shape,
      annotations: { ...annotations, idempotentHint: false, openWorldHint: true },
    },
    ({ variables, ...asked }) =>
      orFailed(async () => {
        const input = { ...asked, ...(variables && { variables: variableValues(variables) }) };
        return resultOf((await client.request(CreateSchedule, { input })).createSchedule);
      }),
  );

  server.registerTool(
    'pause_schedule',
    {
      title: 'Pause a schedule',
      description:
        'Pauses a schedule; jobs that it made run on. A repeated call changes nothing. Errors: NOT_FOUND; FORBIDDEN with a read-only token.',
      inputSchema: z.strictObject({ id: id('schedule') }),
      outputSchema: shape,
      annotations,
    },
    (variables) =>
      orFailed(async () => resultOf((await client.request(PauseSchedule, variables)).pauseSchedule)),
  );

  server.registerTool(
    'resume_schedule',
    {
      title: 'Resume a schedule',
      description:
        'Resumes a paused schedule with its next due time; those of the pause are not made up. Errors: NOT_FOUND; FORBIDDEN with a read-only token.',
      inputSchema: z.strictObject({ id: id('schedule') }),
      outputSchema: shape,
      annotations,
    },
    (variables) =>
      orFailed(async () => resultOf((await client.request(ResumeSchedule, variables)).resumeSchedule)),
  );
}

const inWords = ({ id: own, name, status, nextRunAt }: z.infer<typeof scheduleShape>): string =>
  `${own}: ${name}, ${status}${nextRunAt ? `, next at ${nextRunAt}` : ''}`;

function resultOf(found: Schedule): CallToolResult {
  const schedule = scheduleShape.parse(found);
  return { content: [{ type: 'text', text: inWords(schedule) }], structuredContent: { schedule } };
}
