import { ActionIcon, Group, Mark, Paper, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { ContentFieldsFragment } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Icon } from '../layout/icon.js';
import { CONTENT_TYPES } from '../lib/content-types.js';
import { ago, moment } from '../lib/time.js';
import { deleteLater } from './deletions.js';
import { excerpt, partsOf } from './excerpt.js';
import classes from './library.module.css';

interface Props {
  piece: ContentFieldsFragment;
  /** Marks the search terms in a text. */
  search: string | null;
}

export function PieceCard({ piece, search }: Props) {
  const { id, title, type, body, updatedAt } = piece;
  function remove() {
    deleteLater(id, title);
    announce(`Deleted ${title}. Undo is possible for a few seconds.`);
  }
  return (
    <Paper withBorder component="li" className={classes.card}>
      <Group gap={8} wrap="nowrap" className={classes.kind ?? ''}>
        <Icon name={CONTENT_TYPES[type].icon} size={16} />
        <span>{CONTENT_TYPES[type].name}</span>
      </Group>
      <Link href={`/library/${id}`} className={classes.title ?? ''}>
        <Marked text={title} search={search} />
      </Link>
      <p className={classes.excerpt}>
        <Marked text={excerpt(body, search)} search={search} />
      </p>
      <Group justify="space-between" mt="auto" wrap="nowrap">
        <Text size="xs" c="dimmed" component="time" dateTime={updatedAt} title={moment(updatedAt)}>
          {ago(updatedAt)}
        </Text>
        <ActionIcon
          variant="subtle"
          color="gray"
          className={classes.delete ?? ''}
          onClick={remove}
          aria-label={`Delete ${title}`}
        >
          <Icon name="trash" size={16} />
        </ActionIcon>
      </Group>
    </Paper>
  );
}

function Marked({ text, search }: { text: string; search: string | null }) {
  return partsOf(text, search).map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
    at % 2 === 1 ? <Mark key={at}>{part}</Mark> : part,
  );
}
