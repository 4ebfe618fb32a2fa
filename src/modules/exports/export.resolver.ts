import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import type { Page } from '../../graphql/pagination.js';
import { type FieldLimits, RateLimited } from '../../limits/rate-limited.js';
import { SESSION, viewerOf } from '../auth/auth-checker.js';
import { Export, ExportConnection, ExportContentsInput, ExportsArgs } from './export.types.js';
import type { ExportsContext } from './exports-context.js';

const EXPORTS: FieldLimits<ExportsContext> = [{ name: 'exports', per: 'caller' }];

@Resolver(() => Export)
export class ExportResolver {
  @Authorized()
  @Query(() => Export, {
    nullable: true,
    description: 'Returns one of the viewer’s exports; null if there is none with this id.',
  })
  export(
    @Arg('id', () => ID, { description: 'The id of the export.' }) id: string,
    @Ctx() context: ExportsContext,
  ): Promise<Export | null> {
    return context.exports.get(viewerOf(context).id, id);
  }

  @Authorized()
  @Query(() => ExportConnection, {
    description:
      'Lists the viewer’s exports, newest first. They are listed until 30 days after their end. Errors: BAD_USER_INPUT.',
  })
  exports(@Args(() => ExportsArgs) args: ExportsArgs, @Ctx() context: ExportsContext): Promise<Page<Export>> {
    return context.exports.list(viewerOf(context).id, args);
  }

  @Authorized()
  @RateLimited(EXPORTS)
  @Mutation(() => Export, {
    description:
      'Requests an export of pieces of the viewer’s library, which a worker writes in the background. Errors: BAD_USER_INPUT, also if no piece or more than 50,000 match; CONFLICT for a viewer with `EXPORTS_PER_USER` unfinished exports; RATE_LIMITED.',
  })
  exportContents(
    @Arg('input', () => ExportContentsInput, { description: 'Which pieces, and how.' })
    input: ExportContentsInput,
    @Ctx() context: ExportsContext,
  ): Promise<Export> {
    return context.exports.exportContents(viewerOf(context).id, input);
  }

  @Authorized(SESSION)
  @RateLimited(EXPORTS)
  @Mutation(() => Export, {
    description:
      'Requests an export of everything that the product stores about the viewer: account, sessions, access tokens, library with former texts and bin, jobs with their attempts, batches, templates, brand voices, events, usage, webhooks and their deliveries, entries of the audit log, exports. It contains no secrets: no password hash, no token, no signing secret. A worker writes it in the background. Errors: CONFLICT for a viewer with `EXPORTS_PER_USER` unfinished exports; FORBIDDEN for an access token; RATE_LIMITED.',
  })
  exportMyData(@Ctx() context: ExportsContext): Promise<Export> {
    return context.exports.exportMyData(viewerOf(context).id);
  }

  @Authorized()
  @Mutation(() => Export, {
    description:
      'Deletes an export with its file permanently, and returns it as it was. One that is QUEUED or RUNNING is stopped. Errors: NOT_FOUND.',
  })
  deleteExport(
    @Arg('id', () => ID, { description: 'The id of the export.' }) id: string,
    @Ctx() context: ExportsContext,
  ): Promise<Export> {
    return context.exports.delete(viewerOf(context).id, id);
  }

  @Authorized()
  @Subscription(() => Export, {
    description:
      'Sends an export as it is now, and each time it changes, at most about twice a second. The last one is COMPLETED, FAILED or EXPIRED; then the subscription completes. It also completes once the export is deleted. A client that subscribes again misses nothing. Errors: NOT_FOUND.',
    subscribe: ({ args, context }: SubscribeResolverData<unknown, { id: string }, ExportsContext>) =>
      context.exports.subscribe(viewerOf(context).id, args.id),
  })
  exportProgress(
    @Root() exported: Export,
    // For the schema only: `subscribe` above reads it.
    @Arg('id', () => ID, { description: 'The id of the export.' }) _id?: string,
  ): Export {
    return exported;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'A link to the file, new for each request: a signed path on the API’s own origin. It is valid for an hour, while the session or access token that requested it lasts. It needs no other credentials: treat it as a secret. Null before COMPLETED and after `expiresAt`, and for an access token if the export is MY_DATA.',
  })
  downloadUrl(@Root() exported: Export, @Ctx() context: ExportsContext): string | null {
    const { id: userId, sessionId, access } = viewerOf(context);
    return context.exports.linkTo({ userId, sessionId, ...(access && { access }) }, exported);
  }
}
