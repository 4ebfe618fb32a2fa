import { Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { Text } from '../../graphql/input.js';
import { PageArgs } from '../../graphql/pagination.js';
import { LONGEST_CRON } from '../../time/cron-times.js';
import { LONGEST_RRULE, MAX_COUNT, START_YEARS } from '../../time/recurrence-times.js';
import { LONGEST_ZONE } from '../../time/wall-time.js';
import { TextRequestInput } from '../jobs/job.types.js';
import { GenerationOptionsInput } from '../jobs/options.input.js';

const CRON =
  'five fields (minute, hour, day of month, month, day of week) with numbers, names such as MON, and the signs * , - / L #. Two times are 5 minutes apart at least, unless the server is configured otherwise. Where the change to daylight saving skips a time, it is due later by the length of the gap; where a time exists twice, it is due at the first. With `*` as the hour, it is due in each hour that passes';

const ONE_RULE = 'Give either `cron` or `rrule`.';
const RRULE = `the value of an RRULE of RFC 5545, such as \`FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=9;BYMINUTE=0\`. HOURLY to YEARLY, with the parts INTERVAL, COUNT (${MAX_COUNT} at most) or UNTIL (in UTC), BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYHOUR, BYMINUTE, BYSETPOS and WKST. Two times are apart as with \`cron\`. COUNT counts due times from \`startsAt\` on, also those that pass while the schedule is paused. As the RFC says, a time that the change to daylight saving skips is left out, and one that exists twice is the first`;
const STARTS_AT = `The wall time in \`timeZone\` from which a recurrence rule counts (DTSTART), to the minute, such as \`2026-12-24T08:00\`; at most ${START_YEARS} years from now. It supplies what the rule leaves open, such as the time of day.`;

@InputType({ description: 'A new schedule.' })
export class CreateScheduleInput extends TextRequestInput {
  @Text(1, 100)
  @Field(() => String, { description: 'What it is called, 1 to 100 characters.' })
  name!: string;

  @Text(1, LONGEST_CRON)
  @Field(() => String, { nullable: true, description: `${ONE_RULE} The cron expression: ${CRON}.` })
  cron?: string | null;

  @Text(1, LONGEST_RRULE)
  @Field(() => String, { nullable: true, description: `${ONE_RULE} The recurrence rule: ${RRULE}.` })
  rrule?: string | null;

  @Text(1, 40)
  @Field(() => String, { nullable: true, description: `${STARTS_AT} By default the next full minute.` })
  startsAt?: string | null;

  @Text(1, LONGEST_ZONE)
  @Field(() => String, { description: 'The IANA time zone, such as `Europe/Berlin`.' })
  timeZone!: string;
}

@InputType({
  description:
    'The changes of a schedule. What is missing or null stays the same. `prompt`, `type`, `templateId`, `templateVersion` and `variables` belong together: if one is given, it replaces all of them.',
})
export class UpdateScheduleInput extends TextRequestInput {
  @Text(1, 100)
  @Field(() => String, { nullable: true, description: 'What it is called, 1 to 100 characters.' })
  name?: string | null;

  @Text(1, LONGEST_CRON)
  @Field(() => String, {
    nullable: true,
    description: `The cron expression: ${CRON}. It replaces a recurrence rule.`,
  })
  cron?: string | null;

  @Text(1, LONGEST_RRULE)
  @Field(() => String, {
    nullable: true,
    description: `The recurrence rule: ${RRULE}. It replaces a cron expression.`,
  })
  rrule?: string | null;

  @Text(1, 40)
  @Field(() => String, { nullable: true, description: STARTS_AT })
  startsAt?: string | null;

  @Text(1, LONGEST_ZONE)
  @Field(() => String, { nullable: true, description: 'The IANA time zone, such as `Europe/Berlin`.' })
  timeZone?: string | null;

  @ValidateNested()
  @Field(() => GenerationOptionsInput, {
    nullable: true,
    description: 'All options; `{}` for none.',
  })
  override options?: GenerationOptionsInput | null;
}

@ArgsType()
export class NextRunsArgs {
  @Min(1, { message: 'must be 1 to 20' })
  @Max(20, { message: 'must be 1 to 20' })
  @Field(() => Int, { defaultValue: 5, description: 'How many times, 1 to 20.' })
  first!: number;
}

@ArgsType()
export class ScheduleTimesArgs extends NextRunsArgs {
  @Text(1, LONGEST_CRON)
  @Field(() => String, { nullable: true, description: `${ONE_RULE} The cron expression: ${CRON}.` })
  cron?: string | null;

  @Text(1, LONGEST_RRULE)
  @Field(() => String, { nullable: true, description: `${ONE_RULE} The recurrence rule: ${RRULE}.` })
  rrule?: string | null;

  @Text(1, 40)
  @Field(() => String, { nullable: true, description: `${STARTS_AT} By default the next full minute.` })
  startsAt?: string | null;

  @Text(1, LONGEST_ZONE)
  @Field(() => String, { description: 'The IANA time zone, such as `Europe/Berlin`.' })
  timeZone!: string;
}

@ArgsType()
export class ScheduleJobsArgs extends PageArgs {}
