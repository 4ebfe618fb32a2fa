import { post } from '../lib/http.js';
import { Logout, WhoAmI } from './operations.js';
import { keepSession, readSession, signOutOwed, signOutPaid } from './session.js';

/**
 * Called once when the app is loaded. Repeats a sign-out that did not reach the server. Otherwise, if the browser has
 * removed the app's storage but kept its cookies, as Safari does after a week, it reads the signed-in user.
 */
export async function resumeSession(): Promise<void> {
  try {
    if (signOutOwed()) {
      const { data, errors } = await post(Logout, {});
      if (data?.logout || errors?.[0]?.extensions?.code === 'UNAUTHENTICATED') signOutPaid();
      return;
    }
    if (readSession()) return;
    const { data } = await post(WhoAmI, {});
    // The expiry of the token is not known, so it is refreshed first.
    if (data?.me && !readSession() && !signOutOwed())
      keepSession({ expiresAt: new Date(0).toJSON(), user: data.me });
  } catch {
    // Without a network there is nothing to resume; the next load tries again.
  }
}
