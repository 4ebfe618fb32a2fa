import { graphql } from '../gql/index.js';

export const NotificationFields = graphql(`
  fragment NotificationFields on Notification {
    cursor occurredAt read job { id prompt type status run }
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
