import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Info,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Page } from '../../graphql/pagination.js';
import { createSelection } from '../../graphql/selected-fields.js';
import type { Structure } from '../../writing/forms.js';
import { viewerOf } from '../auth/auth-checker.js';
import {
  Content,
  ContentConnection,
  ContentsArgs,
  CreateContentInput,
  UpdateContentInput,
} from './content.types.js';
import type { ContentContext } from './content-context.js';
import { ContentStructure, structureOf } from './structure.js';

/** What is asked of the pieces of a page. */
const askedOfNodes = createSelection('edges', 'node');

@Resolver(() => Content)
export class ContentResolver {
  @Authorized()
  @Query(() => Content, {
    nullable: true,
    description: 'One piece of one’s library; null where there is none of this id.',
  })
  content(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() context: ContentContext,
  ): Promise<Content | null> {
    return context.contents.get(viewerOf(context).id, id);
  }

  @Authorized()
  @Query(() => ContentConnection, { description: 'One’s library, a page at a time. Errors: BAD_USER_INPUT.' })
  contents(
    @Args(() => ContentsArgs) args: ContentsArgs,
    @Ctx() context: ContentContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<Content>> {
    return context.contents.list(viewerOf(context).id, args, askedOfNodes(info));
  }

  @Authorized()
  @Mutation(() => Content, { description: 'Puts a piece into one’s library. Errors: BAD_USER_INPUT.' })
  createContent(
    @Arg('input', () => CreateContentInput, { description: 'The new piece.' }) input: CreateContentInput,
    @Ctx() context: ContentContext,
  ): Promise<Content> {
    return context.contents.create(viewerOf(context).id, input);
  }

  @Authorized()
  @Mutation(() => Content, {
    description:
      'Changes a piece of one’s library. Errors: BAD_USER_INPUT, NOT_FOUND, CONFLICT where it is of another `version`.',
  })
  updateContent(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Arg('input', () => UpdateContentInput, { description: 'What to change.' }) input: UpdateContentInput,
    @Ctx() context: ContentContext,
  ): Promise<Content> {
    return context.contents.update(viewerOf(context).id, id, input);
  }

  @Authorized()
  @Mutation(() => Content, {
    description: 'Takes a piece out of one’s library, for good; answers with it. Errors: NOT_FOUND.',
  })
  deleteContent(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() context: ContentContext,
  ): Promise<Content> {
    return context.contents.delete(viewerOf(context).id, id);
  }

  @FieldResolver(() => ContentStructure, {
    nullable: true,
    description: 'The parts of `body`; null where it has not the form of its type, as after an edit.',
  })
  structure(@Root() { type, body }: Content): Promise<Structure | null> {
    return structureOf(type, body);
  }
}
