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
    else if (hasRules(value)) await validateOrReject(value, OPTIONS);
  } catch (error) {
    if (error instanceof Error) throw error;
    throw new ArgumentValidationError(error as ConstructorParameters<typeof ArgumentValidationError>[0]);
  }
};

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
