import {
  Button,
  Group,
  NativeSelect,
  Paper,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { ContentFieldsFragment, ContentType } from '../gql/graphql.js';
import { Piece } from '../jobs/piece.js';
import { announce } from '../layout/announcer.js';
import { BackLink } from '../layout/back-link.js';
import { Icon } from '../layout/icon.js';
import { Page } from '../layout/page.js';
import { FormError } from '../layout/states.js';
import { TYPE_CHOICES } from '../lib/content-types.js';
import { faultOf } from '../lib/readable.js';
import { LONGEST, tooLong } from '../lib/text-limits.js';
import { moment } from '../lib/time.js';
import { RefinePiece } from '../refine/refine-piece.js';
import { ConflictAlert } from './conflict-alert.js';
import { deleteLater } from './deletions.js';
import classes from './library.module.css';
import { PieceSource } from './piece-source.js';
import { PieceTags } from './piece-tags.js';
import { useEditor, type Words } from './use-editor.js';
import { VersionsPanel } from './versions-panel.js';

export function Editor({ piece }: { piece: ContentFieldsFragment | null }) {
  const editor = useEditor(piece);
  const { words, saved, changed, error, conflict, saving } = editor;
  const [view, setView] = useState('write');
  const [, navigate] = useLocation();
  const body = useRef<HTMLTextAreaElement>(null);

  const isNew = (name: 'title' | 'body') => words[name] !== saved?.[name];
  // A text of an earlier version may be longer. It is sent only if it was changed.
  const long = {
    title: isNew('title') ? tooLong(words.title, LONGEST.title) : undefined,
    body: isNew('body') ? tooLong(words.body, LONGEST.body) : undefined,
  };

  // The browser asks before it closes a page with unsaved changes.
  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [changed]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (long.title || long.body) return;
    const kept = await editor.save();
    if (!kept) return;
    announce('Saved.');
    if (!piece) navigate(`/library/${kept.id}`, { replace: true });
  }

  function remove() {
    if (!saved) return;
    deleteLater(saved.id, saved.title);
    navigate('/library');
  }

  const field = (name: keyof Words) => (value: string) => editor.change({ [name]: value });
  return (
    <Page title={saved ? 'Edit the piece' : 'New piece'} aside={<BackLink href="/library">Library</BackLink>}>
      <Paper
        withBorder
        p={{ base: 'md', sm: 'lg' }}
        component="form"
        onSubmit={submit}
        aria-label="The piece"
      >
        <Stack gap="md">
          {conflict && (
            <ConflictAlert theirs={conflict} onTake={() => editor.adopt(conflict)} onKeep={editor.keepMine} />
          )}
          <FormError error={error} />
          <TextInput
            label="Title"
            required
            value={words.title}
            onChange={({ currentTarget }) => field('title')(currentTarget.value)}
            error={long.title ?? faultOf(error, 'title')}
          />
          <NativeSelect
            label="Kind of text"
            data={TYPE_CHOICES}
            value={words.type}
            onChange={({ currentTarget }) => editor.change({ type: currentTarget.value as ContentType })}
          />
          <SegmentedControl
            className={classes.view ?? ''}
            aria-label="Text or what it looks like"
            value={view}
            onChange={setView}
            data={[
              { value: 'write', label: 'Text' },
              { value: 'read', label: 'Preview' },
            ]}
          />
          {view === 'write' ? (
            <Textarea
              ref={body}
              label="Text"
              autosize
              minRows={10}
              maxRows={30}
              value={words.body}
              onChange={({ currentTarget }) => field('body')(currentTarget.value)}
              error={long.body ?? faultOf(error, 'body')}
            />
          ) : (
            <Piece type={words.type} text={words.body} />
          )}
          {piece && view === 'write' && (
            <RefinePiece
              pieceId={piece.id}
              body={words.body}
              field={body}
              onTake={async (text) => {
                const kept = await editor.saveBody(text);
                announce(kept ? 'Saved.' : 'Not saved.');
                return undefined;
              }}
            />
          )}
          {piece && <PieceTags id={piece.id} initial={piece.tags} />}
          <Group justify="space-between">
            <Group gap="sm">
              <Button type="submit" loading={saving} disabled={!changed}>
                Save
              </Button>
              <Text size="xs" c="dimmed" role="status">
                {saved && !changed ? `Saved ${moment(saved.updatedAt)}` : changed ? 'Not saved yet' : ''}
              </Text>
            </Group>
            {saved && (
              <Button
                variant="subtle"
                color="red"
                leftSection={<Icon name="trash" size={16} />}
                onClick={remove}
              >
                Delete
              </Button>
            )}
          </Group>
        </Stack>
      </Paper>
      {piece && <PieceSource id={piece.id} />}
      {piece && saved && <VersionsPanel piece={saved} unsaved={changed} onRestored={editor.adopt} />}
    </Page>
  );
}
