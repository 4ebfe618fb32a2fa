import { graphql } from '../gql/index.js';

export const TemplateFields = graphql(`
  fragment TemplateParts on Template {
    id builtIn version name description type prompt updatedAt
    variables { name label type required default options }
    options {
      tone toneDescription length language audience keywords avoid platform model temperature brandVoice { id }
    }
  }
`);

export const TemplateList = graphql(`
  query TemplateList($type: ContentType, $search: String) {
    templates(type: $type, search: $search) { ...TemplateParts }
  }
`);

export const TemplateWithVersions = graphql(`
  query TemplateWithVersions($id: ID!) {
    template(id: $id) { ...TemplateParts versions(first: 50) { ...TemplateParts } }
  }
`);

export const NewTemplate = graphql(`
  mutation NewTemplate($input: CreateTemplateInput!) { createTemplate(input: $input) { ...TemplateParts } }
`);

export const ChangeTemplate = graphql(`
  mutation ChangeTemplate($id: ID!, $input: UpdateTemplateInput!) {
    updateTemplate(id: $id, input: $input) { ...TemplateParts }
  }
`);

export const RemoveTemplate = graphql(`mutation RemoveTemplate($id: ID!) { deleteTemplate(id: $id) { id } }`);
