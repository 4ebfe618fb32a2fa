import type { AuthService, Viewer } from './auth.service.js';

/** The part of the context that is about the caller. */
export interface AuthContext {
  /** The signed-in user; null for an anonymous request. */
  viewer: Viewer | null;
  /** The client's `User-Agent`. */
  userAgent: string | null;
  auth: AuthService;
}
