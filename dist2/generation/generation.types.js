var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
import { Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PageArgs, PageInfo } from '../connection.js';
import { ContentType } from '../content/content-type.js';
import { Text } from '../input.js';
import './generation.enums.js';
import { FinishReason, JobStatus } from './job.model.js';
import { JobErrorCode } from './job-error.js';
/** The longest delay that may be asked for: 30 days, in seconds. */
const MAX_DELAY_SECONDS = 30 * 86_400;
let JobError = class JobError {
};
__decorate([
    Field(() => JobErrorCode, { description: 'The class of the failure.' }),
    __metadata("design:type", String)
], JobError.prototype, "code", void 0);
__decorate([
    Field(() => String, { description: 'The same for people.' }),
    __metadata("design:type", String)
], JobError.prototype, "message", void 0);
__decorate([
    Field(() => Boolean, { description: 'Whether asking again may succeed.' }),
    __metadata("design:type", Boolean)
], JobError.prototype, "retriable", void 0);
JobError = __decorate([
    ObjectType({ simpleResolvers: true, description: 'Why an attempt or a job failed.' })
], JobError);
export { JobError };
let JobAttempt = class JobAttempt {
};
__decorate([
    Field(() => Int, { description: 'The run it belongs to: 1, and one more for each retryJob.' }),
    __metadata("design:type", Number)
], JobAttempt.prototype, "run", void 0);
__decorate([
    Field(() => Int, { description: 'Counts from 1 within its run.' }),
    __metadata("design:type", Number)
], JobAttempt.prototype, "number", void 0);
__decorate([
    Field(() => Date, { description: 'When it began.' }),
    __metadata("design:type", Date)
], JobAttempt.prototype, "startedAt", void 0);
__decorate([
    Field(() => Date, { nullable: true, description: 'When it ended; null while it goes on.' }),
    __metadata("design:type", Object)
], JobAttempt.prototype, "endedAt", void 0);
__decorate([
    Field(() => String, {
        nullable: true,
        description: 'The model that wrote, as the provider names it, or else the one that was asked for.',
    }),
    __metadata("design:type", Object)
], JobAttempt.prototype, "model", void 0);
__decorate([
    Field(() => JobError, {
        nullable: true,
        description: 'Why it failed; null while it goes on, where it succeeded and where the job was canceled.',
    }),
    __metadata("design:type", Object)
], JobAttempt.prototype, "error", void 0);
JobAttempt = __decorate([
    ObjectType({ simpleResolvers: true, description: 'One start of the model for a job.' })
], JobAttempt);
export { JobAttempt };
let Job = class Job {
};
__decorate([
    Field(() => ID, { description: 'Opaque id.' }),
    __metadata("design:type", String)
], Job.prototype, "id", void 0);
__decorate([
    Field(() => String, { description: 'What was asked for.' }),
    __metadata("design:type", String)
], Job.prototype, "prompt", void 0);
__decorate([
    Field(() => ContentType, { description: 'What kind of writing.' }),
    __metadata("design:type", String)
], Job.prototype, "type", void 0);
__decorate([
    Field(() => JobStatus, { description: 'Where it stands.' }),
    __metadata("design:type", String)
], Job.prototype, "status", void 0);
__decorate([
    Field(() => String, {
        nullable: true,
        description: 'The text, once the job is COMPLETED; of a CANCELED job what was written until then. Inert text, whatever the model wrote.',
    }),
    __metadata("design:type", Object)
], Job.prototype, "generatedContent", void 0);
__decorate([
    Field(() => JobError, {
        nullable: true,
        description: 'Why the last attempt failed; null once one succeeded.',
    }),
    __metadata("design:type", Object)
], Job.prototype, "error", void 0);
__decorate([
    Field(() => FinishReason, {
        nullable: true,
        description: 'Why the model stopped, once the job is COMPLETED.',
    }),
    __metadata("design:type", Object)
], Job.prototype, "finishReason", void 0);
__decorate([
    Field(() => Int, { description: 'Counts from 1; each retryJob begins the next run.' }),
    __metadata("design:type", Number)
], Job.prototype, "run", void 0);
__decorate([
    Field(() => Int, {
        description: 'Attempts begun in this run: 3 at most, and one more for each that a worker gave back because it had to stop.',
    }),
    __metadata("design:type", Number)
], Job.prototype, "attempts", void 0);
__decorate([
    Field(() => [JobAttempt], {
        description: 'The attempts of all runs, oldest first; of more than 50 the newest 50.',
    }),
    __metadata("design:type", Array)
], Job.prototype, "attemptHistory", void 0);
__decorate([
    Field(() => Date, { description: 'Not begun before this moment.' }),
    __metadata("design:type", Date)
], Job.prototype, "scheduledFor", void 0);
__decorate([
    Field(() => Date, { nullable: true, description: 'When the first attempt of this run began.' }),
    __metadata("design:type", Object)
], Job.prototype, "startedAt", void 0);
__decorate([
    Field(() => Date, { nullable: true, description: 'When it came to its end, whichever that was.' }),
    __metadata("design:type", Object)
], Job.prototype, "completedAt", void 0);
__decorate([
    Field(() => Date, { description: 'When it was accepted.' }),
    __metadata("design:type", Date)
], Job.prototype, "createdAt", void 0);
__decorate([
    Field(() => Date, { description: 'When it last changed.' }),
    __metadata("design:type", Date)
], Job.prototype, "updatedAt", void 0);
Job = __decorate([
    ObjectType({ simpleResolvers: true, description: 'One generation: a prompt on its way to a text.' })
], Job);
export { Job };
let JobEdge = class JobEdge {
};
__decorate([
    Field(() => String, { description: 'Its place in this list, for `after`.' }),
    __metadata("design:type", String)
], JobEdge.prototype, "cursor", void 0);
__decorate([
    Field(() => Job, { description: 'The job.' }),
    __metadata("design:type", Job)
], JobEdge.prototype, "node", void 0);
JobEdge = __decorate([
    ObjectType({ simpleResolvers: true, description: 'A job in a list, with its place in it.' })
], JobEdge);
export { JobEdge };
let JobConnection = class JobConnection {
    totalCount() {
        return this.count();
    }
};
__decorate([
    Field(() => [JobEdge], { description: 'The jobs of this page, latest first.' }),
    __metadata("design:type", Array)
], JobConnection.prototype, "edges", void 0);
__decorate([
    Field(() => PageInfo, { description: 'Whether there is more.' }),
    __metadata("design:type", PageInfo)
], JobConnection.prototype, "pageInfo", void 0);
__decorate([
    Field(() => Int, { description: 'How many jobs match on all pages; counted only when it is asked for.' }),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", []),
    __metadata("design:returntype", Promise)
], JobConnection.prototype, "totalCount", null);
JobConnection = __decorate([
    ObjectType({
        simpleResolvers: true,
        description: 'One page of jobs, after the Relay cursor connections specification.',
    })
], JobConnection);
export { JobConnection };
let JobCompletedEvent = class JobCompletedEvent {
};
__decorate([
    Field(() => String, {
        description: 'Its place among one’s events: subscribe `after` it, and the next one comes first.',
    }),
    __metadata("design:type", String)
], JobCompletedEvent.prototype, "cursor", void 0);
__decorate([
    Field(() => Date, { description: 'When the job ended.' }),
    __metadata("design:type", Date)
], JobCompletedEvent.prototype, "occurredAt", void 0);
__decorate([
    Field(() => Job, { description: 'The job as it was at its end, whenever the event is read.' }),
    __metadata("design:type", Job)
], JobCompletedEvent.prototype, "job", void 0);
JobCompletedEvent = __decorate([
    ObjectType({
        simpleResolvers: true,
        description: 'That a job came to its end, with the job as it was then.',
    })
], JobCompletedEvent);
export { JobCompletedEvent };
let JobProgress = class JobProgress {
};
__decorate([
    Field(() => ID, { description: 'The job’s id.' }),
    __metadata("design:type", String)
], JobProgress.prototype, "jobId", void 0);
__decorate([
    Field(() => JobStatus, { description: 'Where it stands.' }),
    __metadata("design:type", String)
], JobProgress.prototype, "status", void 0);
__decorate([
    Field(() => Int, { description: 'The run: 1, and one more for each retryJob.' }),
    __metadata("design:type", Number)
], JobProgress.prototype, "run", void 0);
__decorate([
    Field(() => Int, { description: 'The attempt within the run; 0 before the first.' }),
    __metadata("design:type", Number)
], JobProgress.prototype, "attempt", void 0);
__decorate([
    Field(() => Int, {
        description: 'Where `text` begins, in UTF-16 code units, which is how JavaScript counts a string’s length.',
    }),
    __metadata("design:type", Number)
], JobProgress.prototype, "offset", void 0);
__decorate([
    Field(() => String, {
        description: 'What was written from `offset` on; empty where only the status changed.',
    }),
    __metadata("design:type", String)
], JobProgress.prototype, "text", void 0);
JobProgress = __decorate([
    ObjectType({
        simpleResolvers: true,
        description: 'How far a job is. Drop what you have of the text beyond `offset`, then add `text`: a new attempt begins at offset 0 again.',
    })
], JobProgress);
export { JobProgress };
let GenerateContentInput = class GenerateContentInput {
};
__decorate([
    Text(1, 4_000),
    Field(() => String, { description: 'What to write about, 1 to 4000 characters.' }),
    __metadata("design:type", String)
], GenerateContentInput.prototype, "prompt", void 0);
__decorate([
    Field(() => ContentType, { description: 'What kind of writing.' }),
    __metadata("design:type", String)
], GenerateContentInput.prototype, "type", void 0);
__decorate([
    Min(0, { message: 'must be 0 or more' }),
    Max(MAX_DELAY_SECONDS, { message: `must be at most ${MAX_DELAY_SECONDS}, which is 30 days` }),
    Field(() => Int, {
        nullable: true,
        description: 'Wait before it begins, in seconds: 0 to 2592000 (30 days). By default what the server is set to, 60.',
    }),
    __metadata("design:type", Object)
], GenerateContentInput.prototype, "delaySeconds", void 0);
__decorate([
    Text(1, 200),
    Field(() => String, {
        nullable: true,
        description: 'Makes it safe to send the request again: the same key with the same prompt, type and delay answers with the same job, with others it is a CONFLICT. 1 to 200 characters, one’s own, good as long as the job exists.',
    }),
    __metadata("design:type", Object)
], GenerateContentInput.prototype, "idempotencyKey", void 0);
GenerateContentInput = __decorate([
    InputType({ description: 'What to write, of which kind, and when.' })
], GenerateContentInput);
export { GenerateContentInput };
let JobsArgs = class JobsArgs extends PageArgs {
};
__decorate([
    Field(() => [JobStatus], {
        nullable: true,
        description: 'Jobs in one of these statuses only; empty or null: in any.',
    }),
    __metadata("design:type", Object)
], JobsArgs.prototype, "status", void 0);
__decorate([
    Field(() => ContentType, { nullable: true, description: 'Jobs of this type only.' }),
    __metadata("design:type", Object)
], JobsArgs.prototype, "type", void 0);
JobsArgs = __decorate([
    ArgsType()
], JobsArgs);
export { JobsArgs };
let JobCompletedArgs = class JobCompletedArgs {
};
__decorate([
    Field(() => ID, {
        nullable: true,
        description: 'Only the end of this job; then the subscription completes. A job that ended already sends its event at once.',
    }),
    __metadata("design:type", Object)
], JobCompletedArgs.prototype, "jobId", void 0);
__decorate([
    Field(() => String, {
        nullable: true,
        description: 'A cursor of one’s events: everything later than it comes first, in order. `"0"` is from the very first. Without it the subscription begins now.',
    }),
    __metadata("design:type", Object)
], JobCompletedArgs.prototype, "after", void 0);
JobCompletedArgs = __decorate([
    ArgsType()
], JobCompletedArgs);
export { JobCompletedArgs };
//# sourceMappingURL=generation.types.js.map