import { graphql } from '../gql/index.js';

export const JobFields = graphql(`
  fragment JobFields on Job {
    id prompt type status run attempts generatedContent finishReason
    scheduledFor startedAt completedAt createdAt updatedAt
    error { code message retriable }
    savedContent { id title }
    basis { kind instruction }
    parent { id }
    schedule { id dueAt }
    attemptHistory { run number startedAt endedAt model repair error { code message } usage { promptTokens completionTokens costUsd } }
    checks { name passed detail }
    usage { promptTokens completionTokens costUsd }
    options {
      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id name }
    }
  }
`);

export const JobSummary = graphql(`
  fragment JobSummary on Job {
    id prompt type status attempts scheduledFor createdAt completedAt error { message } savedContent { id }
  }
`);

export const OneJob = graphql(`
  query OneJob($id: ID!) {
    job(id: $id) { ...JobFields children(first: 50) { edges { node { id status basis { kind instruction } } } } }
  }
`);

export const Jobs = graphql(`
  query Jobs($first: Int!, $after: String, $status: [JobStatus!], $type: ContentType) {
    jobs(first: $first, after: $after, status: $status, type: $type) {
      edges { cursor node { ...JobSummary } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const CancelJob = graphql(`mutation CancelJob($id: ID!) { cancelJob(id: $id) { ...JobFields } }`);

export const RetryJob = graphql(`mutation RetryJob($id: ID!) { retryJob(id: $id) { ...JobFields } }`);

export const SaveJob = graphql(`
  mutation SaveJob($id: ID!, $title: String) { saveJobToLibrary(id: $id, title: $title) { id title } }
`);

export const RescheduleJob = graphql(`
  mutation ChangeTime($id: ID!, $scheduledFor: ScheduleTimeInput!) {
    rescheduleJob(id: $id, scheduledFor: $scheduledFor) { ...JobFields }
  }
`);
