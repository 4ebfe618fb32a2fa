import { Buffer } from 'node:buffer';
import { registerDecorator, type ValidationArguments } from 'class-validator';
import { countCharacters, isBlank, isPlainText, normalizePassword, normalizeText } from '../text/text.js';
import { badUserInput } from './errors.js';

const PLAIN_TEXT_RULE = 'must be text without control characters';

function rule(name: string, validate: (value: unknown) => boolean, message: string): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: property as string,
      options: { message },
      validator: { validate: (value: unknown, _args: ValidationArguments) => validate(value) },
    });
}

const ofText = (judge: (text: string) => boolean) => (value: unknown) =>
  typeof value === 'string' && judge(value);

const hasLength = (min: number, max: number) =>
  ofText((text) => {
    const length = countCharacters(normalizeText(text));
    return length >= min && length <= max;
  });

/** Text without control characters that a rule holds for; `message` is what it must be. */
export const Satisfies = (
  name: string,
  judge: (text: string) => boolean,
  message: string,
): PropertyDecorator =>
  rule(
    name,
    ofText((text) => isPlainText(text) && judge(text)),
    message,
  );

/** Text of `min` to `max` characters that holds something but white space (where `min` is over 0), and no control characters. */
export function Text(min: number, max: number): PropertyDecorator {
  return (target, property) => {
    rule('characters', hasLength(min, max), `must be ${min} to ${max} characters`)(target, property);
    rule('plainText', ofText(isPlainText), PLAIN_TEXT_RULE)(target, property);
    if (min > 0) {
      rule(
        'notBlank',
        ofText((text) => !isBlank(text)),
        'must not be blank',
      )(target, property);
    }
  };
}

/** Text of at most `max` characters without other rules, such as a password that is only compared. */
export const AnyText = (max: number): PropertyDecorator => Text(0, max);

/** A list of `most` texts at most, each of `min` to `max` characters. */
export const Texts = (most: number, min: number, max: number): PropertyDecorator =>
  rule(
    'texts',
    (value) =>
      Array.isArray(value) &&
      value.length <= most &&
      value.every((text) => typeof text === 'string' && faultOfText(text, min, max) === null),
    `must be ${most} texts at most, each of ${min} to ${max} characters that are not blank and without control characters`,
  );

/** A password: 8 characters to 72 bytes, because bcrypt ignores what comes after. */
export function Password(): PropertyDecorator {
  return (target, property) => {
    const bytes = ofText((text) => Buffer.byteLength(normalizePassword(text)) <= 72);
    const characters = ofText((text) => countCharacters(normalizePassword(text)) >= 8);
    rule(
      'characters',
      characters,
      'must be 8 characters or more, and 72 bytes at most in UTF-8',
    )(target, property);
    rule('bytes', bytes, 'must be 72 bytes at most in UTF-8')(target, property);
    rule('plainText', ofText(isPlainText), PLAIN_TEXT_RULE)(target, property);
    rule(
      'notBlank',
      ofText((text) => !isBlank(text)),
      'must not be blank',
    )(target, property);
  };
}

/**
 * The same rule for a bare argument, which type-graphql doesn't validate.
 * @throws BAD_USER_INPUT
 */
export function checkText(field: string, value: string, min: number, max: number): string {
  const fault = faultOfText(value, min, max);
  if (fault !== null) throw badUserInput({ field, message: fault });
  return value;
}

/** What a text of `min` to `max` characters must be, where it isn't. */
export function faultOfText(value: string, min: number, max: number): string | null {
  if (!hasLength(min, max)(value)) return `must be ${min} to ${max} characters`;
  if (!isPlainText(value)) return PLAIN_TEXT_RULE;
  return min > 0 && isBlank(value) ? 'must not be blank' : null;
}
