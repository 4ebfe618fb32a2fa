import { graphql } from '../gql/index.js';

export const Generate = graphql(`
  mutation Generate($input: GenerateContentInput!) { generateContent(input: $input) { ...JobFields } }
`);

export const OptionLimitsQuery = graphql(`query OptionLimits { optionLimits { models maxTemperature } }`);
