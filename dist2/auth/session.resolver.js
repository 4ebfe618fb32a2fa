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
import { Arg, Authorized, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { RateLimited } from '../limits/rate-limited.js';
import { AuthPayload, ChangePasswordInput, Session, User } from './auth.types.js';
import { viewerOf } from './auth-checker.js';
/** Sign-ins and how they end. Whatever ends one reaches every process and open socket within 5 s. */
let SessionResolver = class SessionResolver {
    sessions(context) {
        return context.auth.sessions(viewerOf(context));
    }
    refreshSession(refreshToken, { auth }) {
        return auth.refreshSession(refreshToken);
    }
    async logout(context) {
        await context.auth.logout(viewerOf(context));
        return true;
    }
    logoutEverywhere(context) {
        return context.auth.logoutEverywhere(viewerOf(context));
    }
    revokeSession(id, context) {
        return context.auth.revokeSession(viewerOf(context), id);
    }
    changePassword(input, context) {
        return context.auth.changePassword(viewerOf(context), input);
    }
    async deleteAccount(password, context) {
        await context.auth.deleteAccount(viewerOf(context), password);
        return true;
    }
};
__decorate([
    Authorized(),
    Query(() => [Session], {
        description: 'One’s own sign-ins that are not over, the one seen last first; 100 at most. Errors: UNAUTHENTICATED.',
    }),
    __param(0, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object]),
    __metadata("design:returntype", Promise)
], SessionResolver.prototype, "sessions", null);
__decorate([
    Mutation(() => AuthPayload, {
        description: 'A new token and refresh token for a session, and more time for it. Each refresh token is good once: one that comes a second time ends its session, because two hold it (RFC 9700, section 4.14.2), so ask from one place at a time. Tokens that are out stay good. Errors: UNAUTHENTICATED where the refresh token is not good (sign in again), RATE_LIMITED.',
    }),
    __param(0, Arg('refreshToken', () => String, { description: 'The latest one of the session.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], SessionResolver.prototype, "refreshSession", null);
__decorate([
    Authorized(),
    Mutation(() => Boolean, {
        description: 'Ends this session: its tokens are refused and its sockets closed with 4403 within 5 s, everywhere. Answers true. Errors: UNAUTHENTICATED.',
    }),
    __param(0, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object]),
    __metadata("design:returntype", Promise)
], SessionResolver.prototype, "logout", null);
__decorate([
    Authorized(),
    Mutation(() => Int, {
        description: 'Ends all of one’s sessions, this one too, and answers how many. Errors: UNAUTHENTICATED.',
    }),
    __param(0, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object]),
    __metadata("design:returntype", Promise)
], SessionResolver.prototype, "logoutEverywhere", null);
__decorate([
    Authorized(),
    Mutation(() => Session, {
        description: 'Ends one of one’s sessions and answers with it. Errors: UNAUTHENTICATED, NOT_FOUND.',
    }),
    __param(0, Arg('id', () => ID, { description: 'Which one: see `sessions`.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], SessionResolver.prototype, "revokeSession", null);
__decorate([
    Authorized(),
    RateLimited('password'),
    Mutation(() => User, {
        description: 'Changes the password and ends all of one’s other sessions; this one lives on. Errors: UNAUTHENTICATED, INVALID_CREDENTIALS where the current password is wrong, BAD_USER_INPUT, RATE_LIMITED.',
    }),
    __param(0, Arg('input', () => ChangePasswordInput, { description: 'The password, old and new.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [ChangePasswordInput, Object]),
    __metadata("design:returntype", Promise)
], SessionResolver.prototype, "changePassword", null);
__decorate([
    Authorized(),
    RateLimited('password'),
    Mutation(() => Boolean, {
        description: 'Deletes the account and all that is its own: library, jobs and events. Jobs that run are ended. Nothing of it can be brought back, and the email is free at once. Answers true. Errors: UNAUTHENTICATED, INVALID_CREDENTIALS where the password is wrong, RATE_LIMITED.',
    }),
    __param(0, Arg('password', () => String, { description: 'The account’s password.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], SessionResolver.prototype, "deleteAccount", null);
SessionResolver = __decorate([
    Resolver(() => Session)
], SessionResolver);
export { SessionResolver };
//# sourceMappingURL=session.resolver.js.map