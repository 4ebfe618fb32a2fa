import {
  Alert,
  Button,
  Code,
  Group,
  NativeSelect,
  Paper,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { AccessTokenAccess } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Failed, FormError } from '../layout/states.js';
import { faultOf } from '../lib/readable.js';
import { ago, moment } from '../lib/time.js';
import { AccessTokens as AccessTokensQuery, CreateAccessToken, RevokeAccessToken } from './operations.js';

const CONTEXT = { additionalTypenames: ['AccessToken'] };
const DAY_MS = 86_400_000;
const LIFETIMES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'Until it is revoked' },
];
const ACCESS: { value: AccessTokenAccess; label: string }[] = [
  { value: 'READ_ONLY', label: 'Read only' },
  { value: 'FULL', label: 'Read and write' },
];

/** The access tokens of the user, and a form to create one. */
export function AccessTokens() {
  const [{ data, error }] = useQuery({
    query: AccessTokensQuery,
    requestPolicy: 'cache-and-network',
    context: CONTEXT,
  });
  const [{ fetching }, revoke] = useMutation(RevokeAccessToken);
  return (
    <Stack gap="sm" component="section" aria-labelledby="access-tokens">
      <Title order={2} size="h4" id="access-tokens">
        Access tokens
      </Title>
      <Text size="sm" c="dimmed">
        For your programs that use the API. They cannot change your account.
      </Text>
      <NewToken />
      {error && <Failed error={error} />}
      {data?.accessTokens.map(({ id, name, access, createdAt, lastUsedAt, expiresAt }) => (
        <Paper withBorder p="md" key={id} data-testid="access-token">
          <Group justify="space-between" gap="sm">
            <div>
              <Group gap="xs">
                <Text fw={550}>{name}</Text>
                <Text size="sm" c="dimmed">
                  {ACCESS.find(({ value }) => value === access)?.label}
                </Text>
              </Group>
              <Text size="xs" c="dimmed">
                Made {ago(createdAt)}, {lastUsedAt ? `used ${ago(lastUsedAt)}` : 'never used'},{' '}
                {expiresAt ? `until ${moment(expiresAt)}` : 'until it is revoked'}
              </Text>
            </div>
            <Button
              size="xs"
              variant="default"
              loading={fetching}
              aria-label={`Revoke ${name}`}
              onClick={() => void revoke({ id }, CONTEXT).then(() => announce('Revoked.'))}
            >
              Revoke
            </Button>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}

function NewToken() {
  const [{ fetching, error, data }, create] = useMutation(CreateAccessToken);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { currentTarget } = event;
    const form = new FormData(currentTarget);
    const days = Number(form.get('lifetime'));
    const input = {
      name: String(form.get('token-name')),
      access: form.get('access') as AccessTokenAccess,
      ...(days > 0 && { expiresAt: new Date(Date.now() + days * DAY_MS).toISOString() }),
    };
    const { data: made } = await create({ input }, CONTEXT);
    if (!made) return;
    currentTarget.reset();
    announce('The access token is made.');
  }

  return (
    <Paper withBorder p="lg">
      <form onSubmit={submit} aria-busy={fetching}>
        <Stack gap="sm">
          <FormError error={error} />
          <TextInput
            label="What is it for?"
            name="token-name"
            required
            error={faultOf(error, 'input.name')}
          />
          <Group gap="sm" grow>
            <NativeSelect label="Access" name="access" data={ACCESS} />
            <NativeSelect label="Expires after" name="lifetime" data={LIFETIMES} />
          </Group>
          <Group>
            <Button type="submit" variant="default" loading={fetching}>
              Make an access token
            </Button>
          </Group>
          {data && <Shown token={data.createAccessToken.token} key={data.createAccessToken.token} />}
        </Stack>
      </form>
    </Paper>
  );
}

/** Shows a new token, which cannot be read again. */
function Shown({ token }: { token: string }) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(token);
    setCopied(true);
    announce('Copied.');
  }
  return (
    <Alert color="teal" variant="light" title="Copy it now: it is not shown again">
      <Group gap="sm">
        <Code data-testid="new-access-token">{token}</Code>
        {navigator.clipboard && (
          <Button size="xs" variant="default" onClick={() => void copy()}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
