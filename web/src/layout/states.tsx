import { Alert, Button, Center, Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { type Fault, faultsOf, readable } from '../lib/readable.js';
import { Icon, type IconName } from './icon.js';

export function Loading({ what = 'Loading' }: { what?: string }) {
  return (
    <Center mih={200} role="status" aria-label={what}>
      <Loader type="dots" color="gray" />
    </Center>
  );
}

export function Failed({ error, retry }: { error: Fault; retry?: () => void }) {
  return (
    <Alert color="red" variant="light" title="That did not work" role="alert">
      <Stack gap="sm" align="start">
        <Text size="sm">{readable(error)}</Text>
        {retry && (
          <Button size="xs" variant="default" onClick={retry} leftSection={<Icon name="retry" size={14} />}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** The error of a form; nothing where the server named the inputs, which show their errors themselves. */
export function FormError({ error }: { error: CombinedError | undefined }) {
  if (!error || faultsOf(error).length > 0) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {readable(error)}
    </Alert>
  );
}

export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py={56} ta="center">
      <Text c="dimmed" span>
        <Icon name={icon} size={36} />
      </Text>
      <Text fw={600}>{title}</Text>
      {children}
    </Stack>
  );
}
