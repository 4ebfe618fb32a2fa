import { Anchor, NativeSelect, Stack, Text } from '@mantine/core';
import type { CombinedError } from 'urql';
import { Link } from 'wouter';
import { MomentFields } from '../components/moment-fields.js';
import { ownZone, wallTime } from '../lib/zones.js';
import { serverNow } from '../session/session.js';
import type { Draft } from './draft.js';

const AT = 'at';
const CHOICES = [
  { value: '0', label: 'Now' },
  { value: '10', label: 'In 10 seconds' },
  { value: '60', label: 'In a minute' },
  { value: '600', label: 'In 10 minutes' },
  { value: '3600', label: 'In an hour' },
  { value: '86400', label: 'In a day' },
  { value: AT, label: 'At a date and time' },
];
const HOUR_MS = 3_600_000;

interface Props {
  draft: Draft;
  error: CombinedError | undefined;
  onChange: (part: Partial<Draft>) => void;
}

/** When a job starts: now, after a delay, or at a time. */
export function WhenFields({ draft: { delaySeconds, start }, error, onChange }: Props) {
  const choose = (value: string) => {
    if (value !== AT) return onChange({ delaySeconds: Number(value), start: null });
    const timeZone = ownZone();
    const soon = new Date(serverNow() + HOUR_MS).toISOString();
    onChange({ start: { at: wallTime(soon, timeZone), timeZone } });
  };
  return (
    <Stack gap="sm">
      <NativeSelect
        label="When"
        data={CHOICES}
        value={start ? AT : String(delaySeconds)}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {start && <MomentFields value={start} error={error} onChange={(next) => onChange({ start: next })} />}
      <Text size="xs">
        <Anchor component={Link} href="/schedules/new">
          Again and again: make a schedule
        </Anchor>
      </Text>
    </Stack>
  );
}
