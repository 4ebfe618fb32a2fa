import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import { type Page, PageArgs } from '../../graphql/pagination.js';
import { Resumable } from '../../graphql/resumable.js';
import { viewerOf } from '../auth/auth-checker.js';
import { EVENT_TERMS } from '../events/event-terms.js';
import { type BinnedContent, BinnedContentConnection } from './binned-content.types.js';
import { Content } from './content.types.js';
import { ContentBulkResult, MAX_BULK } from './content-bulk.js';
import { ContentChange, ContentChangedArgs } from './content-change.types.js';
import type { ContentContext } from './content-context.js';
import { ContentTag, MAX_TAGS, TAG_LENGTH } from './content-label.types.js';
import { LISTED_TAGS } from './content-labels.js';
import type { ContentChangeEvent } from './content-log.js';
import { ContentVersion, ContentVersionConnection } from './content-version.types.js';

const IDS = `The ids of the pieces, ${MAX_BULK} at most.`;
const TAGS = `1 to ${TAG_LENGTH} characters each, ${MAX_TAGS} at most. White space around a tag is removed, and any within is one space. Tags are the same if they differ by case alone, in any Unicode normal form.`;

/** What a library has besides its pieces: versions, tags, stars, the bin and the changes. */
@Resolver(() => ContentChange)
export class ContentLibraryResolver {
  @Authorized()
  @Query(() => ContentVersionConnection, {
    nullable: true,
    description:
      'Lists the former texts of a piece, newest first; null if the library has no piece with this id. The server’s settings bound their number and age, 50 and 365 days unless configured; the text that a job generated is always kept. Errors: BAD_USER_INPUT.',
  })
  contentVersions(
    @Arg('id', () => ID, { description: 'The id of the piece.' }) id: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ContentContext,
  ): Promise<Page<ContentVersion> | null> {
    return context.contents.versions(viewerOf(context).id, id, args);
  }

  @Authorized()
  @Query(() => ContentVersion, {
    nullable: true,
    description: 'Returns one former text of a piece; null if there is none with this id and version.',
  })
  contentVersion(
    @Arg('id', () => ID, { description: 'The id of the piece.' }) id: string,
    @Arg('version', () => Int, { description: 'The `version` that the piece had.' }) version: number,
    @Ctx() context: ContentContext,
  ): Promise<ContentVersion | null> {
    return context.contents.version(viewerOf(context).id, id, version);
  }

  @Authorized()
  @Mutation(() => Content, {
    description:
      'Gives a piece the title, type and body of a former version again, as a new version. Errors: NOT_FOUND for the piece and for a version that is not kept.',
  })
  restoreContent(
    @Arg('id', () => ID, { description: 'The id of the piece.' }) id: string,
    @Arg('version', () => Int, { description: 'The former `version`.' }) version: number,
    @Ctx() context: ContentContext,
  ): Promise<Content> {
    return context.contents.restoreVersion(viewerOf(context).id, id, version);
  }

  @Authorized()
  @Query(() => BinnedContentConnection, {
    description: 'Lists the viewer’s bin, last deleted first. Errors: BAD_USER_INPUT.',
  })
  binnedContents(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ContentContext,
  ): Promise<Page<BinnedContent>> {
    return context.contents.binned(viewerOf(context).id, args);
  }

  @Authorized()
  @Mutation(() => ContentBulkResult, {
    description: 'Moves pieces of the viewer’s library to the bin. Errors: BAD_USER_INPUT.',
  })
  deleteContents(
    @Arg('ids', () => [ID], { description: IDS }) ids: string[],
    @Ctx() context: ContentContext,
  ): Promise<ContentBulkResult> {
    return context.contents.deleteMany(viewerOf(context).id, ids);
  }

  @Authorized()
  @Mutation(() => ContentBulkResult, {
    description:
      'Moves pieces from the bin back to the library, with their versions. A piece is refused with CONFLICT if the text of its job was saved again meanwhile. Errors: BAD_USER_INPUT.',
  })
  restoreFromBin(
    @Arg('ids', () => [ID], { description: IDS }) ids: string[],
    @Ctx() context: ContentContext,
  ): Promise<ContentBulkResult> {
    return context.contents.restore(viewerOf(context).id, ids);
  }

  @Authorized()
  @Mutation(() => ContentBulkResult, {
    description:
      'Removes pieces of the bin permanently, with their versions. A piece that is not in the bin is refused with NOT_FOUND. Errors: BAD_USER_INPUT.',
  })
  deleteForever(
    @Arg('ids', () => [ID], { description: IDS }) ids: string[],
    @Ctx() context: ContentContext,
  ): Promise<ContentBulkResult> {
    return context.contents.deleteForever(viewerOf(context).id, ids);
  }

  @Authorized()
  @Mutation(() => Int, {
    description:
      'Removes all pieces of the bin permanently, with their versions. Returns their number. Pieces that are deleted meanwhile stay in the bin.',
  })
  emptyBin(@Ctx() context: ContentContext): Promise<number> {
    return context.contents.emptyBin(viewerOf(context).id);
  }

  @Authorized()
  @Mutation(() => ContentBulkResult, {
    description: `Adds tags to pieces of the viewer’s library. A tag that a piece has in another case stays as it is. A piece that would have more than ${MAX_TAGS} tags is refused with CONFLICT, and gets none of them. Errors: BAD_USER_INPUT.`,
  })
  addTags(
    @Arg('ids', () => [ID], { description: IDS }) ids: string[],
    @Arg('tags', () => [String], { description: TAGS }) tags: string[],
    @Ctx() context: ContentContext,
  ): Promise<ContentBulkResult> {
    return context.contents.addTags(viewerOf(context).id, ids, tags);
  }

  @Authorized()
  @Mutation(() => ContentBulkResult, {
    description:
      'Removes tags from pieces of the viewer’s library. A piece without them stays as it is. Errors: BAD_USER_INPUT.',
  })
  removeTags(
    @Arg('ids', () => [ID], { description: IDS }) ids: string[],
    @Arg('tags', () => [String], { description: TAGS }) tags: string[],
    @Ctx() context: ContentContext,
  ): Promise<ContentBulkResult> {
    return context.contents.removeTags(viewerOf(context).id, ids, tags);
  }

  @Authorized()
  @Mutation(() => ContentBulkResult, {
    description:
      'Gives pieces of the viewer’s library a star, or takes it from them. Errors: BAD_USER_INPUT.',
  })
  setStarred(
    @Arg('ids', () => [ID], { description: IDS }) ids: string[],
    @Arg('starred', () => Boolean, { description: 'Whether they have a star.' }) starred: boolean,
    @Ctx() context: ContentContext,
  ): Promise<ContentBulkResult> {
    return context.contents.setStarred(viewerOf(context).id, ids, starred);
  }

  @Authorized()
  @Query(() => [ContentTag], {
    complexity: 20,
    description: `Lists the tags of the viewer’s library with the number of their pieces, most used first, then by name. At most ${LISTED_TAGS}.`,
  })
  contentTags(@Ctx() context: ContentContext): Promise<ContentTag[]> {
    return context.contents.tags(viewerOf(context).id);
  }

  @Authorized()
  @Resumable(EVENT_TERMS)
  @Subscription(() => ContentChange, {
    description:
      'Sends each change of the viewer’s library as it happens, each exactly once and in order. Its cursors are its own: those of `jobCompleted` do not fit. Errors: BAD_USER_INPUT.',
    subscribe: ({ args, context }: SubscribeResolverData<unknown, ContentChangedArgs, ContentContext>) =>
      context.contents.subscribe(viewerOf(context).id, args.after),
  })
  contentChanged(
    @Root() event: ContentChangeEvent,
    // For the schema only: `subscribe` above reads it.
    @Args(() => ContentChangedArgs) _args?: ContentChangedArgs,
  ): ContentChange {
    const { seq, kind, contentId, occurredAt } = event;
    return { cursor: String(seq), kind, contentId, occurredAt };
  }

  @FieldResolver(() => Content, {
    nullable: true,
    description: 'The piece as it is now, however late the event is read; null if it is not in the library.',
  })
  content(@Root() { contentId }: ContentChange, @Ctx() context: ContentContext): Promise<Content | null> {
    return context.contents.get(viewerOf(context).id, contentId);
  }
}
