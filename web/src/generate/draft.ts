import type { ContentType } from '../gql/graphql.js';

/** What is being asked for; kept for this tab, so that a reload or a sign-in in between loses nothing. */
export interface Draft {
  prompt: string;
  type: ContentType;
  delaySeconds: number;
  /** Made with the first attempt to send exactly this, and sent with each: however often it arrives, it is one job. */
  idempotencyKey: string | null;
}

const KEY = 'draft';
const EMPTY: Draft = { prompt: '', type: 'BLOG_POST_OUTLINE', delaySeconds: 0, idempotencyKey: null };

export function readDraft(): Draft {
  try {
    return { ...EMPTY, ...(JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Draft>) };
  } catch {
    return EMPTY;
  }
}

export function keepDraft(draft: Draft): Draft {
  sessionStorage.setItem(KEY, JSON.stringify(draft));
  return draft;
}

/** After it was accepted: the choices stay, the words and the key go. */
export const emptied = ({ type, delaySeconds }: Draft): Draft => ({ ...EMPTY, type, delaySeconds });
