var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
import { randomUUID } from 'node:crypto';
import { modelOptions, prop } from '@typegoose/typegoose';
import { isDuplicateKey } from './mongo.js';
/** Work that one process at a time does, by name. */
let LeaseRecord = class LeaseRecord {
};
__decorate([
    prop({ type: String, required: true }),
    __metadata("design:type", String)
], LeaseRecord.prototype, "_id", void 0);
__decorate([
    prop({ type: String, required: true }),
    __metadata("design:type", String)
], LeaseRecord.prototype, "holder", void 0);
__decorate([
    prop({ type: Date, required: true }),
    __metadata("design:type", Date)
], LeaseRecord.prototype, "until", void 0);
LeaseRecord = __decorate([
    modelOptions({ schemaOptions: { collection: 'leases', versionKey: false } })
], LeaseRecord);
export { LeaseRecord };
export function createLease(leases, name) {
    const holder = randomUUID();
    const free = {
        $or: [{ $eq: ['$holder', holder] }, { $lt: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] }],
    };
    return {
        async take(forMs) {
            const until = { $add: ['$$NOW', forMs] };
            try {
                const lease = await leases
                    .findOneAndUpdate({ _id: name }, [
                    {
                        $set: {
                            holder: { $cond: [free, holder, '$holder'] },
                            until: { $cond: [free, until, '$until'] },
                        },
                    },
                ], { upsert: true, returnDocument: 'after', updatePipeline: true })
                    .lean()
                    .exec();
                return lease?.holder === holder;
            }
            catch (error) {
                // Two made the document in the same moment, and the other one was first.
                if (isDuplicateKey(error))
                    return false;
                throw error;
            }
        },
        async release() {
            await leases.deleteOne({ _id: name, holder });
        },
    };
}
//# sourceMappingURL=lease.js.map