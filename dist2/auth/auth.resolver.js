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
import { Arg, Authorized, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { RateLimited } from '../limits/rate-limited.js';
import { AuthPayload, LoginInput, RegisterInput, User } from './auth.types.js';
import { viewerOf } from './auth-checker.js';
let AuthResolver = class AuthResolver {
    register(input, { auth, userAgent }) {
        return auth.register(input, userAgent);
    }
    login(input, { auth, userAgent }) {
        return auth.login(input, userAgent);
    }
    me(context) {
        return context.auth.getUser(viewerOf(context).id);
    }
    eventCursor(user, { generation }) {
        return generation.latestCursor(user.id);
    }
    unreadCount(user, { generation }) {
        return generation.unreadCount(user.id);
    }
};
__decorate([
    RateLimited('register'),
    Mutation(() => AuthPayload, {
        description: 'Makes an account and signs it in. Errors: BAD_USER_INPUT, EMAIL_TAKEN, RATE_LIMITED.',
    }),
    __param(0, Arg('input', () => RegisterInput, { description: 'The new account.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [RegisterInput, Object]),
    __metadata("design:returntype", Promise)
], AuthResolver.prototype, "register", null);
__decorate([
    RateLimited('login'),
    Mutation(() => AuthPayload, {
        description: 'Signs in. Errors: INVALID_CREDENTIALS, in the same words for an unknown email and a wrong password; RATE_LIMITED.',
    }),
    __param(0, Arg('input', () => LoginInput, { description: 'The credentials.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [LoginInput, Object]),
    __metadata("design:returntype", Promise)
], AuthResolver.prototype, "login", null);
__decorate([
    Authorized(),
    Query(() => User, { description: 'Whoever the token belongs to. Errors: UNAUTHENTICATED.' }),
    __param(0, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object]),
    __metadata("design:returntype", Promise)
], AuthResolver.prototype, "me", null);
__decorate([
    FieldResolver(() => String, {
        description: 'Cursor of the user’s latest event, `"0"` before the first. A `jobCompleted` subscription `after` it misses nothing that comes later.',
    }),
    __param(0, Root()),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [User, Object]),
    __metadata("design:returntype", Promise)
], AuthResolver.prototype, "eventCursor", null);
__decorate([
    FieldResolver(() => Int, {
        description: 'How many of the user’s events came after what they marked as read; see `notifications`.',
    }),
    __param(0, Root()),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [User, Object]),
    __metadata("design:returntype", Promise)
], AuthResolver.prototype, "unreadCount", null);
AuthResolver = __decorate([
    Resolver(() => User)
], AuthResolver);
export { AuthResolver };
//# sourceMappingURL=auth.resolver.js.map