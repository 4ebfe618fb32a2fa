import { graphql } from '../gql/index.js';

export const Generate = graphql(`
  mutation Generate($input: GenerateContentInput!) { generateContent(input: $input) { ...JobFields } }
`);
