export { createSmartContent, type SmartContent, type SmartContentOptions } from './client.js';
export type { Completion, CompletionsOptions } from './completions.js';
export type { TypedDocument } from './document.js';
export {
  ApiError,
  ConnectionError,
  type GraphQLErrorLike,
  JobEndError,
  SmartContentError,
} from './errors.js';
export { fragments } from './fragments.js';
export type {
  ContentType,
  FinishReason,
  GenerateContentInput,
  JobErrorCode,
  JobStatus,
  SmartContentNotificationFragment as Notification,
  SmartContentPieceFragment as Piece,
  SmartContentViewerFragment as Viewer,
} from './gql/graphql.js';
export type { Fetch, Request, RequestOptions } from './http.js';
export type { Job, JobHandle, JobOptions } from './job.js';
export type {
  CreateBrandVoiceInput,
  CreateScheduleInput,
  CreateTemplateInput,
  ExportContentsInput,
  GenerateBatchInput,
  GenerationOptionsInput,
  Platform,
  ScheduleTimeInput,
  SmartContentBatchFragment as Batch,
  SmartContentBatchProgressFragment as BatchProgress,
  SmartContentExportFragment as Export,
  SmartContentJobDetailsFragment as JobDetails,
  SmartContentLibraryPieceFragment as LibraryPiece,
  SmartContentScheduleFragment as Schedule,
  SmartContentTemplateFragment as Template,
  SmartContentVoiceFragment as Voice,
  TemplateVariableInput,
  TextLength,
  TextRequestInput,
  Tone,
  UpdateScheduleInput,
  UpdateTemplateInput,
  VariableValueInput,
} from './more/gql/graphql.js';
export type { SessionOptions } from './session.js';
export type { ConnectionState } from './socket.js';
export { createStore, type Store, type WritableStore } from './store.js';
export type { SubscribeOptions } from './subscribe.js';
export type { JobEstimates, JobProgressState, TextPiece } from './text.js';
