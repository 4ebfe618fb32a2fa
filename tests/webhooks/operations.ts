import { graphql } from '../../examples/demo/gql/index.js';

export const ListWebhooks = graphql(`
  query ListWebhooks { webhooks { id url events status disabledReason disabledAt failingSince } }
`);

export const UpdateWebhook = graphql(`
  mutation UpdateWebhook($id: ID!, $url: String, $events: [WebhookEvent!], $status: WebhookStatus) {
    updateWebhook(id: $id, url: $url, events: $events, status: $status) {
      id url events status disabledReason disabledAt failingSince
    }
  }
`);

export const DeleteWebhook = graphql(`mutation DeleteWebhook($id: ID!) { deleteWebhook(id: $id) { id } }`);

export const RotateWebhookSecret = graphql(`
  mutation RotateWebhookSecret($id: ID!) { rotateWebhookSecret(id: $id) { secret webhook { id } } }
`);

export const RedeliverWebhook = graphql(`
  mutation RedeliverWebhook($id: ID!) { redeliverWebhook(deliveryId: $id) { id status attempts } }
`);

export const Deliveries = graphql(`
  query WebhookDeliveries($id: ID!, $status: WebhookDeliveryStatus, $first: Int = 20, $after: String) {
    webhookDeliveries(webhookId: $id, status: $status, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node { id eventId event cursor status attempts responseStatus error nextAttemptAt deliveredAt createdAt }
      }
    }
  }
`);

export const WebhookDisabled = graphql(`
  subscription WebhookDisabled { webhookDisabled { id status disabledReason disabledAt } }
`);

export const CancelForWebhook = graphql(`mutation CancelForWebhook($id: ID!) { cancelJob(id: $id) { id } }`);

export const DeleteAccountWithWebhooks = graphql(`
  mutation DeleteAccountWithWebhooks($password: String!) { deleteAccount(password: $password) }
`);

/** All fields of a webhook’s body. */
export const WholeEvent = graphql(`
  subscription WholeEvent($after: String) {
    jobCompleted(after: $after) {
      cursor
      occurredAt
      batch { cursor batchId total completed failed canceled progress completedAt }
      job {
        id prompt type status generatedContent finishReason run attempts
        scheduledFor startedAt completedAt createdAt updatedAt
        error { code message retriable }
        checks { name passed detail }
        options { tone }
        template { id name version variables { name value } }
        batch { id item variation }
        basis { kind }
        schedule { id dueAt }
        attemptHistory { run number startedAt endedAt model repair error { code message retriable } usage { promptTokens completionTokens costUsd } }
      }
    }
  }
`);
