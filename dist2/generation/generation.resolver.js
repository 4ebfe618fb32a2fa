var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
var __param = (this && this.__param) || function (paramIndex, decorator) {
    return function (target, key) { decorator(target, key, paramIndex); }
};
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription, } from 'type-graphql';
import { viewerOf } from '../auth/auth-checker.js';
import { Content } from '../content/content.types.js';
import { RateLimited } from '../limits/rate-limited.js';
import { GenerateContentInput, Job, JobCompletedArgs, JobCompletedEvent, JobConnection, JobProgress, JobsArgs, } from './generation.types.js';
/**
 * The request to follow: generateContent (1) stores the job and tells the queue (2: generation.job.ts); a worker
 * runs it (3: generation.handler.ts) with the model (4: text-provider.ts), ends it and publishes the event
 * (5: generation.events.ts), which jobCompleted (6) gives to its owner.
 */
let GenerationResolver = class GenerationResolver {
    generateContent(input, context) {
        return context.generation.generate(viewerOf(context).id, context.requestId, input);
    }
    job(id, context) {
        return context.generation.get(viewerOf(context).id, id);
    }
    jobs(args, context) {
        return context.generation.list(viewerOf(context).id, args);
    }
    saveJobToLibrary(id, title, context) {
        return context.generation.saveToLibrary(viewerOf(context).id, id, title);
    }
    cancelJob(id, context) {
        return context.generation.cancel(viewerOf(context).id, id);
    }
    retryJob(id, context) {
        return context.generation.retry(viewerOf(context).id, id, context.requestId);
    }
    jobProgress(progress, _jobId) {
        return progress;
    }
    jobCompleted(event, 
    // Named here for the schema; `subscribe` above is what reads them.
    _args) {
        return { cursor: String(event.seq), occurredAt: event.occurredAt, job: event.job };
    }
    savedContent(job, { loaders }) {
        return loaders.savedContent.load({ userId: job.userId, jobId: job.id });
    }
};
__decorate([
    Authorized(),
    RateLimited('generate'),
    Mutation(() => Job, {
        description: 'Asks for a piece of writing and answers at once, with the job and the time it is scheduled for. Errors: BAD_USER_INPUT, CONFLICT, RATE_LIMITED.',
    }),
    __param(0, Arg('input', () => GenerateContentInput, { description: 'What to write.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [GenerateContentInput, Object]),
    __metadata("design:returntype", Promise)
], GenerationResolver.prototype, "generateContent", null);
__decorate([
    Authorized(),
    Query(() => Job, {
        nullable: true,
        description: 'One of one’s jobs; null where there is none of this id.',
    }),
    __param(0, Arg('id', () => ID, { description: 'Its id.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], GenerationResolver.prototype, "job", null);
__decorate([
    Authorized(),
    Query(() => JobConnection, {
        description: 'One’s jobs, latest first, a page at a time. Errors: BAD_USER_INPUT.',
    }),
    __param(0, Args(() => JobsArgs)),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [JobsArgs, Object]),
    __metadata("design:returntype", Promise)
], GenerationResolver.prototype, "jobs", null);
__decorate([
    Authorized(),
    Mutation(() => Content, {
        description: 'Saves a COMPLETED job’s text to one’s library, once: asked again, it answers with the same piece. Errors: NOT_FOUND, CONFLICT, BAD_USER_INPUT.',
    }),
    __param(0, Arg('id', () => ID, { description: 'The job’s id.' })),
    __param(1, Arg('title', () => String, {
        nullable: true,
        description: '1 to 200 characters. By default the first line of the text.',
    })),
    __param(2, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object, Object]),
    __metadata("design:returntype", Promise)
], GenerationResolver.prototype, "saveJobToLibrary", null);
__decorate([
    Authorized(),
    Mutation(() => Job, {
        description: 'Stops a job, whether it waits or is being written; what was written until then is kept. Asked again, it answers with the same job. Errors: NOT_FOUND, CONFLICT where it is COMPLETED or FAILED already.',
    }),
    __param(0, Arg('id', () => ID, { description: 'The job’s id.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], GenerationResolver.prototype, "cancelJob", null);
__decorate([
    Authorized(),
    RateLimited('generate'),
    Mutation(() => Job, {
        description: 'Begins a FAILED or CANCELED job anew, at once, as the next run of the same job: its attempts count from 0 again, its history stays. Errors: NOT_FOUND, CONFLICT for a job in any other status, RATE_LIMITED.',
    }),
    __param(0, Arg('id', () => ID, { description: 'The job’s id.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], GenerationResolver.prototype, "retryJob", null);
__decorate([
    Authorized(),
    Subscription(() => JobProgress, {
        description: 'A job’s status and its text while it is written, about 20 messages a second at most. The first message holds the text so far, and the last, with a terminal status, makes it equal to `generatedContent`; then the subscription completes. Errors: NOT_FOUND.',
        subscribe: ({ args, context }) => context.generation.watch(viewerOf(context).id, args.jobId),
    }),
    __param(0, Root()),
    __param(1, Arg('jobId', () => ID, { description: 'The job’s id.' })),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [JobProgress, String]),
    __metadata("design:returntype", JobProgress)
], GenerationResolver.prototype, "jobProgress", null);
__decorate([
    Authorized(),
    Subscription(() => JobCompletedEvent, {
        description: 'The end of each of one’s jobs, whichever it is, the moment it happens: each once and in order. Errors: NOT_FOUND, BAD_USER_INPUT.',
        subscribe: ({ args, context }) => context.generation.subscribe(viewerOf(context).id, args),
    }),
    __param(0, Root()),
    __param(1, Args(() => JobCompletedArgs)),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object, JobCompletedArgs]),
    __metadata("design:returntype", JobCompletedEvent)
], GenerationResolver.prototype, "jobCompleted", null);
__decorate([
    FieldResolver(() => Content, {
        nullable: true,
        description: 'The piece in one’s library that was saved from it, as it is now; null while there is none.',
    }),
    __param(0, Root()),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Job, Object]),
    __metadata("design:returntype", Promise)
], GenerationResolver.prototype, "savedContent", null);
GenerationResolver = __decorate([
    Resolver(() => Job)
], GenerationResolver);
export { GenerationResolver };
//# sourceMappingURL=generation.resolver.js.map