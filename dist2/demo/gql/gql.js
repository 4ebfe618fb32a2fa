/* eslint-disable */
import * as types from './graphql.js';
const documents = {
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { token expiresAt user { id name email status createdAt eventCursor } }\n  }\n": types.RegisterDocument,
    "\n  mutation Login($input: LoginInput!) {\n    login(input: $input) { token expiresAt user { id email } }\n  }\n": types.LoginDocument,
    "\n  mutation Generate($input: GenerateContentInput!) {\n    generateContent(input: $input) { id status type scheduledFor createdAt attempts }\n  }\n": types.GenerateDocument,
    "\n  subscription JobCompleted($jobId: ID, $after: String) {\n    jobCompleted(jobId: $jobId, after: $after) {\n      cursor\n      occurredAt\n      job { id type status generatedContent finishReason attempts completedAt error { code message retriable } savedContent { id } }\n    }\n  }\n": types.JobCompletedDocument,
    "\n  mutation SaveJob($id: ID!, $title: String) {\n    saveJobToLibrary(id: $id, title: $title) { id title type body }\n  }\n": types.SaveJobDocument,
    "\n  query Search($search: String, $type: ContentType, $first: Int, $after: String, $orderBy: ContentOrder) {\n    contents(search: $search, type: $type, first: $first, after: $after, orderBy: $orderBy) {\n      totalCount\n      edges { cursor node { id title type body } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": types.SearchDocument,
    "\n  mutation Cancel($id: ID!) {\n    cancelJob(id: $id) { id status run attempts generatedContent completedAt error { code } attemptHistory { run number startedAt endedAt model error { code } } }\n  }\n": types.CancelDocument,
    "\n  mutation Retry($id: ID!) {\n    retryJob(id: $id) { id status run attempts generatedContent startedAt completedAt error { code } attemptHistory { run number } }\n  }\n": types.RetryDocument,
    "\n  query JobState($id: ID!) {\n    job(id: $id) { status run attempts generatedContent error { code } attemptHistory { run number startedAt endedAt model error { code } } }\n  }\n": types.JobStateDocument,
    "\n  query JobStatus($id: ID!) {\n    job(id: $id) { id status attempts scheduledFor createdAt generatedContent finishReason error { code retriable } }\n  }\n": types.JobStatusDocument,
    "\n  query Notifications($unreadOnly: Boolean, $first: Int, $after: String) {\n    notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {\n      totalCount\n      edges { cursor node { cursor occurredAt read job { id run prompt status generatedContent savedContent { id } } } }\n      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }\n    }\n  }\n": types.NotificationsDocument,
    "\n  mutation MarkRead($upTo: String!) { markNotificationsRead(upTo: $upTo) { id unreadCount eventCursor } }\n": types.MarkReadDocument,
    "query Unread { me { unreadCount eventCursor } }": types.UnreadDocument,
    "mutation DeleteAccount($password: String!) { deleteAccount(password: $password) }": types.DeleteAccountDocument,
    "mutation RunAgain($id: ID!) { retryJob(id: $id) { id } }": types.RunAgainDocument,
    "\n  subscription JobProgress($jobId: ID!) {\n    jobProgress(jobId: $jobId) { jobId status run attempt offset text }\n  }\n": types.JobProgressDocument,
    "\n  mutation CancelJob($id: ID!) { cancelJob(id: $id) { status generatedContent } }\n": types.CancelJobDocument,
    "\n  query TextOf($id: ID!) { job(id: $id) { status generatedContent } }\n": types.TextOfDocument,
    "\n  query HistoryOf($id: ID!) {\n    job(id: $id) { status attempts attemptHistory { number error { code } } }\n  }\n": types.HistoryOfDocument,
    "\n  mutation AddPiece($title: String!) {\n    createContent(input: { title: $title, type: SOCIAL_MEDIA_CAPTION, body: \"kept\" }) { id }\n  }\n": types.AddPieceDocument,
    "query AllTitles { contents(first: 100, orderBy: OLDEST) { edges { node { title } } } }": types.AllTitlesDocument,
    "\n  mutation SeedLogin($input: LoginInput!) { login(input: $input) { token user { eventCursor } } }\n": types.SeedLoginDocument,
    "\n  query SeededState {\n    contents(first: 100) { edges { node { id type title } } }\n    jobs(first: 100) { edges { node { id status attempts } } }\n    sessions { id }\n  }\n": types.SeededStateDocument,
    "\n  query Outcome($id: ID!) { job(id: $id) { status generatedContent error { code message retriable } } }\n": types.OutcomeDocument,
    "query Me { me { id name email status eventCursor } }": types.MeDocument,
    "\n  query OneContent($id: ID!) { content(id: $id) { id title type body createdAt updatedAt } }\n": types.OneContentDocument,
    "\n  mutation CreateContent($input: CreateContentInput!) {\n    createContent(input: $input) { id title type body createdAt updatedAt }\n  }\n": types.CreateContentDocument,
    "\n  mutation UpdateContent($id: ID!, $input: UpdateContentInput!) {\n    updateContent(id: $id, input: $input) { id title type body createdAt updatedAt }\n  }\n": types.UpdateContentDocument,
    "\n  mutation DeleteContent($id: ID!) { deleteContent(id: $id) { id title type body createdAt updatedAt } }\n": types.DeleteContentDocument,
    "query CountContents { contents(first: 1) { totalCount } }": types.CountContentsDocument,
};
export function graphql(source) {
    return documents[source] ?? {};
}
//# sourceMappingURL=gql.js.map