import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useStore } from '@smart-content/client/react';
import type { FormEvent, ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { announce } from '../layout/announcer.js';
import { FormError } from '../layout/states.js';
import { faultOf, readable } from '../lib/readable.js';
import { EmailState, RequestEmailVerification, UpdateProfile } from './operations.js';
import { keepUser, session } from './session.js';

/** The name and email of the account, and whether the email is verified. */
export function Profile({ children }: { children: ReactNode }) {
  const user = useStore(session)?.user;
  const [{ fetching, error }, update] = useMutation(UpdateProfile);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const { data } = await update({ name: String(form.get('name')), email: String(form.get('email')) });
    if (!data) return;
    keepUser(data.updateProfile);
    announce('Saved.');
  }

  return (
    <Paper withBorder p="lg">
      <form onSubmit={submit} aria-busy={fetching} key={`${user?.name} ${user?.email}`}>
        <Stack gap="sm">
          <FormError error={error} />
          <TextInput
            label="Name"
            name="name"
            autoComplete="name"
            required
            defaultValue={user?.name}
            error={faultOf(error, 'name')}
          />
          <TextInput
            label="Email"
            name="email"
            type="email"
            autoComplete="email"
            required
            defaultValue={user?.email}
            error={faultOf(error, 'email')}
          />
          <Verification />
          <Group gap="sm">
            <Button type="submit" loading={fetching}>
              Save
            </Button>
            {children}
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

/** A line on the email, with a button for another mail where there is something to verify. */
function Verification() {
  const [{ data }] = useQuery({ query: EmailState, requestPolicy: 'cache-and-network' });
  const [{ fetching, error, data: sent }, request] = useMutation(RequestEmailVerification);
  if (!data) return null;
  const { emailVerified, mailAvailable } = data.me;
  const text = emailVerified
    ? 'This email is verified.'
    : mailAvailable
      ? 'This email is not verified yet. Open the link in the mail that was sent to it.'
      : 'This email is not verified. This server sends no mail.';
  return (
    <Group gap="sm">
      <Text size="sm" c="dimmed" role="status">
        {sent ? 'A mail is on its way.' : text}
      </Text>
      {!emailVerified && mailAvailable && !sent && (
        <Button size="xs" variant="default" loading={fetching} onClick={() => void request({})}>
          Send another mail
        </Button>
      )}
      {error && (
        <Text size="sm" c="red" role="alert">
          {readable(error)}
        </Text>
      )}
    </Group>
  );
}
