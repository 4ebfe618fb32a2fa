import {
  SmartContentEventFragmentDoc,
  SmartContentJobFragmentDoc,
  SmartContentNotificationFragmentDoc,
  SmartContentPieceFragmentDoc,
  SmartContentViewerFragmentDoc,
} from './gql/graphql.js';

/** The fragments of this package's operations as text, for documents of your own. */
export const fragments = {
  job: String(SmartContentJobFragmentDoc),
  /** Contains the fragment of the job. */
  event: String(SmartContentEventFragmentDoc),
  /** Contains the fragment of the job. */
  notification: String(SmartContentNotificationFragmentDoc),
  piece: String(SmartContentPieceFragmentDoc),
  viewer: String(SmartContentViewerFragmentDoc),
} as const;
