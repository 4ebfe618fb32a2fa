// The mongoose models of the peers that have some, over the product's collections (whose indexes are there already).
import mongoose from 'mongoose';
import { MONGO_URI } from './peer.js';
const { Schema } = mongoose;
const options = { timestamps: true, versionKey: false };
const contentSchema = new Schema({ userId: Schema.Types.ObjectId, title: String, type: String, body: String, jobId: String }, { ...options, collection: 'contents' });
const jobSchema = new Schema({
    _id: String,
    userId: Schema.Types.ObjectId,
    prompt: String,
    type: String,
    status: String,
    idempotencyKey: String,
    scheduledFor: Date,
    run: Number,
    enqueueNumber: Number,
    attempts: Number,
    handedBack: Number,
    attemptHistory: [Schema.Types.Mixed],
    requestId: String,
}, { ...options, collection: 'jobs' });
await mongoose.connect(MONGO_URI, { autoIndex: false, autoCreate: false, writeConcern: { w: 'majority' } });
export const Content = mongoose.model('Content', contentSchema);
export const Job = mongoose.model('Job', jobSchema);
