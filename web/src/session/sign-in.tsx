import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { Link, useSearch } from 'wouter';
import { FormError } from '../layout/states.js';
import { mailAvailable } from '../lib/mail.js';
import { faultOf } from '../lib/readable.js';
import { AuthCard } from './auth-card.js';
import { Login } from './operations.js';
import { keepSession } from './session.js';

export function SignIn() {
  const [{ fetching, error }, login] = useMutation(Login);
  const search = useSearch();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = { email: String(form.get('email')), password: String(form.get('password')) };
    const { data } = await login({ input });
    if (data) keepSession(data.login);
  }

  return (
    <AuthCard
      title="Sign in"
      foot={
        <>
          New here?{' '}
          <Anchor component={Link} href={`/sign-up${search && `?${search}`}`} underline="always">
            Make an account
          </Anchor>
        </>
      }
    >
      <form onSubmit={submit} aria-busy={fetching}>
        <Stack gap="md">
          {search.includes('then=') && (
            <Text size="sm" c="dimmed">
              Sign in to come back to the page you were on.
            </Text>
          )}
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
          <PasswordInput
            label="Password"
            name="password"
            autoComplete="current-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
            error={faultOf(error, 'password')}
          />
          <Button type="submit" loading={fetching}>
            Sign in
          </Button>
          {mailAvailable && (
            <Anchor component={Link} href="/forgot-password" size="sm" ta="center" underline="always">
              Forgot your password?
            </Anchor>
          )}
        </Stack>
      </form>
    </AuthCard>
  );
}
