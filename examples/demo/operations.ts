import { graphql } from './gql/index.js';

/** What the demo sends besides the operations of @smart-content/client; the tests use these too. */

export const Register = graphql(`
  mutation Register($input: RegisterInput!) {
    register(input: $input) { token expiresAt user { id name email status createdAt eventCursor } }
  }
`);

export const Login = graphql(`
  mutation Login($input: LoginInput!) {
    login(input: $input) { token expiresAt user { id email } }
  }
`);

export const Generate = graphql(`
  mutation Generate($input: GenerateContentInput!) {
    generateContent(input: $input) { id status type scheduledFor createdAt attempts }
  }
`);

export const DemoProgress = graphql(`
  subscription DemoProgress($jobId: ID!) { jobProgress(jobId: $jobId) { status attempt offset text } }
`);

export const JobCompleted = graphql(`
  subscription JobCompleted($jobId: ID, $after: String) {
    jobCompleted(jobId: $jobId, after: $after) {
      cursor
      occurredAt
      job { id run type status generatedContent finishReason attempts completedAt error { code message retriable } savedContent { id } }
    }
  }
`);

export const SaveJob = graphql(`
  mutation SaveJob($id: ID!, $title: String) {
    saveJobToLibrary(id: $id, title: $title) { id title type body }
  }
`);

export const Search = graphql(`
  query Search($search: String, $type: ContentType, $first: Int, $after: String, $orderBy: ContentOrder) {
    contents(search: $search, type: $type, first: $first, after: $after, orderBy: $orderBy) {
      totalCount
      edges { cursor node { id title type body } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);
