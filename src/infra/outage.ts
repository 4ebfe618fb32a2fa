const OUTAGE_NAMES =
  /^(Mongo(ose)?ServerSelection|MongoNetwork|MongoNotConnected|MongoTopology|MongoPool|MongoWaitQueue|MongoOperationTimeout|MongoClientClosed|MaxRetriesPerRequest|ClusterAllFailed)/;

/** Node's codes of a broken connection; the driver passes them on if it breaks during a write. */
const BROKEN_CONNECTION = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'ETIMEDOUT']);

/** Whether an error means that MongoDB or Redis is temporarily unavailable. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    OUTAGE_NAMES.test(error.name) || BROKEN_CONNECTION.has(String((error as NodeJS.ErrnoException).code))
  );
}
