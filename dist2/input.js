import { Buffer } from 'node:buffer';
import { Length, registerDecorator } from 'class-validator';
import { badUserInput } from './errors.js';
/** Control characters but tab, line feed and carriage return: no person types them, and MongoDB's patterns refuse NUL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
function isPlainText(value) {
    return typeof value === 'string' && value.isWellFormed() && !CONTROL_CHARACTERS.test(value);
}
const PLAIN_TEXT_RULE = 'must be text without control characters';
function rule(name, validate, message) {
    return (target, property) => registerDecorator({
        name,
        target: target.constructor,
        propertyName: property,
        options: { message },
        validator: { validate: (value, _args) => validate(value) },
    });
}
/** Text of `min` to `max` characters that holds something but white space (where `min` is over 0), and no control characters. */
export function Text(min, max) {
    return (target, property) => {
        Length(min, max, { message: `must be ${min} to ${max} characters` })(target, property);
        rule('plainText', isPlainText, PLAIN_TEXT_RULE)(target, property);
        if (min > 0) {
            rule('notBlank', (value) => typeof value === 'string' && value.trim() !== '', 'must not be blank')(target, property);
        }
    };
}
/** A password: 8 characters to 72 bytes, because bcrypt ignores what comes after. */
export function Password() {
    return (target, property) => {
        Length(8, 72, { message: 'must be 8 characters or more, and 72 bytes at most in UTF-8' })(target, property);
        rule('bytes', (value) => typeof value === 'string' && Buffer.byteLength(value) <= 72, 'must be 72 bytes at most in UTF-8')(target, property);
        rule('plainText', isPlainText, PLAIN_TEXT_RULE)(target, property);
        rule('notBlank', (value) => typeof value === 'string' && value.trim() !== '', 'must not be blank')(target, property);
    };
}
/**
 * The same rule for a bare argument, which type-graphql doesn't validate.
 * @throws BAD_USER_INPUT
 */
export function checkText(field, value, min, max) {
    const length = [...value].length;
    if (length < min || length > max)
        throw badUserInput({ field, message: `must be ${min} to ${max} characters` });
    if (!isPlainText(value))
        throw badUserInput({ field, message: PLAIN_TEXT_RULE });
    if (min > 0 && value.trim() === '')
        throw badUserInput({ field, message: 'must not be blank' });
    return value;
}
//# sourceMappingURL=input.js.map