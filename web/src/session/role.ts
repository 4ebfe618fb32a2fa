import { createStore } from '@smart-content/client';
import type { UserRole } from '../gql/graphql.js';

/**
 * The role of the signed-in user; null until the server has returned it. The server checks the role at each request.
 */
export const viewerRole = createStore<UserRole | null>(null);
