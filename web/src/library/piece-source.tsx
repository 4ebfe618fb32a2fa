import { Anchor, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { SourceOfContent } from './operations.js';

const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent' });

/** The job of a generated piece, and how much of the text was changed since. Nothing for a written one. */
export function PieceSource({ id }: { id: string }) {
  const [{ data }] = useQuery({
    query: SourceOfContent,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const source = data?.content?.source;
  if (!source) return null;
  const { model, prompt, editedShare, job } = source;
  return (
    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }} lineClamp={4}>
      Generated{model && ` by ${model}`}
      {prompt && ` from “${prompt}”`}. {changed(editedShare)}{' '}
      {job && (
        <Anchor component={Link} href={`/jobs/${job.id}`} underline="always">
          Open the job
        </Anchor>
      )}
    </Text>
  );
}

function changed(share: number | null | undefined): string {
  if (share === null || share === undefined) return '';
  if (share === 0) return 'Unchanged since.';
  return share < 0.01
    ? 'Less than 1% of the words changed since.'
    : `${PERCENT.format(share)} of the words changed since.`;
}
