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
/** Whether an account may be used. An inactive one is as good as signed out. */
export var UserStatus;
(function (UserStatus) {
    UserStatus["ACTIVE"] = "ACTIVE";
    UserStatus["INACTIVE"] = "INACTIVE";
})(UserStatus || (UserStatus = {}));
let UserRecord = class UserRecord {
};
__decorate([
    prop({ type: String, required: true }),
    __metadata("design:type", String)
], UserRecord.prototype, "name", void 0);
__decorate([
    prop({ type: String, required: true }),
    __metadata("design:type", String)
], UserRecord.prototype, "email", void 0);
__decorate([
    prop({ type: String, required: true }),
    __metadata("design:type", String)
], UserRecord.prototype, "passwordHash", void 0);
__decorate([
    prop({ type: String, enum: UserStatus, default: UserStatus.ACTIVE }),
    __metadata("design:type", String)
], UserRecord.prototype, "status", void 0);
__decorate([
    prop({ type: Number, default: 0 }),
    __metadata("design:type", Number)
], UserRecord.prototype, "sessionEpoch", void 0);
__decorate([
    prop({ type: Types.ObjectId }),
    __metadata("design:type", Types.ObjectId)
], UserRecord.prototype, "keptSession", void 0);
__decorate([
    prop({ type: Date }),
    __metadata("design:type", Date)
], UserRecord.prototype, "erasedAt", void 0);
UserRecord = __decorate([
    index({ email: 1 }, { unique: true }),
    index({ erasedAt: 1 }, { sparse: true }),
    modelOptions({ schemaOptions: { collection: 'users', timestamps: true, versionKey: false } })
], UserRecord);
export { UserRecord };
/** Two spellings that people take for one address are one account. */
export function normalizeEmail(email) {
    return email.normalize('NFKC').trim().toLowerCase();
}
//# sourceMappingURL=user.model.js.map