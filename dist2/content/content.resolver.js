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
import { Arg, Args, Authorized, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { viewerOf } from '../auth/auth-checker.js';
import { createSelection } from '../execution/selected-fields.js';
import { Content, ContentConnection, ContentsArgs, CreateContentInput, UpdateContentInput, } from './content.types.js';
/** What is asked of the pieces of a page. */
const askedOfNodes = createSelection('edges', 'node');
let ContentResolver = class ContentResolver {
    content(id, context) {
        return context.contents.get(viewerOf(context).id, id);
    }
    contents(args, context, info) {
        return context.contents.list(viewerOf(context).id, args, askedOfNodes(info));
    }
    createContent(input, context) {
        return context.contents.create(viewerOf(context).id, input);
    }
    updateContent(id, input, context) {
        return context.contents.update(viewerOf(context).id, id, input);
    }
    deleteContent(id, context) {
        return context.contents.delete(viewerOf(context).id, id);
    }
};
__decorate([
    Authorized(),
    Query(() => Content, {
        nullable: true,
        description: 'One piece of one’s library; null where there is none of this id.',
    }),
    __param(0, Arg('id', () => ID, { description: 'Its id.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], ContentResolver.prototype, "content", null);
__decorate([
    Authorized(),
    Query(() => ContentConnection, { description: 'One’s library, a page at a time. Errors: BAD_USER_INPUT.' }),
    __param(0, Args(() => ContentsArgs)),
    __param(1, Ctx()),
    __param(2, Info()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [ContentsArgs, Object, Object]),
    __metadata("design:returntype", Promise)
], ContentResolver.prototype, "contents", null);
__decorate([
    Authorized(),
    Mutation(() => Content, { description: 'Puts a piece into one’s library. Errors: BAD_USER_INPUT.' }),
    __param(0, Arg('input', () => CreateContentInput, { description: 'The new piece.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [CreateContentInput, Object]),
    __metadata("design:returntype", Promise)
], ContentResolver.prototype, "createContent", null);
__decorate([
    Authorized(),
    Mutation(() => Content, {
        description: 'Changes a piece of one’s library. Errors: BAD_USER_INPUT, NOT_FOUND, CONFLICT where it is of another `version`.',
    }),
    __param(0, Arg('id', () => ID, { description: 'Its id.' })),
    __param(1, Arg('input', () => UpdateContentInput, { description: 'What to change.' })),
    __param(2, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, UpdateContentInput, Object]),
    __metadata("design:returntype", Promise)
], ContentResolver.prototype, "updateContent", null);
__decorate([
    Authorized(),
    Mutation(() => Content, {
        description: 'Takes a piece out of one’s library, for good; answers with it. Errors: NOT_FOUND.',
    }),
    __param(0, Arg('id', () => ID, { description: 'Its id.' })),
    __param(1, Ctx()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], ContentResolver.prototype, "deleteContent", null);
ContentResolver = __decorate([
    Resolver(() => Content)
], ContentResolver);
export { ContentResolver };
//# sourceMappingURL=content.resolver.js.map