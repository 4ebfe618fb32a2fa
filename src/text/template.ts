import { countCharacters, isBlank, isPlainText, normalizeText } from './text.js';

/**
 * Templates of prompts: `{{name}}` stands for the value of a variable. The server renders what it sends, and the web app
 * shows the same, so this module has no imports but those of this folder.
 */

/** What a variable takes. The values are the GraphQL enum's and MongoDB's. */
export const VariableType = {
  TEXT: 'TEXT',
  LONG_TEXT: 'LONG_TEXT',
  NUMBER: 'NUMBER',
  CHOICE: 'CHOICE',
} as const;
export type VariableType = keyof typeof VariableType;

export interface TemplateVariable {
  name: string;
  label: string;
  type: VariableType;
  required: boolean;
  /** The value where none is given. */
  default: string | null;
  /** What a CHOICE may be; empty for other types. */
  options: string[];
}

export interface VariableValue {
  name: string;
  value: string;
}

/** An invalid part of a template or a request, by its path, and what it must be. */
export interface Fault {
  field: string;
  message: string;
}

export const MAX_VARIABLES = 20;
/** The longest prompt, as written and as rendered, in characters. */
export const LONGEST_PROMPT = 4_000;
export const MAX_CHOICES = 50;
const LONGEST_CHOICE = 200;
/** Names that a message repeats at most. */
const NAMED = 10;

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
export const NAME_RULE = 'must be a letter and up to 39 letters, digits and _';
const PLACEHOLDER = /\{\{[ \t]*([A-Za-z][A-Za-z0-9_]{0,39})[ \t]*\}\}/g;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

export const isVariableName = (name: string): boolean => NAME.test(name);

/** The names that a prompt uses, in their order. */
const namesIn = (prompt: string) => [...prompt.matchAll(PLACEHOLDER)].map(([, name = '']) => name);

/**
 * The faults of a template. Lengths are checked elsewhere. A prompt may name only declared variables, and each declared
 * one is named.
 */
export function faultsOfTemplate(prompt: string, variables: readonly TemplateVariable[]): Fault[] {
  const faults: Fault[] = [];
  const declared = new Set<string>();
  const used = new Set(namesIn(prompt));
  if (prompt.replace(PLACEHOLDER, '').includes('{{'))
    faults.push({ field: 'prompt', message: 'must have the name of a variable and }} after each {{' });
  if (variables.length > MAX_VARIABLES)
    faults.push({ field: 'variables', message: `must be ${MAX_VARIABLES} at most` });
  for (const [index, variable] of variables.entries()) {
    const fault = (field: string, message: string) =>
      faults.push({ field: `variables.${index}.${field}`, message });
    const { name } = variable;
    if (!isVariableName(name)) fault('name', NAME_RULE);
    else if (declared.has(name)) fault('name', 'must be another name than those before it');
    else if (!used.has(name)) fault('name', `must be used in the prompt, as {{${name}}}`);
    declared.add(name);
    for (const message of faultsOfOptions(variable)) fault('options', message);
    if (variable.default !== null) {
      const message = faultOfValue(variable, variable.default);
      if (message) fault('default', message);
    }
  }
  const unknown = [...used].filter((name) => !declared.has(name));
  if (unknown.length > 0) {
    const names = unknown.slice(0, NAMED).map((name) => `{{${name}}}`);
    faults.push({
      field: 'prompt',
      message: `must name declared variables only, and not ${names.join(', ')}`,
    });
  }
  return faults;
}

function faultsOfOptions({ type, options }: TemplateVariable): string[] {
  if (type !== VariableType.CHOICE)
    return options.length > 0 ? ['must be empty unless the type is CHOICE'] : [];
  const faults: string[] = [];
  if (options.length < 2 || options.length > MAX_CHOICES)
    faults.push(`must be 2 to ${MAX_CHOICES} for a CHOICE`);
  const bad = (option: string) =>
    !isPlainText(option) ||
    isBlank(option) ||
    countCharacters(option) > LONGEST_CHOICE ||
    /[\r\n]/.test(option);
  if (options.some(bad))
    faults.push(`must each be one line of 1 to ${LONGEST_CHOICE} characters, without control characters`);
  if (new Set(options).size < options.length) faults.push('must differ from each other');
  return faults;
}

/** The fault of a value of this variable. An empty value is checked by `required`. */
function faultOfValue({ type, options }: TemplateVariable, value: string): string | null {
  if (!isPlainText(value)) return 'must be text without control characters';
  if (countCharacters(value) > LONGEST_PROMPT) return `must be ${LONGEST_PROMPT} characters at most`;
  if (isBlank(value)) return null;
  if (type === VariableType.TEXT && /[\r\n\u0085\u2028\u2029]/.test(value)) return 'must be one line';
  if (type === VariableType.NUMBER && !NUMBER.test(value.trim()))
    return 'must be a number, such as 12 or 3.5';
  if (type === VariableType.CHOICE && !options.includes(value.trim()))
    return `must be one of: ${options.join(', ')}`;
  return null;
}

/**
 * The value of each variable: the given one, its default, or an empty text.
 * @returns all faults at once, each by the variable's name
 */
export function judgeValues(
  variables: readonly TemplateVariable[],
  given: readonly VariableValue[],
): { values: Map<string, string>; faults: Fault[] } {
  const values = new Map<string, string>();
  const faults: Fault[] = [];
  const known = new Set(variables.map(({ name }) => name));
  const sent = new Map<string, string>();
  for (const [index, { name, value }] of given.entries()) {
    // An invalid name is not repeated in the message: it may be any text.
    const field = `variables.${isVariableName(name) ? name : `${index}.name`}`;
    if (!known.has(name)) faults.push({ field, message: 'is not a variable of the template' });
    else if (sent.has(name)) faults.push({ field, message: 'must be given once' });
    else sent.set(name, normalizeText(value));
  }
  for (const variable of variables) {
    const { name, type, required } = variable;
    const value = sent.get(name) ?? variable.default ?? '';
    const fault = (message: string) => faults.push({ field: `variables.${name}`, message });
    const broken = faultOfValue(variable, value);
    if (broken) fault(broken);
    else if (required && isBlank(value)) fault(sent.has(name) ? 'must not be blank' : 'must be given');
    const trimmed = type === VariableType.NUMBER || type === VariableType.CHOICE ? value.trim() : value;
    values.set(name, isBlank(value) ? '' : trimmed);
  }
  return { values, faults };
}

/**
 * The prompt with the values in their places, in one pass: `{{x}}` in a value is text. A line whose variables are all
 * empty is left out.
 */
export function renderTemplate(prompt: string, values: ReadonlyMap<string, string>): string {
  const valueIn = (name: string) => values.get(name) ?? '';
  return prompt
    .split('\n')
    .filter((line) => {
      const names = namesIn(line);
      return names.length === 0 || names.some((name) => valueIn(name) !== '');
    })
    .map((line) => line.replace(PLACEHOLDER, (_, name: string) => valueIn(name)))
    .join('\n');
}

/** The fault of a rendered prompt; null if it is valid. */
export function faultOfRendered(prompt: string): string | null {
  if (isBlank(prompt)) return 'must make a prompt that is not blank';
  const length = countCharacters(normalizeText(prompt));
  if (length <= LONGEST_PROMPT) return null;
  return `must make a prompt of ${LONGEST_PROMPT} characters at most, and make one of ${length}`;
}
