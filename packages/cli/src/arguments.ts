import { type Command, InvalidArgumentError, Option } from 'commander';

export const STATUSES = ['QUEUED', 'PROCESSING', 'RETRYING', 'COMPLETED', 'FAILED', 'CANCELED'];
/** As people type them. */
const TYPES: Record<string, string> = {
  post: 'BLOG_POST',
  outline: 'BLOG_POST_OUTLINE',
  newsletter: 'EMAIL_NEWSLETTER',
  product: 'PRODUCT_DESCRIPTION',
  caption: 'SOCIAL_MEDIA_CAPTION',
};
const TONES = [
  'casual',
  'empathetic',
  'enthusiastic',
  'formal',
  'friendly',
  'humorous',
  'informative',
  'inspiring',
  'persuasive',
  'professional',
];

export function typeOption(): Option {
  return new Option('--type <type>', `${Object.keys(TYPES).join(', ')}, or the API's name`).argParser(
    (text) => {
      const type = TYPES[text] ?? text;
      if (!Object.values(TYPES).includes(type))
        throw new InvalidArgumentError(`One of ${Object.keys(TYPES).join(', ')}.`);
      return type;
    },
  );
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

/** In any case, as the API's enums. */
const oneOf = (flags: string, description: string, names: readonly string[]) =>
  new Option(flags, `${description}: ${names.join(', ')}`).argParser((text) => {
    const name = text.toLowerCase();
    if (!names.includes(name)) throw new InvalidArgumentError(`One of ${names.join(', ')}.`);
    return name.toUpperCase();
  });

/** What is asked of a text, besides the prompt and its type. */
export const withTextOptions = (command: Command): Command =>
  command
    .option('--template <template>', 'name or id of a template, in place of a prompt')
    .option('--var <name=value>', 'the value of a variable of the template; repeatable', variable)
    .addOption(oneOf('--tone <tone>', 'the tone', TONES))
    .option('--tone-description <words>', 'the tone in free words')
    .addOption(oneOf('--length <length>', 'the length', ['short', 'medium', 'long']))
    .option('--language <tag>', 'a BCP 47 tag such as de; else that of the prompt')
    .option('--audience <words>', 'the readers of the text')
    .option('--keyword <words>', 'what the text must contain; repeatable', more)
    .option('--avoid <words>', 'what the text must not contain; repeatable', more)
    .addOption(
      oneOf('--platform <platform>', 'for captions', ['facebook', 'instagram', 'linkedin', 'tiktok', 'x']),
    )
    .option('--voice <voice>', 'name or id of a brand voice')
    .option('--model <model>', 'a model that the server allows')
    .option('--temperature <number>', 'from 0 to 2', decimal);

export const withPage = (command: Command): Command =>
  command
    .option('--first <count>', 'length of the page', wholeNumber, 20)
    .option('--after <cursor>', 'start after this place');

export const withKey = (command: Command): Command =>
  command.option('--key <key>', 'idempotency key: the same one never asks twice');

export const withTimeZone = (command: Command, description: string): Command =>
  command.option('--time-zone <zone>', `${description}, such as Europe/Berlin; else that of this computer`);
