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

/** The selected fields of the pieces of a page. */
const selectedOfNodes = createSelection('edges', 'node');

@Resolver(() => Content)
export class ContentResolver {
  @Authorized()
  @Query(() => Content, {
    nullable: true,
    description: 'Returns one piece of the viewer’s library; null if there is none with this id.',
  })
  content(
    @Arg('id', () => ID, { description: 'The id of the piece.' }) id: string,
    @Ctx() context: ContentContext,
  ): Promise<Content | null> {
    return context.contents.get(viewerOf(context).id, id);
  }

  @Authorized()
  @Query(() => ContentConnection, { description: 'Lists the viewer’s library. Errors: BAD_USER_INPUT.' })
  contents(
    @Args(() => ContentsArgs) args: ContentsArgs,
    @Ctx() context: ContentContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<Content>> {
    return context.contents.list(viewerOf(context).id, args, selectedOfNodes(info));
  }

  @Authorized()
  @Mutation(() => Content, {
    description: 'Creates a piece in the viewer’s library. Errors: BAD_USER_INPUT.',
  })
  createContent(
    @Arg('input', () => CreateContentInput, { description: 'The new piece.' }) input: CreateContentInput,
    @Ctx() context: ContentContext,
  ): Promise<Content> {
    return context.contents.create(viewerOf(context).id, input);
  }

  @Authorized()
  @Mutation(() => Content, {
    description:
      'Changes a piece of the viewer’s library. Errors: BAD_USER_INPUT, NOT_FOUND, CONFLICT for a piece with another `version`.',
  })
  updateContent(
    @Arg('id', () => ID, { description: 'The id of the piece.' }) id: string,
    @Arg('input', () => UpdateContentInput, { description: 'The changes.' }) input: UpdateContentInput,
    @Ctx() context: ContentContext,
  ): Promise<Content> {
    return context.contents.update(viewerOf(context).id, id, input);
  }

  @Authorized()
  @Mutation(() => Content, {
    description: 'Moves a piece of the viewer’s library to the bin, and returns it. Errors: NOT_FOUND.',
  })
  deleteContent(
    @Arg('id', () => ID, { description: 'The id of the piece.' }) id: string,
    @Ctx() context: ContentContext,
  ): Promise<Content> {
    return context.contents.delete(viewerOf(context).id, id);
  }

  @FieldResolver(() => ContentStructure, {
    complexity: 10,
    nullable: true,
    description:
      'The parts of `body`; null for a text that does not have the form of its type, for example after an edit.',
  })
  structure(@Root() { type, body }: Content): Promise<Structure | null> {
    return structureOf(type, body);
  }
}
