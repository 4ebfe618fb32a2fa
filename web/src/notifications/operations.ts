import { graphql } from '../gql/index.js';

export const NotificationFields = graphql(`
  fragment NotificationFields on Notification {
    cursor occurredAt read job { id prompt type status run }
  }
`);

/** In one response, so that list, count and cursor belong together. */
export const NotificationsAtStart = graphql(`
  query NotificationsAtStart {
    me { id role eventCursor unreadCount }
    notifications(first: 10) { edges { node { ...NotificationFields } } }
  }
`);

export const NotificationPage = graphql(`
  query NotificationPage($unreadOnly: Boolean!, $first: Int!, $after: String) {
    notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {
      edges { node { ...NotificationFields } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const MarkRead = graphql(`
  mutation MarkRead($upTo: String!) { markNotificationsRead(upTo: $upTo) { id unreadCount } }
`);

export const Completions = graphql(`
  subscription Completions($after: String) {
    jobCompleted(after: $after) { cursor occurredAt job { id prompt type status run } }
  }
`);
