import { graphql } from '../gql/index.js';

export const RefineJob = graphql(`
  mutation RefineJob(
    $id: ID!
    $instruction: String!
    $start: Int
    $end: Int
    $text: String
    $idempotencyKey: String
  ) {
    refineJob(
      id: $id
      instruction: $instruction
      start: $start
      end: $end
      text: $text
      idempotencyKey: $idempotencyKey
    ) { id }
  }
`);

export const ContinueJob = graphql(`
  mutation ContinueJob($id: ID!, $idempotencyKey: String) {
    continueJob(id: $id, idempotencyKey: $idempotencyKey) { ...JobFields }
  }
`);

export const RefinedJob = graphql(`
  query RefinedJob($id: ID!) {
    job(id: $id) { id status attempts generatedContent finishReason error { message } basis { text } }
  }
`);

export const PieceToRefine = graphql(
  `query PieceToRefine($id: ID!) { content(id: $id) { ...ContentFields } }`,
);

export const JobOfPiece = graphql(
  `query JobOfPiece($id: ID!) { content(id: $id) { id source { job { id } } } }`,
);
