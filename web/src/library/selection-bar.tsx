import { Alert, Button, Group, List, Paper, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Dialog } from '../components/dialog-form.js';
import { Failed } from '../layout/states.js';
import { plural } from '../lib/plural.js';
import classes from './library.module.css';
import { TagsForm } from './tags-form.js';
import { type Outcome, useBulk } from './use-bulk.js';
import type { Selection } from './use-selection.js';

/** The maximum number of refused pieces that are listed. */
const NAMED = 5;

interface Props {
  selection: Selection;
  onExport: () => void;
}

/** The actions on the selected pieces, and the result of the last one. */
export function SelectionBar({ selection: { selected, clear }, onExport }: Props) {
  const bulk = useBulk();
  const [tagging, setTagging] = useState(false);
  const count = selected.length;
  const starred = selected.every((piece) => piece.starred);

  useEffect(() => {
    if (count === 0) return;
    const leave = (event: KeyboardEvent) => {
      // A dialog or a list of suggestions handles the key itself.
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('[role=dialog]'))
        clear();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [count, clear]);

  return (
    <>
      {count > 0 && (
        <Paper withBorder shadow="sm" className={classes.selection ?? ''} role="group" aria-label="Selection">
          <Group gap="xs">
            <Text size="sm" fw={600} mr="auto" role="status">
              {plural(count, 'piece')} selected
            </Text>
            <Button size="xs" variant="default" onClick={() => setTagging(true)}>
              Tags
            </Button>
            <Button
              size="xs"
              variant="default"
              loading={bulk.busy}
              onClick={() => void bulk.star(selected, !starred)}
            >
              {starred ? 'Remove the star' : 'Give a star'}
            </Button>
            <Button size="xs" variant="default" onClick={onExport}>
              Export
            </Button>
            <Button
              size="xs"
              variant="light"
              color="red"
              loading={bulk.busy}
              onClick={() => void bulk.bin(selected)}
            >
              Move to the bin
            </Button>
            <Button size="xs" variant="subtle" onClick={clear}>
              Select none
            </Button>
          </Group>
        </Paper>
      )}
      <Dialog title={`Tags of ${plural(count, 'piece')}`} opened={tagging} onClose={() => setTagging(false)}>
        <TagsForm
          pieces={selected}
          onSubmit={(added, removed) => bulk.tag(selected, added, removed)}
          onClose={() => setTagging(false)}
        />
      </Dialog>
      {bulk.outcome && <Told outcome={bulk.outcome} onUndo={bulk.bringBack} onClose={bulk.forget} />}
    </>
  );
}

interface ToldProps {
  outcome: Outcome;
  onUndo: (pieces: Outcome['changed']) => void;
  onClose: () => void;
}

function Told({ outcome, onUndo, onClose }: ToldProps) {
  const { text, changed, refused, error, binned } = outcome;
  const undo = useRef<HTMLButtonElement>(null);
  // The pressed button no longer exists.
  useEffect(() => {
    if (outcome.binned) undo.current?.focus();
  }, [outcome]);
  return (
    <Alert
      color={refused.length > 0 || error ? 'orange' : 'teal'}
      variant="light"
      role="status"
      withCloseButton
      closeButtonLabel="Hide this"
      onClose={onClose}
      data-testid="outcome"
    >
      <Text size="sm" fw={600}>
        {text}
      </Text>
      {refused.length > 0 && (
        <>
          <Text size="sm">{plural(refused.length, 'piece')} not changed:</Text>
          <List size="sm">
            {refused.slice(0, NAMED).map(({ piece, message }) => (
              <List.Item key={piece.id}>
                {piece.title}: {message}
              </List.Item>
            ))}
            {refused.length > NAMED && <List.Item>and {refused.length - NAMED} more</List.Item>}
          </List>
        </>
      )}
      {error && <Failed error={error} />}
      {binned && (
        <Button ref={undo} size="xs" variant="light" onClick={() => onUndo(changed)}>
          Undo
        </Button>
      )}
    </Alert>
  );
}
