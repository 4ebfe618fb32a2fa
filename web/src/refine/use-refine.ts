import { useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { newKey } from '../generate/use-generate.js';
import { announce } from '../layout/announcer.js';
import { readable } from '../lib/readable.js';
import { RefineJob } from './operations.js';
import type { Passage } from './passage.js';

/** The text to change: that of a job, or an edited form of it. */
export interface Source {
  jobId: string;
  text: string;
  /** Whether the text differs from that of the job. */
  given: boolean;
}

interface Request {
  instruction: string;
  passage: Passage | null;
}

/** Starts jobs that change a text. A request that is repeated after a lost response returns the same job. */
export function useRefine(source: Source) {
  const client = useClient();
  const [starting, setStarting] = useState(false);
  const [child, setChild] = useState<{ id: string; before: string } | null>(null);
  const [error, setError] = useState<CombinedError | undefined>();
  const [lost, setLost] = useState<{ of: string; key: string } | null>(null);

  async function start({ instruction, passage }: Request) {
    setStarting(true);
    const { jobId: id, text, given } = source;
    const request = { id, instruction, ...passage, ...(given && { text }) };
    const of = JSON.stringify(request);
    const key = lost?.of === of ? lost.key : newKey();
    const { data, error: fault } = await client
      .mutation(RefineJob, { ...request, idempotencyKey: key })
      .toPromise();
    setStarting(false);
    setError(fault);
    setLost(fault?.networkError ? { of, key } : null);
    if (data) setChild({ id: data.refineJob.id, before: text });
    else if (fault) announce(readable(fault));
  }

  return { starting, child, error, start, leave: () => setChild(null) };
}
