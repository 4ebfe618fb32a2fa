import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useMutation } from 'urql';
import { Link, useSearch } from 'wouter';
import { FormError } from '../layout/states.js';
import { faultOf } from '../lib/readable.js';
import { AuthCard } from './auth-card.js';
import { Register } from './operations.js';
import { keepSession } from './session.js';

export function SignUp() {
  const [{ fetching, error }, register] = useMutation(Register);
  const search = useSearch();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [name, email, password] = ['name', 'email', 'password'].map((field) => String(form.get(field)));
    const { data } = await register({
      input: { name: name ?? '', email: email ?? '', password: password ?? '' },
    });
    if (data) keepSession(data.register);
  }

  return (
    <AuthCard
      title="Make an account"
      foot={
        <>
          Been here before?{' '}
          <Anchor component={Link} href={`/sign-in${search && `?${search}`}`} underline="always">
            Sign in
          </Anchor>
        </>
      }
    >
      <form onSubmit={submit} aria-busy={fetching}>
        <Stack gap="md">
          <FormError error={error} />
          <TextInput
            label="Name"
            name="name"
            autoComplete="name"
            required
            autoFocus
            error={faultOf(error, 'name')}
          />
          <TextInput
            label="Email"
            name="email"
            type="email"
            autoComplete="username"
            required
            error={faultOf(error, 'email')}
          />
          <PasswordInput
            label="Password"
            description="8 characters or more"
            name="password"
            autoComplete="new-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
            error={faultOf(error, 'password')}
          />
          <Button type="submit" loading={fetching}>
            Make an account
          </Button>
        </Stack>
      </form>
    </AuthCard>
  );
}
