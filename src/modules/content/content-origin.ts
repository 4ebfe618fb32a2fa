/** How a piece came into the library. */
export enum ContentOrigin {
  GENERATED = 'GENERATED',
  WRITTEN = 'WRITTEN',
}
