import { graphql } from '../../examples/demo/gql/index.js';

export const ScheduleFields = graphql(`
  fragment ScheduleFields on Schedule {
    id name cron rrule startsAt timeZone prompt type templateId templateVersion variables { name value } options { tone }
    status pauseReason pausedAt nextRunAt lastRunAt failuresInARow lastFailure { code message jobId } nextRuns
  }
`);
export const CreateSchedule = graphql(`
  mutation CreateSchedule($input: CreateScheduleInput!) { createSchedule(input: $input) { ...ScheduleFields } }
`);
export const UpdateSchedule = graphql(`
  mutation UpdateSchedule($id: ID!, $input: UpdateScheduleInput!) {
    updateSchedule(id: $id, input: $input) { ...ScheduleFields }
  }
`);
export const PauseSchedule = graphql(`
  mutation PauseSchedule($id: ID!) { pauseSchedule(id: $id) { ...ScheduleFields } }
`);
export const ResumeSchedule = graphql(`
  mutation ResumeSchedule($id: ID!) { resumeSchedule(id: $id) { ...ScheduleFields } }
`);
export const DeleteSchedule = graphql(`
  mutation DeleteSchedule($id: ID!) { deleteSchedule(id: $id) { id } }
`);
export const OneSchedule = graphql(`
  query OneSchedule($id: ID!, $first: Int! = 20, $after: String) {
    schedule(id: $id) {
      ...ScheduleFields
      jobs(first: $first, after: $after) {
        edges { node { id prompt status options { tone language } schedule { id dueAt } template { version } } }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }
`);
export const Schedules = graphql(`query Schedules { schedules { id } }`);
export const ScheduleTimes = graphql(`
  query ScheduleTimes($cron: String, $rrule: String, $startsAt: String, $timeZone: String!) {
    scheduleTimes(cron: $cron, rrule: $rrule, startsAt: $startsAt, timeZone: $timeZone)
  }
`);
export const SchedulePaused = graphql(`
  subscription SchedulePaused { schedulePaused { id pauseReason failuresInARow lastFailure { code } } }
`);
export const RescheduleJob = graphql(`
  mutation RescheduleJob($id: ID!, $scheduledFor: ScheduleTimeInput!) {
    rescheduleJob(id: $id, scheduledFor: $scheduledFor) { id status scheduledFor estimatedStartAt }
  }
`);
