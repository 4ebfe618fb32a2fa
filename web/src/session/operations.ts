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

export const RequestPasswordReset = graphql(`
  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }
`);

export const ResetPassword = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) }
`);

export const VerifyEmail = graphql(`mutation VerifyEmail($token: String!) { verifyEmail(token: $token) }`);

export const RequestEmailVerification = graphql(`
  mutation RequestEmailVerification { requestEmailVerification }
`);

export const EmailState = graphql(`query EmailState { me { id emailVerified mailAvailable } }`);

export const UpdateProfile = graphql(`
  mutation UpdateProfile($name: String, $email: String) {
    updateProfile(name: $name, email: $email) { id name email emailVerified }
  }
`);

export const MyUsage = graphql(`
  query MyUsage {
    me {
      id
      usage(period: MONTH) { attempts promptTokens completionTokens costUsd }
      budget { limitUsd usedUsd promisedUsd limitTokens usedTokens promisedTokens resetsAt }
    }
  }
`);

export const AccessTokens = graphql(`
  query AccessTokens { accessTokens { id name access createdAt lastUsedAt expiresAt } }
`);

export const CreateAccessToken = graphql(`
  mutation CreateAccessToken($input: CreateAccessTokenInput!) {
    createAccessToken(input: $input) { token accessToken { id } }
  }
`);

export const RevokeAccessToken = graphql(`
  mutation RevokeAccessToken($id: ID!) { revokeAccessToken(id: $id) { id } }
`);
