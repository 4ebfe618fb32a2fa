import type { ContentType } from '@smart-content/client';
import { CONTENT_TYPES, PLATFORMS, TEXT_LENGTHS, TONES } from '@smart-content/client/enums';
import { type Command, InvalidArgumentError, Option } from 'commander';

/** As people type them. */
const SHORT_NAMES: Record<ContentType, string> = {
  BLOG_POST: 'post',
  BLOG_POST_OUTLINE: 'outline',
  EMAIL_NEWSLETTER: 'newsletter',
  PRODUCT_DESCRIPTION: 'product',
  SOCIAL_MEDIA_CAPTION: 'caption',
};

export function typeOption(): Option {
  const names = Object.values(SHORT_NAMES).join(', ');
  return new Option('--type <type>', `${names}, or the API's name`).argParser((text) => {
    const type = CONTENT_TYPES.find((name) => name === text || SHORT_NAMES[name] === text);
    if (!type) throw new InvalidArgumentError(`One of ${names}.`);
    return type;
  });
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number.');
  return Number(text);
}

function decimal(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('A number.');
  return Number(text);
}

/** `name=value`, any number of times. */
function variable(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('name=value.');
  return { ...before, [name]: value };
}

const more = (text: string, before: string[] = []): string[] => [...before, text];

/** A value of an enum of the API, in any case. */
function oneOf(flags: string, description: string, values: readonly string[]): Option {
  const names = values.map((value) => value.toLowerCase()).join(', ');
  return new Option(flags, `${description}: ${names}`).argParser((text) => {
    const value = text.toUpperCase();
    if (!values.includes(value)) throw new InvalidArgumentError(`One of ${names}.`);
    return value;
  });
}

/** The options of a text, besides the prompt and its type. */
export const withTextOptions = (command: Command): Command =>
  command
    .option('--template <template>', 'name or id of a template, in place of a prompt')
    .option('--var <name=value>', 'the value of a variable of the template; repeatable', variable)
    .addOption(oneOf('--tone <tone>', 'the tone', TONES))
    .option('--tone-description <words>', 'the tone in free words')
    .addOption(oneOf('--length <length>', 'the length', TEXT_LENGTHS))
    .option('--language <tag>', 'a BCP 47 tag such as de; by default that of the prompt')
    .option('--audience <words>', 'the readers of the text')
    .option('--keyword <words>', 'what the text must contain; repeatable', more)
    .option('--avoid <words>', 'what the text must not contain; repeatable', more)
    .addOption(oneOf('--platform <platform>', 'for captions', PLATFORMS))
    .option('--voice <voice>', 'name or id of a brand voice')
    .option('--model <model>', 'a model that the server allows')
    .option('--temperature <number>', 'from 0 to 2', decimal);

export const withPage = (command: Command): Command =>
  command
    .option('--first <count>', 'length of the page', wholeNumber, 20)
    .option('--after <cursor>', 'start after this place');

export const withKey = (command: Command): Command =>
  command.option('--key <key>', 'idempotency key: a repeated one creates no second job');

export const withTimeZone = (command: Command, description: string): Command =>
  command.option(
    '--time-zone <zone>',
    `${description}, such as Europe/Berlin; by default that of this computer`,
  );
