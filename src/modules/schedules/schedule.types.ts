import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Rule } from '../../time/due-times.js';
import { ContentType } from '../../writing/content-type.js';
import { VariableValue } from '../jobs/model/job.types.js';
import { FAILURES_UNTIL_PAUSE } from './model/count-failures.js';
import {
  PauseReason,
  type ScheduledRequest,
  ScheduleFailureCode,
  ScheduleStatus,
} from './model/schedule.model.js';

registerEnumType(ScheduleStatus, {
  name: 'ScheduleStatus',
  description: 'Whether a schedule creates jobs.',
  valuesConfig: {
    ACTIVE: { description: 'The schedule creates a job at each due time.' },
    PAUSED: { description: 'The schedule creates no jobs; see `pauseReason`.' },
    ENDED: {
      description:
        'The last due time of its rule has passed. It creates no more jobs, unless it gets another rule.',
    },
  },
});
registerEnumType(PauseReason, {
  name: 'SchedulePauseReason',
  description: 'Why a schedule is paused.',
  valuesConfig: {
    OWNER: { description: 'The owner paused it.' },
    FAILING: { description: `${FAILURES_UNTIL_PAUSE} runs in a row failed.` },
  },
});
registerEnumType(ScheduleFailureCode, {
  name: 'ScheduleFailureCode',
  description: 'Why a run of a schedule failed.',
  valuesConfig: {
    BUDGET_EXCEEDED: { description: 'The budget of the month was used up. No job was created.' },
    RATE_LIMITED: { description: 'The rate limit of jobs was reached. No job was created.' },
    INVALID_REQUEST: {
      description:
        'The template or the brand voice does not exist any more, or the variables or options no longer fit. No job was created.',
    },
    ACCOUNT_CLOSED: { description: 'The account was closed. No job was created.' },
    JOB_FAILED: { description: 'The job ended as FAILED.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A run of a schedule that failed.' })
export class ScheduleFailure {
  @Field(() => Date, { description: 'When it failed.' })
  at!: Date;

  @Field(() => ScheduleFailureCode, { description: 'The class of the failure.' })
  code!: ScheduleFailureCode;

  @Field(() => String, { description: 'Human-readable message.' })
  message!: string;

  @Field(() => ID, { nullable: true, description: 'The job that failed; null if none was created.' })
  jobId!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: `A schedule: it creates a job at each time of a cron expression or of a recurrence rule (RFC 5545) in a time zone. What was missed while the server was down runs once. After ${FAILURES_UNTIL_PAUSE} failed runs in a row the server pauses it.`,
})
export class Schedule {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  /** The owner; not in the schema. */
  userId!: string;

  /** As stored; not in the schema. */
  request!: ScheduledRequest;

  /** As stored; not in the schema. */
  rule!: Rule;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The cron expression: minute, hour, day of month, month, day of week. Null with a recurrence rule.',
  })
  cron!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The recurrence rule in canonical form; null with a cron expression.',
  })
  rrule!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The wall time from which the recurrence rule counts, such as `2026-12-24T08:00`; null with a cron expression.',
  })
  startsAt!: string | null;

  @Field(() => String, { description: 'The IANA time zone whose clock the rule means.' })
  timeZone!: string;

  @Field(() => String, { nullable: true, description: 'The prompt of each job; null with a template.' })
  prompt!: string | null;

  @Field(() => ContentType, {
    nullable: true,
    description: 'The requested type of the texts; null if the template sets it.',
  })
  type!: ContentType | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The template that each prompt is rendered from. It may be deleted by now; then runs fail.',
  })
  templateId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version of the template; null for the current one at each run.',
  })
  templateVersion!: number | null;

  @Field(() => [VariableValue], { description: 'The values of the template’s variables.' })
  variables!: VariableValue[];

  @Field(() => ScheduleStatus, { description: 'Whether it creates jobs.' })
  status!: ScheduleStatus;

  @Field(() => PauseReason, { nullable: true, description: 'Why it is paused; null while it is ACTIVE.' })
  pauseReason!: PauseReason | null;

  @Field(() => Date, { nullable: true, description: 'When it was paused; null while it is ACTIVE.' })
  pausedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'The next due time; null unless it is ACTIVE.' })
  nextRunAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'The last due time that was run, or whose run failed; null before the first.',
  })
  lastRunAt!: Date | null;

  @Field(() => Int, {
    description: 'Failed runs since the last one that succeeded, or since it was resumed.',
  })
  failuresInARow!: number;

  @Field(() => ScheduleFailure, { nullable: true, description: 'The last failure; null before the first.' })
  lastFailure!: ScheduleFailure | null;

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it last changed or was run.' })
  updatedAt!: Date;
}
