export function toSnapshot(record) {
    return {
        id: record._id,
        userId: record.userId.toHexString(),
        prompt: record.prompt,
        type: record.type,
        status: record.status,
        generatedContent: record.generatedContent ?? null,
        error: record.error ?? null,
        finishReason: record.finishReason ?? null,
        run: record.run,
        attempts: record.attempts,
        // Events of the time before attempts were recorded have none.
        attemptHistory: (record.attemptHistory ?? []).map(toAttempt),
        scheduledFor: record.scheduledFor,
        startedAt: record.startedAt ?? null,
        completedAt: record.completedAt ?? null,
        createdAt: record.createdAt,
        updatedAt: record.updatedAt,
    };
}
function toAttempt(record) {
    const { run, number, startedAt, endedAt = null, model = null, error = null } = record;
    return { run, number, startedAt, endedAt, model, error };
}
const dateOrNull = (text) => (text === null ? null : new Date(text));
/**
 * A snapshot that came as JSON, the same to read as the one that was sent. Its dates are made when they are asked for,
 * which most subscribers do for one or two of a job's, and not for each event and each subscriber.
 */
export class ReceivedSnapshot {
    constructor(json) {
        this.json = json;
    }
    get id() {
        return this.json.id;
    }
    get userId() {
        return this.json.userId;
    }
    get prompt() {
        return this.json.prompt;
    }
    get type() {
        return this.json.type;
    }
    get status() {
        return this.json.status;
    }
    get generatedContent() {
        return this.json.generatedContent;
    }
    get error() {
        return this.json.error;
    }
    get finishReason() {
        return this.json.finishReason;
    }
    get run() {
        return this.json.run;
    }
    get attempts() {
        return this.json.attempts;
    }
    get attemptHistory() {
        return this.json.attemptHistory.map((attempt) => ({
            ...attempt,
            startedAt: new Date(attempt.startedAt),
            endedAt: dateOrNull(attempt.endedAt),
        }));
    }
    get scheduledFor() {
        return new Date(this.json.scheduledFor);
    }
    get startedAt() {
        return dateOrNull(this.json.startedAt);
    }
    get completedAt() {
        return dateOrNull(this.json.completedAt);
    }
    get createdAt() {
        return new Date(this.json.createdAt);
    }
    get updatedAt() {
        return new Date(this.json.updatedAt);
    }
}
//# sourceMappingURL=job-snapshot.js.map