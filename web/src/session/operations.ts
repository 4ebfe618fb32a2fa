import { graphql } from '../gql/index.js';

export const Register = graphql(`
  mutation Register($input: RegisterInput!) {
    register(input: $input) { expiresAt user { id name email } }
  }
`);

export const Login = graphql(`
  mutation Login($input: LoginInput!) {
    login(input: $input) { expiresAt user { id name email } }
  }
`);

export const WhoAmI = graphql(`query WhoAmI { me { id name email } }`);

export const Logout = graphql(`mutation Logout { logout }`);

export const LogoutEverywhere = graphql(`mutation LogoutEverywhere { logoutEverywhere }`);

export const Sessions = graphql(`
  query Sessions { sessions { id createdAt lastSeenAt userAgent current } }
`);

export const PresenceChanged = graphql(`
  subscription PresenceChanged { presenceChanged { online devices { sessionId } } }
`);

export const RevokeSession = graphql(`mutation RevokeSession($id: ID!) { revokeSession(id: $id) { id } }`);
