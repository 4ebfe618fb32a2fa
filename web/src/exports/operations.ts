import { graphql } from '../gql/index.js';
import { asText } from '../lib/as-text.js';

export const ExportFields = graphql(`
  fragment ExportFields on Export { id kind format status done total size error createdAt expiresAt }
`);

export const Exports = graphql(`
  query Exports($first: Int!, $after: String) {
    exports(first: $first, after: $after) {
      edges { node { ...ExportFields } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const ExportLink = graphql(`query ExportLink($id: ID!) { export(id: $id) { id downloadUrl } }`);

export const ExportContents = graphql(`
  mutation ExportContents($input: ExportContentsInput!) { exportContents(input: $input) { ...ExportFields } }
`);

export const ExportMyData = graphql(`mutation ExportMyData { exportMyData { ...ExportFields } }`);

export const DeleteExport = graphql(`mutation DeleteExport($id: ID!) { deleteExport(id: $id) { id } }`);

export const ExportProgress = asText(
  graphql(`
  subscription ExportProgress($id: ID!) { exportProgress(id: $id) { ...ExportFields } }
`),
);
