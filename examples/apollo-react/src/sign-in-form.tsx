import { useMutation } from '@apollo/client/react';
import type { FormEvent } from 'react';
import { SignIn, SignUp } from './operations.js';

export function SignInForm({ onSignedIn }: { onSignedIn: (token: string) => void }) {
  const [signUp, up] = useMutation(SignUp);
  const [signIn, into] = useMutation(SignIn);
  const error = up.error ?? into.error;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const fields = new FormData(event.currentTarget);
    const email = String(fields.get('email'));
    const password = String(fields.get('password'));
    up.reset();
    into.reset();
    // The hooks' state shows errors below.
    try {
      if (submitter?.id === 'sign-up') {
        const name = email.split('@')[0] ?? email;
        const { data } = await signUp({ variables: { input: { name, email, password } } });
        if (data) onSignedIn(data.register.token);
      } else {
        const { data } = await signIn({ variables: { input: { email, password } } });
        if (data) onSignedIn(data.login.token);
      }
    } catch {}
  }

  return (
    <form onSubmit={submit}>
      <label>
        Email
        <input name="email" type="email" autoComplete="email" required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" minLength={8} required />
      </label>
      <button type="submit">Sign in</button>
      <button type="submit" id="sign-up">
        Sign up
      </button>
      {error && <p role="alert">{error.message}</p>}
    </form>
  );
}
