var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
import { index, modelOptions, prop } from '@typegoose/typegoose';
import { Types } from 'mongoose';
import { ContentType } from './content-type.js';
let ContentRecord = class ContentRecord {
};
__decorate([
    prop({ type: Types.ObjectId, required: true }),
    __metadata("design:type", Types.ObjectId)
], ContentRecord.prototype, "userId", void 0);
__decorate([
    prop({ type: String, required: true }),
    __metadata("design:type", String)
], ContentRecord.prototype, "title", void 0);
__decorate([
    prop({ type: String, required: true, enum: ContentType }),
    __metadata("design:type", String)
], ContentRecord.prototype, "type", void 0);
__decorate([
    prop({ type: String }),
    __metadata("design:type", String)
], ContentRecord.prototype, "body", void 0);
__decorate([
    prop({ type: Number }),
    __metadata("design:type", Number)
], ContentRecord.prototype, "changes", void 0);
__decorate([
    prop({ type: String }),
    __metadata("design:type", String)
], ContentRecord.prototype, "jobId", void 0);
ContentRecord = __decorate([
    index({ userId: 1, createdAt: -1, _id: -1 }),
    index({ userId: 1, updatedAt: -1, _id: -1 }),
    index({ userId: 1, title: 1, _id: 1 }, { collation: { locale: 'en', strength: 2 } })
    // At most one saved piece of a job, however many ask at the same time.
    ,
    index({ jobId: 1 }, { unique: true, partialFilterExpression: { jobId: { $type: 'string' } } }),
    modelOptions({ schemaOptions: { collection: 'contents', timestamps: true, versionKey: false } })
], ContentRecord);
export { ContentRecord };
//# sourceMappingURL=content.model.js.map