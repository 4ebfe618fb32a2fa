import { graphql } from '../gql/index.js';

export const ScheduleFields = graphql(`
  fragment ScheduleParts on Schedule {
    id name cron rrule startsAt timeZone prompt type templateId templateVersion variables { name value }
    status pauseReason pausedAt nextRunAt lastRunAt nextRuns lastFailure { at code message jobId }
    options {
      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id }
    }
    jobs(first: 1) { edges { node { id prompt status createdAt } } }
  }
`);

export const ScheduleList = graphql(`query ScheduleList { schedules { ...ScheduleParts } }`);

export const ScheduleQuery = graphql(
  `query ScheduleById($id: ID!) { schedule(id: $id) { ...ScheduleParts } }`,
);

export const TemplateOf = graphql(`
  query TemplateOf($id: ID!, $version: Int) { template(id: $id, version: $version) { ...TemplateParts } }
`);

export const NextTimes = graphql(`
  query NextTimes($cron: String, $rrule: String, $startsAt: String, $timeZone: String!) {
    scheduleTimes(cron: $cron, rrule: $rrule, startsAt: $startsAt, timeZone: $timeZone)
  }
`);

export const NewSchedule = graphql(`
  mutation NewSchedule($input: CreateScheduleInput!) { createSchedule(input: $input) { ...ScheduleParts } }
`);

export const ChangeSchedule = graphql(`
  mutation ChangeSchedule($id: ID!, $input: UpdateScheduleInput!) {
    updateSchedule(id: $id, input: $input) { ...ScheduleParts }
  }
`);

export const Pause = graphql(`mutation PauseIt($id: ID!) { pauseSchedule(id: $id) { ...ScheduleParts } }`);

export const Resume = graphql(`mutation ResumeIt($id: ID!) { resumeSchedule(id: $id) { ...ScheduleParts } }`);

export const Remove = graphql(`mutation RemoveIt($id: ID!) { deleteSchedule(id: $id) { id } }`);
