import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'A worker that was alive within the last four seconds.' })
export class QueueWorker {
  @Field(() => ID, { description: 'The id of the process.' })
  id!: string;

  @Field(() => Date, { description: 'When the worker started.' })
  startedAt!: Date;

  @Field(() => Int, { description: 'The maximum number of attempts that it runs at the same time.' })
  concurrency!: number;

  @Field(() => Int, { description: 'The number of attempts that it runs.' })
  running!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A minute of the queue.' })
export class QueueMinute {
  @Field(() => Date, { description: 'The beginning of the minute.' })
  at!: Date;

  @Field(() => Int, { description: 'The number of runs that started.' })
  started!: number;

  @Field(() => Int, { description: 'The number of runs that failed, without those that were retried since.' })
  failed!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'The mean time that the started runs had waited since they were due, in seconds; null if none started.',
  })
  waitSeconds!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'The queue at one moment.' })
export class QueueStats {
  @Field(() => Date, { description: 'The moment.' })
  at!: Date;

  @Field(() => Int, { description: 'The number of jobs that are due and wait for a worker.' })
  waiting!: number;

  @Field(() => Int, {
    description: 'The number of jobs that are due later, those between two attempts included.',
  })
  delayed!: number;

  @Field(() => Int, { description: 'The number of jobs that run.' })
  active!: number;

  @Field(() => Int, {
    description:
      'The number of runs that failed within the last hour, without those that were retried since.',
  })
  failedLastHour!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'How long the job that waits longest has been due, in seconds; null if none waits.',
  })
  oldestWaitingSeconds!: number | null;

  @Field(() => Int, { description: 'The number of runs that started within the last minute.' })
  startedPerMinute!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'The median of the time between due and started, of the runs that started within the last hour, in seconds; null if none did.',
  })
  waitP50Seconds!: number | null;

  @Field(() => Float, { nullable: true, description: 'The 95th percentile of the same.' })
  waitP95Seconds!: number | null;

  @Field(() => [QueueWorker], { description: 'The workers, the oldest first.' })
  workers!: QueueWorker[];

  @Field(() => Boolean, {
    description:
      'Whether an administrator has paused the queue: workers finish what they run, and start nothing more.',
  })
  paused!: boolean;

  @Field(() => [QueueMinute], {
    description: 'The last 60 minutes, the oldest first, this one included.',
  })
  lastHour!: QueueMinute[];
}
