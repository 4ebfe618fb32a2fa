import { Textarea } from '@mantine/core';
import { useCallback, useRef, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { useLocation } from 'wouter';
import type { JobFieldsFragment } from '../gql/graphql.js';
import { announce } from '../layout/announcer.js';
import { Loading } from '../layout/states.js';
import { codeOf } from '../lib/client.js';
import { readable } from '../lib/readable.js';
import { UpdateContent } from '../library/operations.js';
import { PieceToRefine } from './operations.js';
import { type Passage, selectedIn } from './passage.js';
import RefinePanel from './refine-panel.js';
import type { Taken } from './refined-text.js';

/** Changes the text of a job. Once the text is saved, it changes the piece in the library. */
export default function RefineJob({ job, onDone }: { job: JobFieldsFragment; onDone: () => void }) {
  const client = useClient();
  const [, navigate] = useLocation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [passage, setPassage] = useState<Passage | null>(null);
  // A `readOnly` field has no caret in Chromium, so the keyboard could not select text.
  const show = useCallback((element: HTMLTextAreaElement | null) => {
    field.current = element;
    if (!element) return;
    element.addEventListener('beforeinput', (event) => event.preventDefault());
    setPassage(null);
  }, []);
  const saved = job.savedContent?.id;
  const [{ data }] = useQuery({
    query: PieceToRefine,
    variables: { id: saved ?? '' },
    pause: !saved,
    requestPolicy: 'network-only',
  });
  if (saved && !data) return <Loading />;
  const piece = data?.content ?? null;
  const written = job.generatedContent ?? '';
  const text = piece?.body ?? written;

  async function take(taken: Taken) {
    if (!piece) {
      onDone();
      navigate(`/jobs/${taken.jobId}`);
      return undefined;
    }
    const { id, version } = piece;
    const { error } = await client
      .mutation(UpdateContent, { id, input: { body: taken.text, version } })
      .toPromise();
    if (codeOf(error) === 'CONFLICT')
      return 'The piece was changed elsewhere in the meantime. Nothing was overwritten.';
    if (error) return readable(error);
    announce('The piece was changed.');
    onDone();
    navigate(`/library/${id}`);
    return undefined;
  }

  return (
    <RefinePanel source={{ jobId: job.id, text, given: text !== written }} passage={passage} onTake={take}>
      <Textarea
        ref={show}
        label="Select a passage, or nothing to change the whole text"
        aria-readonly="true"
        autosize
        minRows={4}
        maxRows={16}
        value={text}
        onChange={() => {}}
        onSelect={() => setPassage(selectedIn(field.current, text))}
      />
    </RefinePanel>
  );
}
