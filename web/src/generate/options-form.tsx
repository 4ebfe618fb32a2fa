import { NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { type CombinedError, useQuery } from 'urql';
import type { ContentType, GenerationOptionsInput, SchedulePartsFragment } from '../gql/graphql.js';
import { Icon } from '../layout/icon.js';
import { choices, LENGTHS, languages, PLATFORMS, TONES } from '../lib/options.js';
import { faultOf, faultsOf } from '../lib/readable.js';
import { BrandVoicesQuery } from '../voices/operations.js';
import classes from './generate.module.css';
import { OptionLimitsQuery } from './operations.js';

type Options = GenerationOptionsInput;

/** The options that a type takes: only captions are for a platform. */
export const optionsFor = (type: ContentType, options: Options | null): Options | null =>
  type === 'SOCIAL_MEDIA_CAPTION' ? options : without({ ...options, platform: null });

/** Without empty options; null if none is left. */
function without(options: Options): Options | null {
  const left = Object.entries(options).filter(
    ([, value]) => value != null && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return left.length > 0 ? (Object.fromEntries(left) as Options) : null;
}

type Stored = NonNullable<SchedulePartsFragment['options']>;

/** Stored options in the form that the inputs edit. */
export function choiceOf(stored: Stored | null): Options | null {
  if (!stored) return null;
  const { __typename: _, brandVoice, ...options } = stored as Stored & { __typename?: string };
  return without({ ...options, brandVoice: brandVoice?.id ?? null });
}

/**
 * The options that differ from those of the template, as they are sent: null for one that is turned off. The others
 * come from the template, also when it is changed.
 */
export function beyond(options: Options | null, template: Stored | null): Options | null {
  const theirs: Options = choiceOf(template) ?? {};
  const own: Options = options ?? {};
  const names = [...new Set([...Object.keys(own), ...Object.keys(theirs)])] as (keyof Options)[];
  const changed = names.filter((name) => JSON.stringify(own[name]) !== JSON.stringify(theirs[name]));
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((name) => [name, own[name] ?? null])) as Options;
}

const words = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

interface Props {
  type: ContentType;
  value: Options | null;
  error: CombinedError | undefined;
  onChange: (options: Options | null) => void;
  title?: string;
  /** The path of these options in errors of the API. */
  at?: string;
  /** The label of a choice that is not made, if it has a meaning. */
  none?: string;
}

/** The options of a text, collapsed at first, because a page may have many of them. */
export function OptionsForm({ title = 'Options', ...fields }: Props) {
  const [open, setOpen] = useState(fields.value !== null);
  const { error, at = 'options' } = fields;
  const shown = open || faultsOf(error).some(({ field }) => field.startsWith(`${at}.`));
  return (
    <details
      className={classes.options}
      open={shown}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className={classes.summary}>
        <Icon name="options" size={16} /> {title}
      </summary>
      {shown && <OptionFields {...fields} />}
    </details>
  );
}

function OptionFields({ type, value, error, onChange, at = 'options', none }: Omit<Props, 'title'>) {
  const id = useId();
  const [{ data }] = useQuery({ query: BrandVoicesQuery });
  const [{ data: limits }] = useQuery({ query: OptionLimitsQuery });
  const options = value ?? {};
  const change = (part: Options) => onChange(without({ ...options, ...part }));
  const fault = (field: string) => faultOf(error, `${at}.${field}`);
  const voices = data?.brandVoices ?? [];
  const models = limits?.optionLimits.models ?? [];
  return (
    <Stack gap="sm" mt="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NativeSelect
          label="Tone"
          data={choices(none ?? 'Any', TONES)}
          value={options.tone ?? ''}
          error={fault('tone')}
          onChange={({ currentTarget }) => change({ tone: (currentTarget.value || null) as Options['tone'] })}
        />
        <NativeSelect
          label="Length"
          data={choices(none ?? 'Usual', LENGTHS)}
          value={options.length ?? ''}
          error={fault('length')}
          onChange={({ currentTarget }) =>
            change({ length: (currentTarget.value || null) as Options['length'] })
          }
        />
        <NativeSelect
          label="Language"
          data={[{ value: '', label: none ?? 'As in the prompt' }, ...languages]}
          value={options.language ?? ''}
          error={fault('language')}
          onChange={({ currentTarget }) => change({ language: currentTarget.value || null })}
        />
        {type === 'SOCIAL_MEDIA_CAPTION' && (
          <NativeSelect
            label="Platform"
            data={choices(none ?? 'Any', PLATFORMS)}
            value={options.platform ?? ''}
            error={fault('platform')}
            onChange={({ currentTarget }) =>
              change({ platform: (currentTarget.value || null) as Options['platform'] })
            }
          />
        )}
        {voices.length > 0 && (
          <NativeSelect
            label="Brand voice"
            data={choices(none ?? 'None', Object.fromEntries(voices.map((voice) => [voice.id, voice.name])))}
            value={options.brandVoice ?? ''}
            error={fault('brandVoice')}
            onChange={({ currentTarget }) => change({ brandVoice: currentTarget.value || null })}
          />
        )}
        {models.length > 1 && (
          <NativeSelect
            label="Model"
            data={choices(none ?? 'Usual', Object.fromEntries(models.map((model) => [model, model])))}
            value={options.model ?? ''}
            error={fault('model')}
            onChange={({ currentTarget }) => change({ model: currentTarget.value || null })}
          />
        )}
      </SimpleGrid>
      <TextInput
        label="Tone in your own words"
        maxLength={200}
        value={options.toneDescription ?? ''}
        error={fault('toneDescription')}
        onChange={({ currentTarget }) => change({ toneDescription: currentTarget.value })}
      />
      <TextInput
        label="Audience"
        maxLength={200}
        value={options.audience ?? ''}
        error={fault('audience')}
        onChange={({ currentTarget }) => change({ audience: currentTarget.value })}
      />
      <TextInput
        label="Temperature"
        description={`From 0, which repeats itself, to ${limits?.optionLimits.maxTemperature ?? 2}, which surprises; empty for the usual.`}
        inputMode="decimal"
        defaultValue={options.temperature ?? ''}
        error={fault('temperature')}
        onChange={({ currentTarget: { value: typed } }) =>
          change({ temperature: typed.trim() === '' || Number.isNaN(Number(typed)) ? null : Number(typed) })
        }
      />
      <WordsInput
        key={`${id}-keywords`}
        label="Keywords"
        description="Words that must occur, separated by commas; 10 at most."
        value={options.keywords}
        error={fault('keywords')}
        onChange={(keywords) => change({ keywords })}
      />
      <WordsInput
        key={`${id}-avoid`}
        label="Words to avoid"
        description="Separated by commas; 10 at most."
        value={options.avoid}
        error={fault('avoid')}
        onChange={(avoid) => change({ avoid })}
      />
    </Stack>
  );
}

/** Keeps what is typed, such as a comma at the end, and passes on the words. */
function WordsInput({
  value,
  onChange,
  ...rest
}: {
  label: string;
  description: string;
  value: string[] | null | undefined;
  error: string | undefined;
  onChange: (words: string[]) => void;
}) {
  return (
    <TextInput
      {...rest}
      defaultValue={value?.join(', ') ?? ''}
      onChange={({ currentTarget }) => onChange(words(currentTarget.value))}
    />
  );
}
