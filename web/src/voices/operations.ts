import { graphql } from '../gql/index.js';

export const VoiceFields = graphql(`
  fragment VoiceFields on BrandVoice { id name description samples }
`);

export const BrandVoicesQuery = graphql(`query BrandVoices { brandVoices { ...VoiceFields } }`);

export const CreateBrandVoice = graphql(`
  mutation CreateBrandVoice($input: CreateBrandVoiceInput!) { createBrandVoice(input: $input) { ...VoiceFields } }
`);

export const UpdateBrandVoice = graphql(`
  mutation UpdateBrandVoice($id: ID!, $input: UpdateBrandVoiceInput!) {
    updateBrandVoice(id: $id, input: $input) { ...VoiceFields }
  }
`);

export const DeleteBrandVoice = graphql(`
  mutation DeleteBrandVoice($id: ID!) { deleteBrandVoice(id: $id) { id } }
`);
