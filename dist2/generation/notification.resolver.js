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
import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { User } from '../auth/auth.types.js';
import { viewerOf } from '../auth/auth-checker.js';
import { NotificationConnection, NotificationsArgs } from './notification.types.js';
let NotificationResolver = class NotificationResolver {
    notifications(args, context) {
        return context.generation.notifications(viewerOf(context).id, args);
    }
    async markNotificationsRead(upTo, context) {
        const { id } = viewerOf(context);
        await context.generation.markRead(id, upTo);
        return context.auth.getUser(id);
    }
};
__decorate([
    Authorized(),
    Query(() => NotificationConnection, {
        description: 'One’s events, latest first, a page at a time: one for each end of a job, so two of a job that was run again. Errors: BAD_USER_INPUT.',
    }),
    __param(0, Args(() => NotificationsArgs)),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [NotificationsArgs, Object]),
    __metadata("design:returntype", Promise)
], NotificationResolver.prototype, "notifications", null);
__decorate([
    Authorized(),
    Mutation(() => User, {
        description: 'Marks every event up to and including this one as read. A mark never moves back: with an earlier cursor nothing changes. Errors: BAD_USER_INPUT for a cursor that is malformed or later than the newest event.',
    }),
    __param(0, Arg('upTo', () => String, { description: 'The event’s cursor; `"0"` marks nothing.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], NotificationResolver.prototype, "markNotificationsRead", null);
NotificationResolver = __decorate([
    Resolver()
], NotificationResolver);
export { NotificationResolver };
//# sourceMappingURL=notification.resolver.js.map