import { createStore } from '@smart-content/client';
import type { UserRole } from '../gql/graphql.js';

/** The role of the signed-in user; null until the server has said it. The server decides at each request. */
export const viewerRole = createStore<UserRole | null>(null);
