import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { JobList } from '../jobs/job-list.js';
import { Jobs } from '../jobs/operations.js';
import { Page } from '../layout/page.js';
import { useRefetchOnCompletion } from '../notifications/feed.js';
import classes from './generate.module.css';
import { GenerateForm } from './generate-form.js';

const RECENT = { first: 5 };

/** The form next to the latest jobs. */
export default function WritePage() {
  const [{ data }, refetch] = useQuery({
    query: Jobs,
    variables: RECENT,
    requestPolicy: 'cache-and-network',
  });
  useRefetchOnCompletion(refetch);
  const jobs = data?.jobs.edges.map(({ node }) => node) ?? [];
  return (
    <Page title="What shall we write?">
      <div className={jobs.length > 0 ? classes.columns : classes.single}>
        <GenerateForm />
        {jobs.length > 0 && (
          <Stack gap="sm" component="section" aria-labelledby="recent">
            <Title order={2} size="h5" id="recent">
              Asked for last
            </Title>
            <JobList jobs={jobs} compact />
            <Text size="sm">
              <Anchor component={Link} href="/jobs">
                All jobs
              </Anchor>
            </Text>
          </Stack>
        )}
      </div>
    </Page>
  );
}
