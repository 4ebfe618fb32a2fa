import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { viewerOf } from '../auth/auth-checker.js';
import { ContentSource } from '../content/content-source.js';
import type { JobsContext } from './jobs-context.js';
import { Job } from './model/job.types.js';

/**
 * The job that a piece was saved from, as the piece stores it. A piece of an earlier version has no copy: its job is
 * read.
 */
@Resolver(() => ContentSource)
export class ContentSourceJobResolver {
  @FieldResolver(() => Job, {
    complexity: 10,
    nullable: true,
    description: 'The job; null when it is removed, which happens some time after its end.',
  })
  job(@Root() { jobId }: ContentSource, @Ctx() context: JobsContext): Promise<Job | null> {
    return context.jobs.get(viewerOf(context).id, jobId);
  }

  @FieldResolver(() => String, {
    complexity: 10,
    nullable: true,
    description:
      'What the text is about, as requested. Null for a piece of an earlier version whose job is removed.',
  })
  async prompt(@Root() source: ContentSource, @Ctx() context: JobsContext): Promise<string | null> {
    return source.piece.snapshot?.prompt ?? (await this.job(source, context))?.prompt ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The model that wrote the text, by the provider’s name for it. Null where it is not known, and for a piece that an earlier version saved.',
  })
  model(@Root() { piece }: ContentSource): string | null {
    return piece.snapshot?.model ?? null;
  }
}
