/** The operations of this package, for `request` and for clients of your own. */

export { fragments } from './fragments.js';
export {
  CancelJobDocument as CancelJob,
  DeletePieceDocument as DeletePiece,
  GenerateDocument as Generate,
  JobCompletedDocument as JobCompleted,
  JobDocument as Job,
  JobEndDocument as JobEnd,
  JobProgressDocument as JobProgress,
  JobsDocument as Jobs,
  LoginDocument as Login,
  LogoutDocument as Logout,
  MarkNotificationsReadDocument as MarkNotificationsRead,
  MeDocument as Me,
  NotificationsDocument as Notifications,
  PieceDocument as Piece,
  PiecesDocument as Pieces,
  RefreshSessionDocument as RefreshSession,
  RetryJobDocument as RetryJob,
  SaveJobDocument as SaveJob,
} from './gql/graphql.js';
