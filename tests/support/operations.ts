import { graphql } from '../../examples/demo/gql/index.js';

export const Me = graphql(`query Me { me { id name email status eventCursor } }`);

export const OneContent = graphql(`
  query OneContent($id: ID!) { content(id: $id) { id title type body createdAt updatedAt } }
`);

export const CreateContent = graphql(`
  mutation CreateContent($input: CreateContentInput!) {
    createContent(input: $input) { id title type body createdAt updatedAt }
  }
`);

export const UpdateContent = graphql(`
  mutation UpdateContent($id: ID!, $input: UpdateContentInput!) {
    updateContent(id: $id, input: $input) { id title type body createdAt updatedAt }
  }
`);

export const DeleteContent = graphql(`
  mutation DeleteContent($id: ID!) { deleteContent(id: $id) { id title type body createdAt updatedAt } }
`);

export const CountContents = graphql(`query CountContents { contents(first: 1) { totalCount } }`);

export const CreateWebhook = graphql(`
  mutation CreateWebhook($url: String!, $events: [WebhookEvent!]!) {
    createWebhook(url: $url, events: $events) {
      secret
      webhook { id url events status disabledReason failingSince }
    }
  }
`);

export const SendTestWebhook = graphql(`
  mutation SendTestWebhook($id: ID!) { sendTestWebhook(id: $id) { id eventId status } }
`);

export const CreateBrandVoice = graphql(`
  mutation CreateBrandVoice($input: CreateBrandVoiceInput!) {
    createBrandVoice(input: $input) { id name description samples }
  }
`);

export const UpdateBrandVoice = graphql(`
  mutation UpdateBrandVoice($id: ID!, $input: UpdateBrandVoiceInput!) {
    updateBrandVoice(id: $id, input: $input) { id name description samples }
  }
`);

export const DeleteBrandVoice = graphql(`
  mutation DeleteBrandVoice($id: ID!) { deleteBrandVoice(id: $id) { id } }
`);
