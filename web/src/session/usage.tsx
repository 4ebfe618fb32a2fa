import { Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useQuery } from 'urql';
import type { MyUsageQuery } from '../gql/graphql.js';
import { Failed, Loading } from '../layout/states.js';
import { plural } from '../lib/plural.js';
import { moment } from '../lib/time.js';
import { dollars, tokens, usageInWords } from '../lib/usage.js';
import { MyUsage } from './operations.js';

type Budget = NonNullable<MyUsageQuery['me']['budget']>;

/** What the user used in the present month, and the budget if there is one. */
export function Usage() {
  const [{ data, error }] = useQuery({ query: MyUsage, requestPolicy: 'cache-and-network' });
  return (
    <Stack gap="sm" component="section" aria-labelledby="usage">
      <Title order={2} size="h4" id="usage">
        This month
      </Title>
      {error && <Failed error={error} />}
      {!data && !error && <Loading />}
      {data && (
        <Paper withBorder p="md">
          <Text size="sm">{inWords(data.me.usage)}</Text>
          {data.me.budget && <BudgetOf budget={data.me.budget} />}
        </Paper>
      )}
    </Stack>
  );
}

function inWords(usage: MyUsageQuery['me']['usage']): string {
  const words = usageInWords(usage);
  return words ? `${words}, in ${plural(usage.attempts, 'attempt')}.` : 'No usage was reported.';
}

function BudgetOf({ budget }: { budget: Budget }) {
  const { limitUsd, usedUsd, promisedUsd, limitTokens, usedTokens, promisedTokens, resetsAt } = budget;
  return (
    <>
      {limitUsd !== null && (
        <Limit name="Cost" limit={limitUsd} used={usedUsd} promised={promisedUsd} show={dollars} />
      )}
      {limitTokens !== null && (
        <Limit name="Tokens" limit={limitTokens} used={usedTokens} promised={promisedTokens} show={tokens} />
      )}
      <Text size="xs" c="dimmed" mt="xs">
        The budget begins anew on {moment(resetsAt)}.
      </Text>
    </>
  );
}

interface LimitProps {
  name: string;
  limit: number;
  used: number;
  promised: number;
  show: (amount: number) => string;
}

function Limit({ name, limit, used, promised, show }: LimitProps) {
  const share = (amount: number) => (limit > 0 ? Math.min((amount / limit) * 100, 100) : 100);
  return (
    <Stack gap={4} mt="sm">
      <Text size="sm">
        {show(used)} of {show(limit)} used
        {promised > 0 && `, about ${show(promised)} promised to jobs that are not finished`}
      </Text>
      <Progress
        value={share(used + promised)}
        color={used + promised >= limit ? 'red' : 'teal'}
        aria-label={`${name} of this month’s budget`}
      />
    </Stack>
  );
}
