import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

/** Where short notices appear. The announcer says them, so that nothing is said twice. */
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
