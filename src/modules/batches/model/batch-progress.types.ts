import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { type BatchState, progressOf } from './batch.model.js';

@ObjectType({
  simpleResolvers: true,
  description: 'The progress of a batch after the end of one of its jobs.',
})
export class BatchProgress {
  @Field(() => String, {
    description:
      'The cursor of the event that ended the job, `"0"` before the first. A subscription `after` it continues with the next one.',
  })
  cursor!: string;

  @Field(() => ID, { description: 'The id of the batch.' })
  batchId!: string;

  @Field(() => Int, { description: 'The number of its jobs.' })
  total!: number;

  @Field(() => Int, { description: 'The number of jobs that are COMPLETED.' })
  completed!: number;

  @Field(() => Int, { description: 'The number of jobs that are FAILED.' })
  failed!: number;

  @Field(() => Int, { description: 'The number of jobs that are CANCELED.' })
  canceled!: number;

  @Field(() => Float, { description: 'The part of the jobs that have ended, from 0 to 1.' })
  progress!: number;

  @Field(() => Date, {
    nullable: true,
    description:
      'When the last job ended; null while some are unfinished. The event in which it is set is the end of the batch.',
  })
  completedAt!: Date | string | null;
}

export const toProgress = (cursor: string, { id, changes: _, ...state }: BatchState): BatchProgress => ({
  ...state,
  cursor,
  batchId: id,
  progress: progressOf(state),
});
