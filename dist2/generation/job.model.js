var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
import { index, modelOptions, prop, Severity } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import { ContentType } from '../content/content-type.js';
/** Where a job stands. COMPLETED, FAILED and CANCELED are terminal: they never change again within a run. */
export var JobStatus;
(function (JobStatus) {
    JobStatus["QUEUED"] = "QUEUED";
    JobStatus["PROCESSING"] = "PROCESSING";
    JobStatus["RETRYING"] = "RETRYING";
    JobStatus["COMPLETED"] = "COMPLETED";
    JobStatus["FAILED"] = "FAILED";
    JobStatus["CANCELED"] = "CANCELED";
})(JobStatus || (JobStatus = {}));
/** Why the model stopped writing. */
export var FinishReason;
(function (FinishReason) {
    FinishReason["STOP"] = "STOP";
    FinishReason["LENGTH"] = "LENGTH";
})(FinishReason || (FinishReason = {}));
/** Statuses from which a job still comes to its end. */
export const UNFINISHED = [JobStatus.QUEUED, JobStatus.RETRYING, JobStatus.PROCESSING];
/**
 * One generation. This document is the truth; BullMQ's job only says that there is work to do.
 * Every change of `status` is a compare-and-set on `status` and `runToken`.
 */
let JobRecord = class JobRecord {
};
__decorate([
    prop({ type: String, required: true }),
    __metadata("design:type", String)
], JobRecord.prototype, "_id", void 0);
__decorate([
    prop({ type: Types.ObjectId, required: true }),
    __metadata("design:type", Types.ObjectId)
], JobRecord.prototype, "userId", void 0);
__decorate([
    prop({ type: String, required: true }),
    __metadata("design:type", String)
], JobRecord.prototype, "prompt", void 0);
__decorate([
    prop({ type: String, required: true, enum: ContentType }),
    __metadata("design:type", String)
], JobRecord.prototype, "type", void 0);
__decorate([
    prop({ type: String, required: true, enum: JobStatus }),
    __metadata("design:type", String)
], JobRecord.prototype, "status", void 0);
__decorate([
    prop({ type: Number }),
    __metadata("design:type", Number)
], JobRecord.prototype, "delaySeconds", void 0);
__decorate([
    prop({ type: String }),
    __metadata("design:type", String)
], JobRecord.prototype, "idempotencyKey", void 0);
__decorate([
    prop({ type: Date, required: true }),
    __metadata("design:type", Date)
], JobRecord.prototype, "scheduledFor", void 0);
__decorate([
    prop({ type: Number, required: true }),
    __metadata("design:type", Number)
], JobRecord.prototype, "run", void 0);
__decorate([
    prop({ type: Number, required: true }),
    __metadata("design:type", Number)
], JobRecord.prototype, "enqueueNumber", void 0);
__decorate([
    prop({ type: String }),
    __metadata("design:type", String)
], JobRecord.prototype, "runToken", void 0);
__decorate([
    prop({ type: Number, required: true }),
    __metadata("design:type", Number)
], JobRecord.prototype, "attempts", void 0);
__decorate([
    prop({ type: Number, default: 0 }),
    __metadata("design:type", Number)
], JobRecord.prototype, "handedBack", void 0);
__decorate([
    prop({ type: () => [Object], default: [], _id: false }),
    __metadata("design:type", Array)
], JobRecord.prototype, "attemptHistory", void 0);
__decorate([
    prop({ type: Date }),
    __metadata("design:type", Date)
], JobRecord.prototype, "heartbeatAt", void 0);
__decorate([
    prop({ type: Date }),
    __metadata("design:type", Date)
], JobRecord.prototype, "startedAt", void 0);
__decorate([
    prop({ type: Date }),
    __metadata("design:type", Date)
], JobRecord.prototype, "completedAt", void 0);
__decorate([
    prop({ type: String }),
    __metadata("design:type", String)
], JobRecord.prototype, "generatedContent", void 0);
__decorate([
    prop({ type: String, enum: FinishReason }),
    __metadata("design:type", String)
], JobRecord.prototype, "finishReason", void 0);
__decorate([
    prop({ type: () => Object, _id: false }),
    __metadata("design:type", Object)
], JobRecord.prototype, "error", void 0);
__decorate([
    prop({ type: String }),
    __metadata("design:type", String)
], JobRecord.prototype, "model", void 0);
__decorate([
    prop({ type: String, required: true }),
    __metadata("design:type", String)
], JobRecord.prototype, "requestId", void 0);
JobRecord = __decorate([
    index({ userId: 1, createdAt: -1, _id: -1 }),
    index({ userId: 1, status: 1, createdAt: -1, _id: -1 })
    // The sweeper's: of the unfinished only, which are few however many jobs there are.
    ,
    index({ scheduledFor: 1 }, { partialFilterExpression: { status: { $in: ['QUEUED', 'RETRYING', 'PROCESSING'] } } }),
    index({ userId: 1, idempotencyKey: 1 }, { unique: true, partialFilterExpression: { idempotencyKey: { $type: 'string' } } }),
    modelOptions({
        options: { allowMixed: Severity.ALLOW },
        schemaOptions: { collection: 'jobs', timestamps: true, versionKey: false },
    })
], JobRecord);
export { JobRecord };
//# sourceMappingURL=job.model.js.map