import { Button } from '@mantine/core';
import { lazy, type RefObject, Suspense, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { Icon } from '../layout/icon.js';
import { Loading } from '../layout/states.js';
import { JobOfPiece } from './operations.js';
import { type Passage, selectedIn } from './passage.js';
import type { Taken } from './refined-text.js';

const RefinePanel = lazy(() => import('./refine-panel.js'));

interface Props {
  pieceId: string;
  /** The text as it is in the editor. */
  body: string;
  field: RefObject<HTMLTextAreaElement | null>;
  onTake: (body: string) => Promise<string | undefined>;
}

/** Changes the text in the editor of a piece that a job wrote, for as long as the job is kept. */
export function RefinePiece({ pieceId, body, field, onTake }: Props) {
  const [open, setOpen] = useState(false);
  const [passage, setPassage] = useState<Passage | null>(null);
  const [{ data }] = useQuery({ query: JobOfPiece, variables: { id: pieceId } });
  const jobId = data?.content?.source?.job?.id;

  useEffect(() => {
    if (!open) return;
    const follow = () => setPassage(selectedIn(field.current, body));
    follow();
    // Browsers report a selection within a text field on different elements.
    document.addEventListener('selectionchange', follow);
    const element = field.current;
    element?.addEventListener('select', follow);
    return () => {
      document.removeEventListener('selectionchange', follow);
      element?.removeEventListener('select', follow);
    };
  }, [open, field, body]);

  if (!jobId) return null;
  if (!open)
    return (
      <Button
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<Icon name="write" size={16} />}
        onClick={() => setOpen(true)}
        disabled={body.trim() === ''}
      >
        Change the text
      </Button>
    );
  async function take({ before, text }: Taken) {
    if (body !== before) return 'You have edited the text since. Nothing was overwritten.';
    const refused = await onTake(text);
    if (refused === undefined) setOpen(false);
    return refused;
  }
  return (
    <Suspense fallback={<Loading />}>
      <RefinePanel
        source={{ jobId, text: body, given: true }}
        passage={passageOf(body, passage)}
        onTake={take}
      />
    </Suspense>
  );
}

/** The text may have become shorter since it was selected. */
const passageOf = (body: string, passage: Passage | null) =>
  passage && passage.end <= body.length ? passage : null;
