var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
import { IsEmail, MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Password, Text } from '../input.js';
import { UserStatus } from './user.model.js';
registerEnumType(UserStatus, {
    name: 'UserStatus',
    description: 'Whether an account may be used.',
    valuesConfig: {
        ACTIVE: { description: 'It may be used.' },
        INACTIVE: { description: 'It is shut: its tokens are refused, and so is a sign-in.' },
    },
});
let User = class User {
};
__decorate([
    Field(() => ID, { description: 'Opaque id.' }),
    __metadata("design:type", String)
], User.prototype, "id", void 0);
__decorate([
    Field(() => String, { description: 'As people call them, 1 to 100 characters.' }),
    __metadata("design:type", String)
], User.prototype, "name", void 0);
__decorate([
    Field(() => String, { description: 'Unique whatever its case; kept in lower case.' }),
    __metadata("design:type", String)
], User.prototype, "email", void 0);
__decorate([
    Field(() => UserStatus, { description: 'Whether the account may be used.' }),
    __metadata("design:type", String)
], User.prototype, "status", void 0);
__decorate([
    Field(() => Date, { description: 'When the account was made.' }),
    __metadata("design:type", Date)
], User.prototype, "createdAt", void 0);
User = __decorate([
    ObjectType({ simpleResolvers: true, description: 'A person with an account. Everyone sees only their own.' })
], User);
export { User };
let AuthPayload = class AuthPayload {
};
__decorate([
    Field(() => String, {
        description: 'JSON Web Token (RFC 7519). Send it as `Authorization: Bearer <token>` over HTTP, or as `Authorization` or `token` in the `connection_init` payload over WebSocket.',
    }),
    __metadata("design:type", String)
], AuthPayload.prototype, "token", void 0);
__decorate([
    Field(() => Date, {
        description: 'From when on the token is refused, and a socket that it opened is closed with 4403.',
    }),
    __metadata("design:type", Date)
], AuthPayload.prototype, "expiresAt", void 0);
__decorate([
    Field(() => User, { description: 'Who signed in.' }),
    __metadata("design:type", User)
], AuthPayload.prototype, "user", void 0);
__decorate([
    Field(() => String, {
        description: 'For `refreshSession`, which takes it once and answers with the next one. Keep it where no script of another origin reads it.',
    }),
    __metadata("design:type", String)
], AuthPayload.prototype, "refreshToken", void 0);
__decorate([
    Field(() => Date, {
        description: 'From when on the refresh token is refused, and a new sign-in is needed.',
    }),
    __metadata("design:type", Date)
], AuthPayload.prototype, "refreshExpiresAt", void 0);
AuthPayload = __decorate([
    ObjectType({
        simpleResolvers: true,
        description: 'A sign-in: the token, how long it is good, and whose it is.',
    })
], AuthPayload);
export { AuthPayload };
let Session = class Session {
};
__decorate([
    Field(() => ID, { description: 'Opaque id.' }),
    __metadata("design:type", String)
], Session.prototype, "id", void 0);
__decorate([
    Field(() => Date, { description: 'When the user signed in.' }),
    __metadata("design:type", Date)
], Session.prototype, "createdAt", void 0);
__decorate([
    Field(() => Date, { description: 'When it was last used, to the minute; an open socket uses it.' }),
    __metadata("design:type", Date)
], Session.prototype, "lastSeenAt", void 0);
__decorate([
    Field(() => String, {
        nullable: true,
        description: 'What the client called itself at the sign-in (`User-Agent`), 200 characters at most. Whoever signs in chooses it.',
    }),
    __metadata("design:type", Object)
], Session.prototype, "userAgent", void 0);
__decorate([
    Field(() => Boolean, { description: 'Whether this request was made with it.' }),
    __metadata("design:type", Boolean)
], Session.prototype, "current", void 0);
Session = __decorate([
    ObjectType({ simpleResolvers: true, description: 'A sign-in that is not over.' })
], Session);
export { Session };
let RegisterInput = class RegisterInput {
};
__decorate([
    Text(1, 100),
    Field(() => String, { description: '1 to 100 characters.' }),
    __metadata("design:type", String)
], RegisterInput.prototype, "name", void 0);
__decorate([
    IsEmail({}, { message: 'must be an email address' }),
    MaxLength(254, { message: 'must be 254 characters at most' }),
    Field(() => String, { description: 'An email address, 254 characters at most; unique whatever its case.' }),
    __metadata("design:type", String)
], RegisterInput.prototype, "email", void 0);
__decorate([
    Password(),
    Field(() => String, { description: '8 characters or more, 72 bytes at most in UTF-8.' }),
    __metadata("design:type", String)
], RegisterInput.prototype, "password", void 0);
RegisterInput = __decorate([
    InputType({ description: 'A new account.' })
], RegisterInput);
export { RegisterInput };
let LoginInput = class LoginInput {
};
__decorate([
    MaxLength(254, { message: 'must be 254 characters at most' }),
    Field(() => String, { description: 'The account’s email, in any case.' }),
    __metadata("design:type", String)
], LoginInput.prototype, "email", void 0);
__decorate([
    MaxLength(1_000, { message: 'must be 1000 characters at most' }),
    Field(() => String, { description: 'The account’s password.' }),
    __metadata("design:type", String)
], LoginInput.prototype, "password", void 0);
LoginInput = __decorate([
    InputType({ description: 'The credentials of an account.' })
], LoginInput);
export { LoginInput };
let ChangePasswordInput = class ChangePasswordInput {
};
__decorate([
    MaxLength(1_000, { message: 'must be 1000 characters at most' }),
    Field(() => String, { description: 'The account’s password as it is.' }),
    __metadata("design:type", String)
], ChangePasswordInput.prototype, "currentPassword", void 0);
__decorate([
    Password(),
    Field(() => String, { description: '8 characters or more, 72 bytes at most in UTF-8.' }),
    __metadata("design:type", String)
], ChangePasswordInput.prototype, "newPassword", void 0);
ChangePasswordInput = __decorate([
    InputType({ description: 'A password and the one that replaces it.' })
], ChangePasswordInput);
export { ChangePasswordInput };
//# sourceMappingURL=auth.types.js.map