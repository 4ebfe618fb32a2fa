var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageArgs, PageInfo } from '../connection.js';
import { Text } from '../input.js';
import { ContentType } from './content-type.js';
/** In which order `contents` lists. */
export var ContentOrder;
(function (ContentOrder) {
    ContentOrder["NEWEST"] = "NEWEST";
    ContentOrder["OLDEST"] = "OLDEST";
    ContentOrder["RECENTLY_UPDATED"] = "RECENTLY_UPDATED";
    ContentOrder["TITLE"] = "TITLE";
})(ContentOrder || (ContentOrder = {}));
registerEnumType(ContentType, {
    name: 'ContentType',
    description: 'What kind of writing it is.',
    valuesConfig: {
        BLOG_POST_OUTLINE: { description: 'Title, introduction, 5 to 7 sections with points, conclusion.' },
        PRODUCT_DESCRIPTION: { description: 'Persuasive copy with features, benefits and a call to action.' },
        SOCIAL_MEDIA_CAPTION: { description: 'Engaging words with emoji and hashtags.' },
    },
});
registerEnumType(ContentOrder, {
    name: 'ContentOrder',
    description: 'In which order the library lists; ties are broken by id.',
    valuesConfig: {
        NEWEST: { description: 'Latest made first.' },
        OLDEST: { description: 'First made first.' },
        RECENTLY_UPDATED: { description: 'Latest changed first.' },
        TITLE: { description: 'By title, upper and lower case alike.' },
    },
});
const TITLE = '1 to 200 characters';
const BODY = '0 to 100,000 characters';
let Content = class Content {
};
__decorate([
    Field(() => ID, { description: 'Opaque id.' }),
    __metadata("design:type", String)
], Content.prototype, "id", void 0);
__decorate([
    Field(() => String, { description: `${TITLE}.` }),
    __metadata("design:type", String)
], Content.prototype, "title", void 0);
__decorate([
    Field(() => ContentType, { description: 'What kind of writing it is.' }),
    __metadata("design:type", String)
], Content.prototype, "type", void 0);
__decorate([
    Field(() => String, {
        description: `The writing itself, as inert text; ${BODY}, or as long as its job wrote it.`,
    }),
    __metadata("design:type", String)
], Content.prototype, "body", void 0);
__decorate([
    Field(() => Int, {
        description: 'Counts its changes, from 1. Sent along with a change, it keeps that from overwriting another one.',
    }),
    __metadata("design:type", Number)
], Content.prototype, "version", void 0);
__decorate([
    Field(() => Date, { description: 'When it was made.' }),
    __metadata("design:type", Date)
], Content.prototype, "createdAt", void 0);
__decorate([
    Field(() => Date, { description: 'When it was last changed.' }),
    __metadata("design:type", Date)
], Content.prototype, "updatedAt", void 0);
Content = __decorate([
    ObjectType({ simpleResolvers: true, description: 'A piece of writing in its owner’s library.' })
], Content);
export { Content };
let ContentEdge = class ContentEdge {
};
__decorate([
    Field(() => String, { description: 'Its place in this list, for `after`.' }),
    __metadata("design:type", String)
], ContentEdge.prototype, "cursor", void 0);
__decorate([
    Field(() => Content, { description: 'The piece.' }),
    __metadata("design:type", Content)
], ContentEdge.prototype, "node", void 0);
ContentEdge = __decorate([
    ObjectType({ simpleResolvers: true, description: 'A piece in a list, with its place in it.' })
], ContentEdge);
export { ContentEdge };
let ContentConnection = class ContentConnection {
    totalCount() {
        return this.count();
    }
};
__decorate([
    Field(() => [ContentEdge], { description: 'The pieces of this page, in order.' }),
    __metadata("design:type", Array)
], ContentConnection.prototype, "edges", void 0);
__decorate([
    Field(() => PageInfo, { description: 'Whether there is more.' }),
    __metadata("design:type", PageInfo)
], ContentConnection.prototype, "pageInfo", void 0);
__decorate([
    Field(() => Int, { description: 'How many pieces match on all pages; counted only when it is asked for.' }),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", []),
    __metadata("design:returntype", Promise)
], ContentConnection.prototype, "totalCount", null);
ContentConnection = __decorate([
    ObjectType({
        simpleResolvers: true,
        description: 'One page of the library, after the Relay cursor connections specification.',
    })
], ContentConnection);
export { ContentConnection };
let CreateContentInput = class CreateContentInput {
};
__decorate([
    Text(1, 200),
    Field(() => String, { description: `${TITLE}.` }),
    __metadata("design:type", String)
], CreateContentInput.prototype, "title", void 0);
__decorate([
    Field(() => ContentType, { description: 'What kind of writing it is.' }),
    __metadata("design:type", String)
], CreateContentInput.prototype, "type", void 0);
__decorate([
    Text(0, 100_000),
    Field(() => String, { description: `${BODY}.` }),
    __metadata("design:type", String)
], CreateContentInput.prototype, "body", void 0);
CreateContentInput = __decorate([
    InputType({ description: 'A new piece for the library.' })
], CreateContentInput);
export { CreateContentInput };
let UpdateContentInput = class UpdateContentInput {
};
__decorate([
    Text(1, 200),
    Field(() => String, { nullable: true, description: `${TITLE}.` }),
    __metadata("design:type", Object)
], UpdateContentInput.prototype, "title", void 0);
__decorate([
    Field(() => ContentType, { nullable: true, description: 'What kind of writing it is.' }),
    __metadata("design:type", Object)
], UpdateContentInput.prototype, "type", void 0);
__decorate([
    Text(0, 100_000),
    Field(() => String, { nullable: true, description: `${BODY}.` }),
    __metadata("design:type", Object)
], UpdateContentInput.prototype, "body", void 0);
__decorate([
    Field(() => Int, {
        nullable: true,
        description: 'The `version` that the change was made from: if it is no longer that, the answer is CONFLICT and nothing changes. Without it the change is made whatever came between.',
    }),
    __metadata("design:type", Object)
], UpdateContentInput.prototype, "version", void 0);
UpdateContentInput = __decorate([
    InputType({ description: 'What to change of a piece; whatever is left out or null stays as it is.' })
], UpdateContentInput);
export { UpdateContentInput };
let ContentsArgs = class ContentsArgs extends PageArgs {
};
__decorate([
    Text(0, 200),
    Field(() => String, {
        nullable: true,
        description: 'Pieces whose title, type (as people read it, such as "Blog Post Outline") or body hold these words, upper and lower case alike. Never a pattern; 200 characters at most; empty matches all.',
    }),
    __metadata("design:type", Object)
], ContentsArgs.prototype, "search", void 0);
__decorate([
    Field(() => ContentType, { nullable: true, description: 'Pieces of this type only.' }),
    __metadata("design:type", Object)
], ContentsArgs.prototype, "type", void 0);
__decorate([
    Field(() => ContentOrder, { defaultValue: ContentOrder.NEWEST, description: 'In which order.' }),
    __metadata("design:type", String)
], ContentsArgs.prototype, "orderBy", void 0);
ContentsArgs = __decorate([
    ArgsType()
], ContentsArgs);
export { ContentsArgs };
//# sourceMappingURL=content.types.js.map