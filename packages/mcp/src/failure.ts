import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { ApiError, SmartContentError } from '@smart-content/client';

/** Why a call failed, and the remedy. */
export interface Failure {
  /** A code of docs/api.md, or of the client package. */
  code: string;
  message: string;
  remedy: string;
  retryAfterSeconds?: number;
}

/** The key of the failure in a result and in an error of the protocol, for programs. */
export const FAILURE_KEY = 'smart-content/error';

const AGAIN = 'Call the tool again later.';
const REMEDIES: Record<string, string> = {
  UNAUTHENTICATED:
    'The access token is missing, wrong, expired or revoked. Ask the user for a new one: SCG_TOKEN over stdio, the header "Authorization: Bearer" over HTTP.',
  FORBIDDEN:
    'This access token may not do that; a read-only one only reads. Ask the user for a token with the access FULL.',
  NOT_FOUND: 'Check the id: the user has no object with it. search_library lists what there is.',
  BAD_USER_INPUT: 'Correct the arguments that the message names, and call the tool again.',
  CONFLICT: 'The state does not allow it. Read the present one with get_job.',
  BUDGET_EXCEEDED: 'The budget of this month is used up. Tell the user; do not try again before it renews.',
  RATE_LIMITED: 'Too many requests. Wait, then call the tool again.',
  SERVICE_UNAVAILABLE: AGAIN,
  NETWORK: 'Check that the API runs and that its address (SCG_URL) is right, then call the tool again.',
  BAD_RESPONSE: 'Check that the address (SCG_URL) is the GraphQL endpoint of the API.',
  CANCELED: 'The job was canceled. Ask the user before you generate the text again.',
  INVALID_REQUEST: 'The model did not accept the request. Change the prompt or the options.',
  PROVIDER_REFUSED: 'The model refuses the server. Tell the user: its operator has to look at it.',
  PROVIDER_UNAVAILABLE: AGAIN,
  INTERRUPTED: AGAIN,
  TIMEOUT: 'The model took too long. Call the tool again, perhaps for a shorter text.',
};

/** Any error as the text for an agent. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof SmartContentError))
    return {
      code: 'INTERNAL',
      message: error instanceof Error ? error.message : String(error),
      remedy: AGAIN,
    };
  const { code, message } = error;
  const wait = error instanceof ApiError ? error.retryAfterSeconds : undefined;
  return { ...failure(code, message), ...(wait !== undefined && { retryAfterSeconds: wait }) };
}

export const failure = (code: string, message: string): Failure => ({
  code,
  message,
  remedy: REMEDIES[code] ?? AGAIN,
});

export const inWords = ({ code, message, remedy, retryAfterSeconds }: Failure): string =>
  `${code}: ${message}\nWhat to do: ${remedy}${retryAfterSeconds === undefined ? '' : ` Wait ${retryAfterSeconds} seconds first.`}`;

/** The result of a call that failed. It is not an error of the protocol: the agent reads it and continues. */
export function failed(why: Failure, structuredContent?: Record<string, unknown>): CallToolResult {
  return {
    isError: true,
    content: [{ type: 'text', text: inWords(why) }],
    ...(structuredContent && { structuredContent }),
    _meta: { [FAILURE_KEY]: why },
  };
}

/** Runs the work of a tool; an error of the API becomes its result. */
export async function orFailed(work: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await work();
  } catch (error) {
    return failed(failureOf(error));
  }
}
