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
/**
 * That a job came to its end: written in the transaction that ends it, so that status and event can't disagree.
 * `seq` counts a user's events from 1 without gaps, and is their cursor.
 */
let EventRecord = class EventRecord {
};
__decorate([
    prop({ type: Types.ObjectId, required: true }),
    __metadata("design:type", Types.ObjectId)
], EventRecord.prototype, "userId", void 0);
__decorate([
    prop({ type: Number, required: true }),
    __metadata("design:type", Number)
], EventRecord.prototype, "seq", void 0);
__decorate([
    prop({ type: Number, required: true }),
    __metadata("design:type", Number)
], EventRecord.prototype, "run", void 0);
__decorate([
    prop({ type: Date, required: true }),
    __metadata("design:type", Date)
], EventRecord.prototype, "occurredAt", void 0);
__decorate([
    prop({ type: Date }),
    __metadata("design:type", Date)
], EventRecord.prototype, "unpublished", void 0);
__decorate([
    prop({ type: () => Object, required: true }),
    __metadata("design:type", Object)
], EventRecord.prototype, "job", void 0);
EventRecord = __decorate([
    index({ userId: 1, seq: 1 }, { unique: true })
    // 'Exactly once' is counted for each job and run.
    ,
    index({ 'job.id': 1, run: 1 }, { unique: true })
    // The sweeper's: what Redis has not been told yet, which is next to nothing.
    ,
    index({ unpublished: 1 }, { partialFilterExpression: { unpublished: { $exists: true } } }),
    modelOptions({
        options: { allowMixed: Severity.ALLOW },
        schemaOptions: { collection: 'events', versionKey: false, minimize: false },
    })
], EventRecord);
export { EventRecord };
/** The latest `seq` of each user, and the one up to which they have read; a document of its own, so that events don't contend with the user's. */
let EventCounterRecord = class EventCounterRecord {
};
__decorate([
    prop({ type: Types.ObjectId, required: true }),
    __metadata("design:type", Types.ObjectId)
], EventCounterRecord.prototype, "_id", void 0);
__decorate([
    prop({ type: Number, required: true }),
    __metadata("design:type", Number)
], EventCounterRecord.prototype, "seq", void 0);
__decorate([
    prop({ type: Number }),
    __metadata("design:type", Number)
], EventCounterRecord.prototype, "readSeq", void 0);
EventCounterRecord = __decorate([
    modelOptions({ schemaOptions: { collection: 'eventcounters', versionKey: false } })
], EventCounterRecord);
export { EventCounterRecord };
//# sourceMappingURL=event.model.js.map