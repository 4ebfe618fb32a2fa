import { SimpleGrid, TextInput } from '@mantine/core';
import type { CombinedError } from 'urql';
import { faultOf } from '../lib/readable.js';
import { ZoneChoice } from './zone-choice.js';

/** A point in time in the form of the API: a wall time in a time zone. */
export interface Moment {
  at: string;
  timeZone: string;
}

interface Props {
  value: Moment;
  error: CombinedError | undefined;
  onChange: (moment: Moment) => void;
}

/** The fields of the API whose errors these fields show. */
export const MOMENT_FIELDS = ['at', 'timeZone'];

/** A date with a time of day, and its time zone. */
export function MomentFields({ value, error, onChange }: Props) {
  return (
    <SimpleGrid type="container" cols={{ base: 1, '420px': 2 }} spacing="sm">
      <TextInput
        type="datetime-local"
        label="Date and time"
        required
        value={value.at}
        error={faultOf(error, 'at')}
        onChange={({ currentTarget }) => onChange({ ...value, at: currentTarget.value })}
      />
      <ZoneChoice
        value={value.timeZone}
        error={faultOf(error, 'timeZone')}
        onChange={(timeZone) => onChange({ ...value, timeZone })}
      />
    </SimpleGrid>
  );
}
