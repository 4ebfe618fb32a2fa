import { graphql } from '../../examples/demo/gql/index.js';

export const BatchFields = graphql(`
  fragment BatchFields on Batch {
    id total progress startedAt completedAt canceledAt createdAt
    byStatus { queued processing retrying completed failed canceled }
  }
`);
export const GenerateBatch = graphql(`
  mutation GenerateBatch($input: GenerateBatchInput!) { generateBatch(input: $input) { ...BatchFields } }
`);
export const OneBatch = graphql(`
  query OneBatch($id: ID!, $first: Int! = 100, $after: String, $status: [JobStatus!]) {
    batch(id: $id) {
      ...BatchFields
      jobs(first: $first, after: $after, status: $status) {
        edges { node { id prompt status run options { tone language } error { code } batch { id item variation } template { version } } }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }
`);
export const Batches = graphql(`
  query Batches($first: Int!, $after: String) {
    batches(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } }
  }
`);
export const CancelBatch = graphql(
  `mutation CancelBatch($id: ID!) { cancelBatch(id: $id) { ...BatchFields } }`,
);
export const RetryBatch = graphql(`
  mutation RetryBatch($id: ID!, $failedOnly: Boolean! = true) {
    retryBatch(id: $id, failedOnly: $failedOnly) { ...BatchFields }
  }
`);
export const FollowBatch = graphql(`
  subscription FollowBatch($id: ID!, $after: String) {
    batchProgress(id: $id, after: $after) { cursor total completed failed canceled progress completedAt }
  }
`);
export const BatchEnds = graphql(`
  subscription BatchEnds { jobCompleted(after: "0") { cursor job { id } batch { batchId progress completedAt } } }
`);
