var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { PageArgs, PageInfo } from '../connection.js';
import { Job } from './generation.types.js';
let Notification = class Notification {
};
__decorate([
    Field(() => String, {
        description: 'The event’s cursor: what `markNotificationsRead` and `jobCompleted(after:)` take.',
    }),
    __metadata("design:type", String)
], Notification.prototype, "cursor", void 0);
__decorate([
    Field(() => Date, { description: 'When the job ended.' }),
    __metadata("design:type", Date)
], Notification.prototype, "occurredAt", void 0);
__decorate([
    Field(() => Boolean, { description: 'Whether it was marked as read, by itself or with a later one.' }),
    __metadata("design:type", Boolean)
], Notification.prototype, "read", void 0);
__decorate([
    Field(() => Job, { description: 'The job as it was at its end, whenever this is read.' }),
    __metadata("design:type", Job)
], Notification.prototype, "job", void 0);
Notification = __decorate([
    ObjectType({
        simpleResolvers: true,
        description: 'An event, as it is read afterwards: that a job came to its end, and whether its owner has seen that.',
    })
], Notification);
export { Notification };
let NotificationsArgs = class NotificationsArgs extends PageArgs {
};
__decorate([
    Field(() => Boolean, {
        defaultValue: false,
        description: 'Only those that came after what was marked as read.',
    }),
    __metadata("design:type", Boolean)
], NotificationsArgs.prototype, "unreadOnly", void 0);
NotificationsArgs = __decorate([
    ArgsType()
], NotificationsArgs);
export { NotificationsArgs };
let NotificationEdge = class NotificationEdge {
};
__decorate([
    Field(() => String, { description: 'Its place in this list, for `after`; the same as its own cursor.' }),
    __metadata("design:type", String)
], NotificationEdge.prototype, "cursor", void 0);
__decorate([
    Field(() => Notification, { description: 'The notification.' }),
    __metadata("design:type", Notification)
], NotificationEdge.prototype, "node", void 0);
NotificationEdge = __decorate([
    ObjectType({ simpleResolvers: true, description: 'A notification in a list, with its place in it.' })
], NotificationEdge);
export { NotificationEdge };
let NotificationConnection = class NotificationConnection {
    totalCount() {
        return this.count();
    }
};
__decorate([
    Field(() => [NotificationEdge], { description: 'The notifications of this page, latest first.' }),
    __metadata("design:type", Array)
], NotificationConnection.prototype, "edges", void 0);
__decorate([
    Field(() => PageInfo, { description: 'Whether there is more.' }),
    __metadata("design:type", PageInfo)
], NotificationConnection.prototype, "pageInfo", void 0);
__decorate([
    Field(() => Int, { description: 'How many there are on all pages; the same effort however many.' }),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", []),
    __metadata("design:returntype", Promise)
], NotificationConnection.prototype, "totalCount", null);
NotificationConnection = __decorate([
    ObjectType({
        simpleResolvers: true,
        description: 'One page of notifications, after the Relay cursor connections specification.',
    })
], NotificationConnection);
export { NotificationConnection };
//# sourceMappingURL=notification.types.js.map