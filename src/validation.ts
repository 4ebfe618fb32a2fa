import { getMetadataStorage, type ValidatorOptions, validateOrReject } from 'class-validator';
import { ArgumentValidationError, type ValidatorFn } from 'type-graphql';

const OPTIONS: ValidatorOptions = {
  skipMissingProperties: true,
  forbidUnknownValues: false,
  stopAtFirstError: true,
  // Neither the object nor its values, which may be passwords, may come near an error.
  validationError: { target: false, value: false },
};

/**
 * Holds an argument to its class-validator rules, as type-graphql does by itself, which looks for class-validator
 * anew at each call.
 * @throws ArgumentValidationError
 */
export const validateArgument: ValidatorFn = async (value) => {
  try {
    if (Array.isArray(value))
      await Promise.all(value.filter(hasRules).map((item) => validateOrReject(item, OPTIONS)));
    else if (hasRules(value)) await validateOnce(value);
  } catch (error) {
    if (error instanceof Error) throw error;
    throw new ArgumentValidationError(error as ConstructorParameters<typeof ArgumentValidationError>[0]);
  }
};

/** How many are remembered of each class. */
const REMEMBERED = 100;
/** Arguments that passed, by their class. */
const passed = new WeakMap<object, Set<string>>();

/** Most pages are asked for with the same few numbers: what passed with nothing else in it passes again. */
async function validateOnce(value: object) {
  const key = numbersOnly(value) ? JSON.stringify(value) : null;
  const known = passed.get(value.constructor) ?? new Set();
  if (key !== null && known.has(key)) return;
  await validateOrReject(value, OPTIONS);
  if (key === null || known.size >= REMEMBERED) return;
  known.add(key);
  passed.set(value.constructor, known);
}

/** Text is looked at each time: it may be long, and a password, which is not to be kept. */
const numbersOnly = (value: object) =>
  Object.values(value).every((part) => part === undefined || part === null || Number.isFinite(part));

/** Of each class of arguments and inputs, whether it has a rule at all. */
const ruled = new WeakMap<object, boolean>();

function hasRules(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const known = ruled.get(value.constructor);
  if (known !== undefined) return known;
  const rules = getMetadataStorage().getTargetValidationMetadatas(value.constructor, '', true, false);
  ruled.set(value.constructor, rules.length > 0);
  return rules.length > 0;
}
