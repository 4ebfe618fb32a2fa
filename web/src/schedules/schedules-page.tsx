import { Button } from '@mantine/core';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { BackLink } from '../layout/back-link.js';
import { Page } from '../layout/page.js';
import { Empty, Failed, Loading } from '../layout/states.js';
import { useRefetchOnCompletion } from '../notifications/feed.js';
import { ScheduleList } from './operations.js';
import { ScheduleCard } from './schedule-card.js';
import classes from './schedules.module.css';

/** The type name for an empty list, which contains none by which urql would refetch it after a change. */
const CONTEXT = { additionalTypenames: ['Schedule'] };

export default function SchedulesPage() {
  const [{ data, error }, refetch] = useQuery({
    query: ScheduleList,
    requestPolicy: 'cache-and-network',
    context: CONTEXT,
  });
  useRefetchOnCompletion(refetch);
  const schedules = data?.schedules ?? [];
  return (
    <Page
      title="Schedules"
      aside={
        <Button component={Link} href="/schedules/new" variant="default">
          New schedule
        </Button>
      }
    >
      <BackLink href="/templates">Templates</BackLink>
      {!data && error && <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Loading />}
      {data && schedules.length === 0 && (
        <Empty icon="clock" title="No schedules yet">
          A schedule asks for a text again and again: each morning, each Monday, each month.
        </Empty>
      )}
      {schedules.length > 0 && (
        <ul className={classes.list}>
          {schedules.map((schedule) => (
            <ScheduleCard key={schedule.id} schedule={schedule} />
          ))}
        </ul>
      )}
    </Page>
  );
}
