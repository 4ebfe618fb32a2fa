import { ActionIcon, Anchor, Checkbox, Group, Mark, Paper, Text } from '@mantine/core';
import { useMutation } from 'urql';
import { Link } from 'wouter';
import type { ContentFieldsFragment } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Icon } from '../layout/icon.js';
import { CONTENT_TYPES } from '../lib/content-types.js';
import { ago, moment } from '../lib/time.js';
import { deleteLater } from './deletions.js';
import { excerpt, partsOf } from './excerpt.js';
import classes from './library.module.css';
import { SetStarred } from './operations.js';

interface Props {
  piece: ContentFieldsFragment;
  /** Marks the search terms in a text. */
  search: string | null;
  selected: boolean;
  onSelect: (wanted: boolean) => void;
}

export function PieceCard({ piece, search, selected, onSelect }: Props) {
  const { id, title, type, body, tags, starred, updatedAt } = piece;
  const [{ fetching: starring }, star] = useMutation(SetStarred);
  function remove() {
    deleteLater(id, title);
    announce(`Deleted ${title}. Undo is possible for a few seconds.`);
  }
  return (
    <Paper withBorder component="li" className={classes.card} data-selected={selected}>
      <Group gap={8} wrap="nowrap" className={classes.kind ?? ''}>
        <Icon name={CONTENT_TYPES[type].icon} size={16} />
        <span>{CONTENT_TYPES[type].name}</span>
        <Checkbox
          className={classes.check ?? ''}
          aria-label={`Select ${title}`}
          checked={selected}
          onChange={({ currentTarget }) => onSelect(currentTarget.checked)}
        />
      </Group>
      <Link href={`/library/${id}`} className={classes.title ?? ''}>
        <Marked text={title} search={search} />
      </Link>
      <p className={classes.excerpt}>
        <Marked text={excerpt(body, search)} search={search} />
      </p>
      {tags.length > 0 && (
        <Group gap={6} component="ul" aria-label="Tags" className={classes.tags ?? ''}>
          {tags.map((tag) => (
            <li key={tag}>
              <Anchor component={Link} size="xs" href={`/library?tag=${encodeURIComponent(tag)}`}>
                #{tag}
              </Anchor>
            </li>
          ))}
        </Group>
      )}
      <Group justify="space-between" mt="auto" wrap="nowrap">
        <Text size="xs" c="dimmed" component="time" dateTime={updatedAt} title={moment(updatedAt)}>
          {ago(updatedAt)}
        </Text>
        <Group gap={4} wrap="nowrap" className={classes.delete ?? ''}>
          <ActionIcon
            variant="subtle"
            color={starred ? 'yellow' : 'gray'}
            loading={starring}
            onClick={() => void star({ ids: [id], starred: !starred })}
            aria-pressed={starred}
            aria-label={`Star ${title}`}
          >
            <Icon name={starred ? 'starred' : 'star'} size={16} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" onClick={remove} aria-label={`Delete ${title}`}>
            <Icon name="trash" size={16} />
          </ActionIcon>
        </Group>
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
