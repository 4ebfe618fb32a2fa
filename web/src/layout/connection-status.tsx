import { Badge } from '@mantine/core';
import { useStore } from '@smart-content/client/react';
import { useEffect, useRef, useState } from 'react';
import { connection } from '../lib/connection.js';
import { announce } from './announcer.js';
import { Icon } from './icon.js';

/** Shorter interruptions are not shown; in milliseconds. */
const WORTH_SAYING_MS = 600;

/** Shows an interruption and its end. */
export function ConnectionStatus() {
  const state = useStore(connection);
  const away = state === 'reconnecting' || state === 'offline';
  const [shown, setShown] = useState(false);
  const wasShown = useRef(false);

  useEffect(() => {
    const timer = setTimeout(() => setShown(away), away ? WORTH_SAYING_MS : 0);
    return () => clearTimeout(timer);
  }, [away]);

  useEffect(() => {
    if (shown) announce(connection.get() === 'offline' ? 'You are offline.' : 'Reconnecting.');
    else if (wasShown.current) announce('Back online.');
    wasShown.current = shown;
  }, [shown]);

  if (!shown || !away) return null;
  return (
    <Badge color="orange" variant="light" leftSection={<Icon name="offline" size={13} />} autoContrast>
      {state === 'offline' ? 'Offline' : 'Reconnecting'}
    </Badge>
  );
}
