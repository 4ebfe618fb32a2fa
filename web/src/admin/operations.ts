import { graphql } from '../gql/index.js';
import { asText } from '../lib/as-text.js';

export const AdminJobFields = graphql(`
  fragment AdminJobFields on AdminJob {
    id prompt type status run attempts createdAt startedAt completedAt requestId
    user { id name email status }
    error { code message }
  }
`);

export const AdminJobs = graphql(`
  query AdminJobs(
    $status: [JobStatus!], $type: ContentType, $userId: ID, $search: String, $errorCode: JobErrorCode,
    $createdAfter: DateTime, $createdBefore: DateTime, $first: Int!, $after: String
  ) {
    adminJobs(
      status: $status, type: $type, userId: $userId, search: $search, errorCode: $errorCode,
      createdAfter: $createdAfter, createdBefore: $createdBefore, first: $first, after: $after
    ) {
      edges { node { ...AdminJobFields } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const AdminRetryJobs = graphql(`
  mutation AdminRetryJobs($ids: [ID!], $filter: AdminJobFilter, $limit: Int!) {
    adminRetryJobs(ids: $ids, filter: $filter, limit: $limit) { done more refused { id code message } }
  }
`);

export const AdminCancelJobs = graphql(`
  mutation AdminCancelJobs($ids: [ID!], $filter: AdminJobFilter, $limit: Int!) {
    adminCancelJobs(ids: $ids, filter: $filter, limit: $limit) { done more refused { id code message } }
  }
`);

export const AdminUsers = graphql(`
  query AdminUsers($search: String, $status: UserStatus, $first: Int!, $after: String) {
    adminUsers(search: $search, status: $status, first: $first, after: $after) {
      edges { node { id name email status role createdAt } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const SetUserStatus = graphql(`
  mutation SetUserStatus($id: ID!, $status: UserStatus!) { setUserStatus(id: $id, status: $status) { id status } }
`);

export const SetUserRole = graphql(`
  mutation SetUserRole($id: ID!, $role: UserRole!) { setUserRole(id: $id, role: $role) { id role } }
`);

export const QueueNumbers = asText(
  graphql(`
  subscription QueueNumbers {
    queueStatsChanged {
      at waiting delayed active failedLastHour oldestWaitingSeconds startedPerMinute waitP50Seconds waitP95Seconds paused
      workers { id startedAt concurrency running }
      lastHour { at started failed waitSeconds }
    }
  }
`),
);

export const PauseQueue = graphql(`mutation PauseQueue { pauseQueue }`);

export const ResumeQueue = graphql(`mutation ResumeQueue { resumeQueue }`);

export const AuditEntries = graphql(`
  query AuditEntries($action: AuditAction, $actorId: ID, $targetId: ID, $first: Int!, $after: String) {
    auditLog(action: $action, actorId: $actorId, targetId: $targetId, first: $first, after: $after) {
      edges { node { id at action actorId actor { id email } address targetId user { id email } from to } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
