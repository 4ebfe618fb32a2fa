import { Anchor, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { Link } from 'wouter';
import { FormError } from '../layout/states.js';
import { faultOf } from '../lib/readable.js';
import { AuthCard } from './auth-card.js';
import { useLinkToken } from './link-token.js';
import { ResetPassword } from './operations.js';
import { dropSession } from './session.js';

/** Sets a new password by the link of a mail. It ends all sessions, this browser's too. */
export default function ResetPasswordPage() {
  const token = useLinkToken();
  const [{ fetching, error }, reset] = useMutation(ResetPassword);
  const [done, setDone] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const newPassword = String(new FormData(event.currentTarget).get('password'));
    const { data } = await reset({ input: { token, newPassword } });
    if (!data) return;
    setDone(true);
    dropSession();
  }

  return (
    <AuthCard
      title="New password"
      foot={
        <Anchor component={Link} href={done ? '/sign-in' : '/forgot-password'} underline="always">
          {done ? 'Sign in' : 'Ask for a new link'}
        </Anchor>
      }
    >
      {done ? (
        <Text size="sm" role="status">
          Your password is changed, and you are signed out everywhere.
        </Text>
      ) : (
        <form onSubmit={submit} aria-busy={fetching}>
          <Stack gap="md">
            <FormError error={error} />
            <PasswordInput
              label="New password"
              description="8 characters or more"
              name="password"
              autoComplete="new-password"
              required
              autoFocus
              visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
              error={faultOf(error, 'newPassword')}
            />
            <Button type="submit" loading={fetching}>
              Set the password
            </Button>
          </Stack>
        </form>
      )}
    </AuthCard>
  );
}
