import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import type { JobStatus } from '../gql/graphql.js';
import { Progress } from './operations.js';

export interface Written {
  status: JobStatus;
  run: number;
  attempt: number;
  text: string;
  /** The place in the queue, from 1; null while it is not known. */
  position: number | null;
  /** When it is expected to start; null while it is not known. */
  startAt: string | null;
}

/**
 * A job's text while it is written. Each message has the offset of its text, and everything beyond is dropped. So the
 * first message after a reconnection, which contains the whole text so far, needs no special case.
 * @param follow false for a job that has ended
 */
export function useProgress(jobId: string, follow: boolean): Written | null {
  const client = useClient();
  const [written, setWritten] = useState<Written | null>(null);
  useEffect(() => {
    if (!follow) return setWritten(null);
    const { unsubscribe } = client.subscription(Progress, { jobId }).subscribe(({ data }) => {
      const piece = data?.jobProgress;
      if (!piece) return;
      setWritten((before) => ({
        status: piece.status,
        run: piece.run,
        attempt: piece.attempt,
        position: piece.queuePosition ?? null,
        startAt: piece.estimatedStartAt ?? null,
        text: (before?.text ?? '').slice(0, piece.offset) + piece.text,
      }));
    });
    return unsubscribe;
  }, [client, jobId, follow]);
  return written;
}
