import { graphql } from './gql/index.js';

export const SignUp = graphql(`
  mutation SignUp($input: RegisterInput!) { register(input: $input) { token user { id name } } }
`);

export const SignIn = graphql(`
  mutation SignIn($input: LoginInput!) { login(input: $input) { token user { id name } } }
`);

export const Generate = graphql(`
  mutation Generate($input: GenerateContentInput!) { generateContent(input: $input) { id run status scheduledFor } }
`);

/** The latest events before the page was opened. The subscription starts after the first cursor. */
export const Latest = graphql(`
  query Latest {
    notifications(first: 20) {
      edges { node { cursor occurredAt job { id run prompt type status generatedContent error { message } } } }
    }
  }
`);

export const JobCompleted = graphql(`
  subscription JobCompleted($after: String!) {
    jobCompleted(after: $after) {
      cursor
      occurredAt
      job { id run prompt type status generatedContent error { message } }
    }
  }
`);
