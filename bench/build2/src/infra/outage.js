const OUTAGE_NAMES = /^(Mongo(ose)?ServerSelection|MongoNetwork|MongoNotConnected|MongoTopology|MongoPool|MongoWaitQueue|MongoOperationTimeout|MongoClientClosed|MaxRetriesPerRequest)/;
/** What Node says of a connection that broke; the driver hands it on as it is when it breaks in mid-write. */
const BROKEN_CONNECTION = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'ETIMEDOUT']);
/** Whether a server that we stand on (MongoDB, Redis) is away, which passes by itself. */
export function isOutage(error) {
    if (!(error instanceof Error))
        return false;
    return (OUTAGE_NAMES.test(error.name) || BROKEN_CONNECTION.has(String(error.code)));
}
