import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  Float,
  ID,
  Info,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Page } from '../../graphql/pagination.js';
import { createSelection } from '../../graphql/selected-fields.js';
import { COMPARED_WORDS } from '../../text/edited-share.js';
import type { Structure } from '../../writing/forms.js';
import { viewerOf } from '../auth/auth-checker.js';
import {
  Content,
  ContentConnection,
  ContentEdge,
  ContentsArgs,
  CreateContentInput,
  UpdateContentInput,
} from './content.types.js';
import type { ContentContext } from './content-context.js';
import { ContentMatch, MAX_MATCHES, matchesOf } from './content-matches.js';
import { ContentSource, editedShareOf, sourceOf } from './content-source.js';
import { ContentStructure, structureOf } from './structure.js';

/** The selected fields of the pieces of a page. */
const selectedOfNodes = createSelection('edges', 'node');
const selectedOfEdges = createSelection('edges');

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
    const withMatches = selectedOfEdges(info).has('matches');
    return context.contents.list(viewerOf(context).id, args, selectedOfNodes(info), withMatches);
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

  @FieldResolver(() => ContentSource, {
    nullable: true,
    description: 'The job that the piece was saved from; null for a piece of `createContent`.',
  })
  source(@Root() piece: Content): ContentSource | null {
    return sourceOf(piece);
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

@Resolver(() => ContentEdge)
export class ContentEdgeResolver {
  @FieldResolver(() => [ContentMatch], {
    complexity: 5,
    description: `The passages of the title and the body with words of \`search\`, those of the title first, each text in order; passages that touch are one. The first ${MAX_MATCHES}. Empty without a search, and where the type alone matches.`,
  })
  matches(@Root() { node, terms = [] }: ContentEdge): Promise<ContentMatch[]> | ContentMatch[] {
    return terms.length === 0 ? [] : matchesOf(node, terms);
  }
}

@Resolver(() => ContentSource)
export class ContentSourceResolver {
  @FieldResolver(() => Float, {
    complexity: 10,
    nullable: true,
    description: `How much of the generated text was changed, 0 to 1: 1 − L ÷ W, where L is the number of words in the longest common subsequence of the generated text and \`body\`, and W that of the longer text. Words are separated by white space; the first ${COMPARED_WORDS} of each text count. Null if the generated text is not kept, because an earlier version of the server changed the piece.`,
  })
  async editedShare(
    @Root() { piece }: ContentSource,
    @Ctx() { loaders }: ContentContext,
  ): Promise<number | null> {
    return editedShareOf(piece, piece.version === 1 ? null : await loaders.generatedText.load(piece.id));
  }
}
