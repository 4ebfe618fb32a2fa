import type { AccountService } from './account.service.js';
import type { AuthService, Viewer } from './auth.service.js';
import type { AuthPayload } from './auth.types.js';

/** The part of the context that is about the caller. */
export interface AuthContext {
  /** The signed-in user; null for an anonymous request. */
  viewer: Viewer | null;
  /** The client's `User-Agent`. */
  userAgent: string | null;
  /** The client's address. */
  address: string;
  auth: AuthService;
  accounts: AccountService;
  cookies: SessionCookies;
}

/** A session whose tokens are in cookies, where no script of a page can read them. */
export interface SessionCookies {
  /** The refresh token of the request's cookie; null if no cookie is accepted. */
  refreshToken: string | null;
  /**
   * Puts the tokens of a session into cookies, if the client requested that or they replace those of cookies, and
   * returns what the client gets.
   */
  keep(grant: AuthPayload, options?: { fromCookie: boolean }): AuthPayload;
  /** Removes the cookies of the request, if they are accepted. */
  clear(): void;
}
