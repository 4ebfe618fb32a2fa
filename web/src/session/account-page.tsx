import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useSubscription } from 'urql';
import { announce } from '../layout/announcer.js';
import { Page } from '../layout/page.js';
import { Failed, Loading } from '../layout/states.js';
import { ago } from '../lib/time.js';
import { BrandVoices } from '../voices/brand-voices.js';
import { AccessTokens } from './access-tokens.js';
import { deviceName } from './device-name.js';
import { PresenceChanged, RevokeSession, Sessions } from './operations.js';
import { Profile } from './profile.js';
import { Usage } from './usage.js';
import { useSignOut } from './use-sign-out.js';

const CONTEXT = { additionalTypenames: ['Session'] };

export default function AccountPage() {
  const [{ data, error }] = useQuery({
    query: Sessions,
    requestPolicy: 'cache-and-network',
    context: CONTEXT,
  });
  const [{ data: presence }] = useSubscription({ query: PresenceChanged });
  const isOnline = (id: string) =>
    presence?.presenceChanged.devices.some(({ sessionId }) => sessionId === id) ?? false;
  const [{ fetching }, revoke] = useMutation(RevokeSession);
  const signOut = useSignOut();
  return (
    <Page title="Account">
      <Profile>
        <Button variant="default" onClick={() => void signOut('here')}>
          Sign out
        </Button>
        <Button variant="default" onClick={() => void signOut('everywhere')}>
          Sign out everywhere
        </Button>
      </Profile>
      <Usage />
      <BrandVoices />
      <Stack gap="sm" component="section" aria-labelledby="sessions">
        <Title order={2} size="h4" id="sessions">
          Where you are signed in
        </Title>
        {error && <Failed error={error} />}
        {!data && !error && <Loading />}
        {data?.sessions.map(({ id, userAgent, current, lastSeenAt, createdAt }) => (
          <Paper withBorder p="md" key={id}>
            <Group justify="space-between" gap="sm">
              <div>
                <Group gap="xs">
                  <Text fw={550}>{deviceName(userAgent)}</Text>
                  {current && (
                    <Badge color="teal" variant="light" className="status status-teal">
                      This one
                    </Badge>
                  )}
                  {isOnline(id) && (
                    <Badge color="teal" variant="light" className="status status-teal">
                      Online
                    </Badge>
                  )}
                </Group>
                <Text size="xs" c="dimmed">
                  Signed in {ago(createdAt)}, seen {ago(lastSeenAt)}
                </Text>
              </div>
              {!current && (
                <Button
                  size="xs"
                  variant="default"
                  loading={fetching}
                  onClick={() => void revoke({ id }).then(() => announce('Signed out there.'))}
                >
                  Sign out there
                </Button>
              )}
            </Group>
          </Paper>
        ))}
      </Stack>
      <AccessTokens />
    </Page>
  );
}
