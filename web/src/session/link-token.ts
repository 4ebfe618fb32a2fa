import { useEffect, useState } from 'react';

/** The token behind `#` in the address of a link, which is then removed from the address and the history. */
export function useLinkToken(): string {
  const [token] = useState(() => location.hash.slice(1));
  useEffect(() => history.replaceState(history.state, '', location.pathname), []);
  return token;
}
