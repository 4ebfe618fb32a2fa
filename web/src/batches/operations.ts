import { graphql } from '../gql/index.js';
import { asText } from '../lib/as-text.js';

export const BatchParts = graphql(`
  fragment BatchParts on Batch {
    id total progress startedAt completedAt canceledAt createdAt
    byStatus { queued processing retrying completed failed canceled }
  }
`);

export const StartBatch = graphql(`
  mutation StartBatch($input: GenerateBatchInput!) { generateBatch(input: $input) { id } }
`);

export const BatchList = graphql(`
  query BatchList($first: Int!, $after: String) {
    batches(first: $first, after: $after) { edges { node { ...BatchParts } } pageInfo { hasNextPage endCursor } }
  }
`);

export const BatchWithJobs = graphql(`
  query BatchWithJobs($id: ID!) {
    batch(id: $id) {
      ...BatchParts
      jobs(first: 100) { edges { node { ...JobSummary generatedContent template { name variables { name value } } } } }
    }
  }
`);

export const CancelBatch = graphql(`mutation StopBatch($id: ID!) { cancelBatch(id: $id) { ...BatchParts } }`);

export const RetryBatch = graphql(`mutation AgainBatch($id: ID!) { retryBatch(id: $id) { ...BatchParts } }`);

export const BatchProgress = asText(
  graphql(`
  subscription BatchSteps($id: ID!, $after: String) { batchProgress(id: $id, after: $after) { cursor completedAt } }
`),
);
