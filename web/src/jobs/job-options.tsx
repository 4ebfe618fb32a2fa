import { Paper, Text } from '@mantine/core';
import type { JobFieldsFragment } from '../gql/graphql.js';
import { LENGTHS, languageName, PLATFORMS, TONES } from '../lib/options.js';
import classes from './jobs.module.css';

type Options = NonNullable<JobFieldsFragment['options']>;

/** The options that were requested, as label and value. */
function entriesOf(options: Options): [string, string][] {
  const { tone, toneDescription, length, language, audience, keywords, avoid, platform } = options;
  const { brandVoice, model, temperature } = options;
  const tones = [tone && TONES[tone], toneDescription].filter(Boolean).join('; ');
  const entries: [string, string | null | undefined][] = [
    ['Tone', tones],
    ['Length', length && LENGTHS[length]],
    ['Language', language && languageName(language)],
    ['Audience', audience],
    ['Platform', platform && PLATFORMS[platform]],
    ['Keywords', keywords?.join(', ')],
    ['Words to avoid', avoid?.join(', ')],
    ['Brand voice', brandVoice?.name],
    ['Model', model],
    ['Temperature', temperature?.toString()],
  ];
  return entries.filter((entry): entry is [string, string] => Boolean(entry[1]));
}

export function JobOptions({ options }: { options: Options }) {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="options">
      <h2 className={classes.label} id="options">
        Options
      </h2>
      <dl className={classes.options}>
        {entriesOf(options).map(([label, value]) => (
          <div key={label}>
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Text component="dd" size="sm" m={0} className={classes.asked ?? ''}>
              {value}
            </Text>
          </div>
        ))}
      </dl>
    </Paper>
  );
}
