import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { BatchProgress } from '../batches/model/batch-progress.types.js';
import { Job } from '../jobs/model/job.types.js';
import type { Timestamp } from '../jobs/model/job-snapshot.js';

@ObjectType({
  simpleResolvers: true,
  description: 'An event: a job reached a terminal status.',
})
export class JobCompletedEvent {
  @Field(() => String, {
    description: 'The cursor of the event. A subscription `after` it continues with the next event.',
  })
  cursor!: string;

  @Field(() => Date, { description: 'When the job ended.' })
  occurredAt!: Timestamp;

  @Field(() => Job, { description: 'The job as it was when it ended, however late the event is read.' })
  job!: Job;

  @Field(() => BatchProgress, {
    nullable: true,
    description:
      'The progress of the job’s batch with this end; null for a job of its own. With `completedAt`, the event is the end of the batch.',
  })
  batch!: BatchProgress | null;
}

@ArgsType()
export class JobCompletedArgs {
  @Field(() => ID, {
    nullable: true,
    description:
      'Sends only the end of this job; then the subscription completes. If the job has ended already, its event is sent at once.',
  })
  jobId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A cursor of the viewer’s events. Sends the events after it first, in order. `"0"` starts at the first event. Without it, the subscription starts with the next event.',
  })
  after?: string | null;
}
