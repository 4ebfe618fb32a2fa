import { post } from '../lib/http.js';
import { Logout, WhoAmI } from './operations.js';
import { keepSession, readSession, signOutOwed, signOutPaid } from './session.js';

/**
 * Called once when the app is loaded. Tells the server of a sign-out that did not reach it. Else, where the browser has
 * removed the app's storage and kept its cookies, as Safari does after a week, asks who is signed in.
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
    // When the token expires is not known: it is refreshed first.
    if (data?.me && !readSession() && !signOutOwed())
      keepSession({ expiresAt: new Date(0).toJSON(), user: data.me });
  } catch {
    // Without a network there is nothing to resume; the next load tries again.
  }
}
