import { Field, ID, Int, ObjectType } from 'type-graphql';
import { JobStatus } from '../jobs/model/job.model.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'A change of a job’s status or text. To apply it, drop the text beyond `offset`, then append `text`. A new attempt or repair starts at offset 0, and so does a text whose beginning turns out to be the model’s reasoning.',
})
export class JobProgress {
  @Field(() => ID, { description: 'The id of the job.' })
  jobId!: string;

  @Field(() => JobStatus, { description: 'The status of the job.' })
  status!: JobStatus;

  @Field(() => Int, { description: 'The number of the run, from 1.' })
  run!: number;

  @Field(() => Int, { description: 'The number of the attempt within the run; 0 before the first.' })
  attempt!: number;

  @Field(() => Int, {
    description: 'Where `text` starts, in UTF-16 code units, as JavaScript counts the length of a string.',
  })
  offset!: number;

  @Field(() => String, {
    description: 'The text from `offset` on; empty if only the status changed.',
  })
  text!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'As `Job.queuePosition`. While a job waits, a message follows within about 3 seconds of a change of the estimates, if they are selected.',
  })
  queuePosition?: number | null;

  @Field(() => Date, { nullable: true, description: 'As `Job.estimatedStartAt`.' })
  estimatedStartAt?: Date | null;

  @Field(() => Date, { nullable: true, description: 'As `Job.estimatedCompletionAt`.' })
  estimatedCompletionAt?: Date | null;
}
