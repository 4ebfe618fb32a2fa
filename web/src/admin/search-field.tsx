import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { Icon } from '../layout/icon.js';

/** The debounce time of a search, in milliseconds. */
const TYPING_MS = 250;

interface SearchFieldProps {
  label: string;
  value: string;
  maxLength: number;
  onSearch(words: string): void;
}

/** A search that begins when the typing pauses. */
export function SearchField({ label, value, maxLength, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const search = useDebouncedCallback((words: string) => onSearch(words.trim()), TYPING_MS);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<Icon name="search" size={16} />}
      maxLength={maxLength}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        search(currentTarget.value);
      }}
    />
  );
}
