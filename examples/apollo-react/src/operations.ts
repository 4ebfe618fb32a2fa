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
