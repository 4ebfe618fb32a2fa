import { useClient } from 'urql';
import { flushDeletions } from '../library/deletions.js';
import { Logout, LogoutEverywhere } from './operations.js';
import { dropSession } from './session.js';

/** Ends this session or all of them. Removes the tokens even if the server is unreachable. */
export function useSignOut() {
  const client = useClient();
  return async (where: 'here' | 'everywhere') => {
    flushDeletions();
    if (where === 'here') await client.mutation(Logout, {}).toPromise();
    else await client.mutation(LogoutEverywhere, {}).toPromise();
    dropSession();
  };
}
