/** What an access token may do. */
export enum Access {
  READ_ONLY = 'READ_ONLY',
  FULL = 'FULL',
}
