import type { ContentType, GenerationOptionsInput } from '../gql/graphql.js';

/** The form's content, kept per tab across reloads and sign-ins. */
export interface Draft {
  prompt: string;
  type: ContentType;
  delaySeconds: number;
  /** Null: nothing is asked for besides the prompt. */
  options: GenerationOptionsInput | null;
  /** The idempotency key: created with the first attempt to send this content, and sent with each retry. */
  idempotencyKey: string | null;
}

const KEY = 'draft';
const EMPTY: Draft = {
  prompt: '',
  type: 'BLOG_POST_OUTLINE',
  delaySeconds: 0,
  options: null,
  idempotencyKey: null,
};

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

/** After it is accepted: keeps the choices, clears the prompt and the key. */
export const emptied = ({ type, delaySeconds, options }: Draft): Draft => ({
  ...EMPTY,
  type,
  delaySeconds,
  options,
});
