import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

/** Short notices. Only the announcer reads them aloud, so that they are not repeated. */
export function Toasts() {
  return (
    <Notifications
      position="top-right"
      limit={3}
      zIndex={300}
      containerWidth="min(360px, calc(100vw - 32px))"
    />
  );
}
