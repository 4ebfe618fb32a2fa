import { NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type CombinedError, useQuery } from 'urql';
import { ZoneChoice } from '../components/zone-choice.js';
import { faultOf } from '../lib/readable.js';
import { NextTimes } from './next-times.js';
import { NextTimes as TimesQuery } from './operations.js';
import { cronOf, type Every, type Rule, type SentRule, sentRule, WEEKDAYS } from './rule.js';
import { RuleWords } from './rule-words.js';

/** The debounce time of the next times, in milliseconds. */
const TYPING_MS = 300;

const EVERY: { value: Every; label: string }[] = [
  { value: 'day', label: 'Every day' },
  { value: 'weekday', label: 'Every weekday' },
  { value: 'week', label: 'Every week' },
  { value: 'month', label: 'Every month' },
  { value: 'cron', label: 'A cron expression' },
  { value: 'rrule', label: 'A recurrence rule' },
];

interface Props {
  rule: Rule;
  timeZone: string;
  error: CombinedError | undefined;
  onChange: (part: { rule?: Rule; timeZone?: string }) => void;
}

/** When a schedule is due: simple choices or an expression, and the resulting times. */
export function RuleFields({ rule, timeZone, error, onChange }: Props) {
  const change = (part: Partial<Rule>) => onChange({ rule: { ...rule, ...part } });
  const sent = sentRule(rule);
  // As text, because the debounced value is compared by identity.
  const [debounced] = useDebouncedValue(JSON.stringify({ sent, timeZone }), TYPING_MS);
  const requested = JSON.parse(debounced) as { sent: SentRule | null; timeZone: string };
  const [times] = useQuery({
    query: TimesQuery,
    variables: { ...requested.sent, timeZone: requested.timeZone },
    pause: requested.sent === null,
  });
  const fault = (field: string) => faultOf(error, field) ?? faultOf(times.error, field);
  const ruleFault = fault(rule.every === 'rrule' ? 'rrule' : 'cron');
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NativeSelect
          label="How often"
          data={EVERY}
          value={rule.every}
          onChange={({ currentTarget }) =>
            // The expression starts as the former choice.
            change({ every: currentTarget.value as Every, cron: cronOf(rule) ?? rule.cron })
          }
        />
        {rule.every === 'week' && (
          <NativeSelect
            label="Day of the week"
            data={WEEKDAYS.map((label, value) => ({ value: String(value), label }))}
            value={rule.weekday}
            onChange={({ currentTarget }) => change({ weekday: currentTarget.value })}
          />
        )}
        {rule.every === 'month' && (
          <TextInput
            label="Day of the month"
            description="Months without this day are left out."
            inputMode="numeric"
            required
            value={rule.day}
            error={sent === null && rule.day !== '' ? 'must be 1 to 31' : ruleFault}
            onChange={({ currentTarget }) => change({ day: currentTarget.value.trim() })}
          />
        )}
        {rule.every === 'rrule' && (
          <>
            <TextInput
              label="Recurrence rule"
              description="As RFC 5545 says, such as FREQ=MONTHLY;BYDAY=-1FR;COUNT=12."
              required
              maxLength={300}
              value={rule.rrule}
              error={ruleFault}
              onChange={({ currentTarget }) => change({ rrule: currentTarget.value })}
            />
            <TextInput
              type="datetime-local"
              label="First date and time"
              description="From here on the rule counts; empty for now."
              value={rule.startsAt}
              error={fault('startsAt')}
              onChange={({ currentTarget }) => change({ startsAt: currentTarget.value })}
            />
          </>
        )}
        {rule.every === 'cron' && (
          <TextInput
            label="Cron expression"
            description="Minute, hour, day of month, month, day of week."
            required
            maxLength={200}
            value={rule.cron}
            error={ruleFault}
            onChange={({ currentTarget }) => change({ cron: currentTarget.value })}
          />
        )}
        {rule.every !== 'cron' && rule.every !== 'rrule' && (
          <TextInput
            type="time"
            label="Time of day"
            required
            value={rule.time}
            error={rule.every === 'month' ? undefined : ruleFault}
            onChange={({ currentTarget }) => change({ time: currentTarget.value })}
          />
        )}
        <ZoneChoice
          value={timeZone}
          error={fault('timeZone')}
          onChange={(zone) => onChange({ timeZone: zone })}
        />
      </SimpleGrid>
      {sent && !ruleFault && <RuleWords rule={sent} timeZone={timeZone} />}
      {times.data && !ruleFault && sent && (
        <NextTimes times={times.data.scheduleTimes} timeZone={requested.timeZone} />
      )}
    </Stack>
  );
}
