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
/** A sign-in, as long as it lasts. Whatever ended by itself MongoDB removes; the rest is deleted at its end. */
let SessionRecord = class SessionRecord {
};
__decorate([
    prop({ type: Types.ObjectId, required: true }),
    __metadata("design:type", Types.ObjectId)
], SessionRecord.prototype, "userId", void 0);
__decorate([
    prop({ type: Number, required: true }),
    __metadata("design:type", Number)
], SessionRecord.prototype, "epoch", void 0);
__decorate([
    prop({ type: Number, default: 1 }),
    __metadata("design:type", Number)
], SessionRecord.prototype, "generation", void 0);
__decorate([
    prop({ type: String }),
    __metadata("design:type", String)
], SessionRecord.prototype, "userAgent", void 0);
__decorate([
    prop({ type: Date, required: true }),
    __metadata("design:type", Date)
], SessionRecord.prototype, "lastSeenAt", void 0);
__decorate([
    prop({ type: Date, required: true }),
    __metadata("design:type", Date)
], SessionRecord.prototype, "expiresAt", void 0);
SessionRecord = __decorate([
    index({ userId: 1, lastSeenAt: -1 }),
    index({ expiresAt: 1 }, { expireAfterSeconds: 0 }),
    modelOptions({
        schemaOptions: { collection: 'sessions', timestamps: { updatedAt: false }, versionKey: false },
    })
], SessionRecord);
export { SessionRecord };
//# sourceMappingURL=session.model.js.map