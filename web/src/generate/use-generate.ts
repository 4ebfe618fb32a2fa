import { useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { type Draft, inputOf, keepDraft } from './draft.js';
import { Generate } from './operations.js';

/** Pauses between the retries of a submission while the server is unreachable, in milliseconds. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000];

type State = { sending: false; error?: CombinedError } | { sending: true; tries: number };

/** 128 random bits; `crypto.randomUUID` exists over HTTPS and on localhost only. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/**
 * Sends a draft until a response arrives. A response may be lost: the submission's idempotency key ensures that a retry,
 * also by a later press of the button, returns the same job.
 */
export function useGenerate() {
  const client = useClient();
  const [state, setState] = useState<State>({ sending: false });

  async function send(draft: Draft): Promise<{ id: string } | null> {
    const kept = keepDraft({ ...draft, idempotencyKey: draft.idempotencyKey ?? newKey() });
    for (let tries = 0; ; tries++) {
      setState({ sending: true, tries });
      const { data, error } = await client.mutation(Generate, { input: inputOf(kept) }).toPromise();
      if (data) return data.generateContent;
      const wait = WAITS_MS[tries];
      if (error?.networkError && wait !== undefined) {
        await new Promise((resolve) => setTimeout(resolve, wait));
        continue;
      }
      setState(error ? { sending: false, error } : { sending: false });
      return null;
    }
  }

  return { state, send };
}
