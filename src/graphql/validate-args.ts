import { type ValidationError, validateOrReject } from 'class-validator';
import { ArgumentValidationError } from 'type-graphql';

const OPTIONS = {
  skipMissingProperties: true,
  forbidUnknownValues: false,
  stopAtFirstError: true,
  // Neither the object nor its values, which may be passwords, may come near an error.
  validationError: { target: false, value: false },
};

/**
 * Validates the arguments of a field by the rules of their classes. type-graphql's own validation imports class-validator
 * for each argument. In the bundle, each import copies its exports: generateContent took a third more CPU (bench:pair).
 * @throws ArgumentValidationError
 */
export async function validateArgs(value: unknown): Promise<void> {
  const objects = (Array.isArray(value) ? value : [value]).filter(
    (each): each is object => typeof each === 'object' && each !== null,
  );
  try {
    await Promise.all(objects.map((each) => validateOrReject(each, OPTIONS)));
  } catch (faults) {
    throw new ArgumentValidationError(faults as ValidationError[]);
  }
}
