import { graphql } from '../gql/index.js';

export const ContentFields = graphql(`
  fragment ContentFields on Content { id title type body version createdAt updatedAt }
`);

export const Contents = graphql(`
  query Contents($first: Int!, $after: String, $search: String, $type: ContentType, $orderBy: ContentOrder!) {
    contents(first: $first, after: $after, search: $search, type: $type, orderBy: $orderBy) {
      totalCount
      edges { cursor node { ...ContentFields } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const OneContent = graphql(`query OnePiece($id: ID!) { content(id: $id) { ...ContentFields } }`);

export const CreateContent = graphql(`
  mutation CreatePiece($input: CreateContentInput!) { createContent(input: $input) { ...ContentFields } }
`);

export const UpdateContent = graphql(`
  mutation UpdatePiece($id: ID!, $input: UpdateContentInput!) {
    updateContent(id: $id, input: $input) { ...ContentFields }
  }
`);

export const DeleteContent = graphql(`mutation DeletePiece($id: ID!) { deleteContent(id: $id) { id } }`);
