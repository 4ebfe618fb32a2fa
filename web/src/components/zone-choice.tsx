import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { zonesWith } from '../lib/zones.js';

interface Props {
  value: string;
  error: string | undefined;
  onChange: (timeZone: string) => void;
}

/** Picks an IANA time zone. */
export function ZoneChoice({ value, error, onChange }: Props) {
  const zones = useMemo(() => zonesWith(value), [value]);
  return (
    <NativeSelect
      label="Time zone"
      data={zones}
      value={value}
      error={error}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
