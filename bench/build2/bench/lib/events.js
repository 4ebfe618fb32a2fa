/** What each event's text begins with: whose it is, the how many-eth of theirs, and when it was sent. */
export function marker(user, seq) {
    return `#${user}:${seq}:${process.hrtime.bigint()}#`;
}
/** Reads the mark in a message that holds an event's text; null where there is none. */
export function readMark(message) {
    const mark = /#(\d+):(\d+):(\d+)#/.exec(message);
    if (!mark)
        return null;
    const [, user, seq, sent] = mark;
    return {
        user: Number(user),
        seq: Number(seq),
        ms: Number(process.hrtime.bigint() - BigInt(sent)) / 1_000_000,
    };
}
