import { graphql } from '../../examples/demo/gql/index.js';

export const TemplateFields = graphql(`
  fragment TemplateFields on Template {
    id builtIn version name description type prompt createdAt updatedAt
    variables { name label type required default options }
    options { tone language keywords brandVoice { id } }
  }
`);
export const Templates = graphql(`
  query Templates($type: ContentType, $search: String) { templates(type: $type, search: $search) { ...TemplateFields } }
`);
export const OneTemplate = graphql(`
  query OneTemplate($id: ID!, $version: Int) {
    template(id: $id, version: $version) { ...TemplateFields versions { version name prompt options { tone } } }
  }
`);
export const CreateTemplate = graphql(`
  mutation CreateTemplate($input: CreateTemplateInput!) { createTemplate(input: $input) { ...TemplateFields } }
`);
export const UpdateTemplate = graphql(`
  mutation UpdateTemplate($id: ID!, $input: UpdateTemplateInput!) {
    updateTemplate(id: $id, input: $input) { ...TemplateFields }
  }
`);
export const DeleteTemplate = graphql(`
  mutation DeleteTemplate($id: ID!) { deleteTemplate(id: $id) { ...TemplateFields } }
`);
export const GenerateFrom = graphql(`
  mutation GenerateFrom($input: GenerateContentInput!) {
    generateContent(input: $input) { id prompt type options { tone language keywords audience } template { id name version variables { name value } } }
  }
`);
export const JobFrom = graphql(`
  query JobFrom($id: ID!) { job(id: $id) { prompt status template { id name version variables { name value } } } }
`);
