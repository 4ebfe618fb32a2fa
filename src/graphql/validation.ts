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
    if (Array.isArray(value)) {
      await Promise.all(value.filter(findRules).map((item) => validateOrReject(item, OPTIONS)));
      return;
    }
    const rules = findRules(value);
    if (rules) await validateOnce(value as object, rules);
  } catch (error) {
    if (error instanceof Error) throw error;
    throw new ArgumentValidationError(error as ConstructorParameters<typeof ArgumentValidationError>[0]);
  }
};

/** How many are remembered of each class. */
const REMEMBERED = 100;

/** What holds for a class of arguments or inputs. */
interface Rules {
  /** Its properties that have a rule. */
  properties: readonly string[];
  /** Values of these that passed. */
  passed: Set<string>;
}

const rulesOf = new WeakMap<object, Rules>();

/** Undefined for what has no rules at all. */
function findRules(value: unknown): Rules | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  let rules = rulesOf.get(value.constructor);
  if (!rules) {
    const all = getMetadataStorage().getTargetValidationMetadatas(value.constructor, '', true, false);
    rules = { properties: [...new Set(all.map(({ propertyName }) => propertyName))], passed: new Set() };
    rulesOf.set(value.constructor, rules);
  }
  return rules.properties.length > 0 ? rules : undefined;
}

/** Most pages are asked for with the same few numbers: what passed with no other value under a rule passes again. */
async function validateOnce(value: object, { properties, passed }: Rules) {
  const key = numbersKey(properties.map((name) => (value as Record<string, unknown>)[name]));
  if (key !== null && passed.has(key)) return;
  await validateOrReject(value, OPTIONS);
  if (key !== null && passed.size < REMEMBERED) passed.add(key);
}

/** Null where text is among them, which is looked at each time: it may be long, and a password, not to be kept. */
const numbersKey = (values: unknown[]) =>
  values.every((value) => value === undefined || value === null || Number.isFinite(value))
    ? values.join()
    : null;
