import { Alert, Anchor, Button, Text } from '@mantine/core';
import { useMutation } from 'urql';
import { Link } from 'wouter';
import { readable } from '../lib/readable.js';
import { AuthCard } from './auth-card.js';
import { useLinkToken } from './link-token.js';
import { VerifyEmail } from './operations.js';

/** Verifies an email by the link of a mail. It needs a button, because programs that scan mails open their links. */
export default function VerifyEmailPage() {
  const token = useLinkToken();
  const [{ fetching, error, data }, verify] = useMutation(VerifyEmail);
  return (
    <AuthCard
      title="Verify your email"
      foot={
        <Anchor component={Link} href="/account" underline="always">
          To your account
        </Anchor>
      }
    >
      {error && (
        <Alert color="red" variant="light" role="alert" mb="md">
          {readable(error)}
        </Alert>
      )}
      {data ? (
        <Text size="sm" role="status">
          Your email address is verified.
        </Text>
      ) : (
        <Button fullWidth loading={fetching} onClick={() => void verify({ token })}>
          Verify
        </Button>
      )}
    </AuthCard>
  );
}
