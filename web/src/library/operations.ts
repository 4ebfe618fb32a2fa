import { graphql } from '../gql/index.js';
import { asText } from '../lib/as-text.js';

export const ContentFields = graphql(`
  fragment ContentFields on Content { id title type body version tags starred createdAt updatedAt }
`);

export const Contents = graphql(`
  query Contents(
    $first: Int!
    $after: String
    $search: String
    $type: ContentType
    $tags: [String!]
    $starred: Boolean
    $origin: ContentOrigin
    $createdAfter: DateTime
    $createdBefore: DateTime
    $orderBy: ContentOrder!
  ) {
    contents(
      first: $first
      after: $after
      search: $search
      type: $type
      tags: $tags
      starred: $starred
      origin: $origin
      createdAfter: $createdAfter
      createdBefore: $createdBefore
      orderBy: $orderBy
    ) {
      totalCount
      edges { cursor node { ...ContentFields } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const OneContent = graphql(`query OnePiece($id: ID!) { content(id: $id) { ...ContentFields } }`);

export const SourceOfContent = graphql(`
  query SourceOfPiece($id: ID!) { content(id: $id) { id source { model prompt editedShare job { id } } } }
`);

export const CreateContent = graphql(`
  mutation CreatePiece($input: CreateContentInput!) { createContent(input: $input) { ...ContentFields } }
`);

export const UpdateContent = graphql(`
  mutation UpdatePiece($id: ID!, $input: UpdateContentInput!) {
    updateContent(id: $id, input: $input) { ...ContentFields }
  }
`);

export const DeleteContent = graphql(`mutation DeletePiece($id: ID!) { deleteContent(id: $id) { id } }`);

export const DeleteContents = graphql(`
  mutation DeletePieces($ids: [ID!]!) { deleteContents(ids: $ids) { done refused { id message } } }
`);

export const ContentTags = graphql(`query ContentTags { contentTags { tag count } }`);

export const SetStarred = graphql(`
  mutation SetStarred($ids: [ID!]!, $starred: Boolean!) {
    setStarred(ids: $ids, starred: $starred) { done refused { id message } }
  }
`);

export const AddTags = graphql(`
  mutation AddTags($ids: [ID!]!, $tags: [String!]!) {
    addTags(ids: $ids, tags: $tags) { done refused { id message } }
  }
`);

export const RemoveTags = graphql(`
  mutation RemoveTags($ids: [ID!]!, $tags: [String!]!) {
    removeTags(ids: $ids, tags: $tags) { done refused { id message } }
  }
`);

export const ContentChanged = asText(
  graphql(`
  subscription ContentChanged($after: String) { contentChanged(after: $after) { cursor kind contentId } }
`),
);

export const ContentVersions = graphql(`
  query ContentVersions($id: ID!, $first: Int!) {
    contentVersions(id: $id, first: $first) {
      edges { node { version title reason replacedAt actorId } }
      pageInfo { hasNextPage }
    }
  }
`);

export const ContentVersion = graphql(`
  query ContentVersion($id: ID!, $version: Int!) {
    contentVersion(id: $id, version: $version) { version title type body }
  }
`);

export const RestoreContent = graphql(`
  mutation RestoreContent($id: ID!, $version: Int!) {
    restoreContent(id: $id, version: $version) { ...ContentFields }
  }
`);

export const Binned = graphql(`
  query Binned($after: String) {
    binnedContents(first: 50, after: $after) {
      totalCount
      edges { node { binnedAt removedAfter content { id title type body } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const RestoreFromBin = graphql(`
  mutation RestoreFromBin($ids: [ID!]!) { restoreFromBin(ids: $ids) { done refused { id message } } }
`);

export const DeleteForever = graphql(`
  mutation DeleteForever($ids: [ID!]!) { deleteForever(ids: $ids) { done refused { id message } } }
`);

export const EmptyBin = graphql(`mutation EmptyBin { emptyBin }`);
