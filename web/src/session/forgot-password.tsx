import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { Link } from 'wouter';
import { FormError } from '../layout/states.js';
import { mailAvailable } from '../lib/mail.js';
import { faultOf } from '../lib/readable.js';
import { AuthCard } from './auth-card.js';
import { RequestPasswordReset } from './operations.js';

/** Requests the link that sets a new password. The message is the same for a known and an unknown email. */
export default function ForgotPassword() {
  const [{ fetching, error }, request] = useMutation(RequestPasswordReset);
  const [sentTo, setSentTo] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get('email'));
    const { data } = await request({ email });
    if (data) setSentTo(email);
  }

  return (
    <AuthCard
      title="Forgotten password"
      foot={
        <Anchor component={Link} href="/sign-in" underline="always">
          Back to the sign-in
        </Anchor>
      }
    >
      {!mailAvailable && <Text size="sm">This server sends no mail. Ask its operator for help.</Text>}
      {mailAvailable && sentTo !== null && (
        <Text size="sm" role="status">
          If there is an account for {sentTo}, a mail with a link is on its way. The link works once, within
          an hour.
        </Text>
      )}
      {mailAvailable && sentTo === null && (
        <form onSubmit={submit} aria-busy={fetching}>
          <Stack gap="md">
            <FormError error={error} />
            <TextInput
              label="Email"
              name="email"
              type="email"
              autoComplete="username"
              required
              autoFocus
              error={faultOf(error, 'email')}
            />
            <Button type="submit" loading={fetching}>
              Send a link
            </Button>
          </Stack>
        </form>
      )}
    </AuthCard>
  );
}
