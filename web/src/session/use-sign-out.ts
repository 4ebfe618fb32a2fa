import { useClient } from 'urql';
import { flushDeletions } from '../library/deletions.js';
import { Logout, LogoutEverywhere } from './operations.js';
import { dropSession, oweSignOut } from './session.js';

/**
 * Ends this session or all of them. If the server is unreachable, the app repeats the sign-out when it is loaded again.
 */
export function useSignOut() {
  const client = useClient();
  return async (where: 'here' | 'everywhere') => {
    flushDeletions();
    const { error } = await client
      .mutation<unknown, object>(where === 'here' ? Logout : LogoutEverywhere, {})
      .toPromise();
    if (error?.networkError) oweSignOut();
    dropSession();
  };
}
