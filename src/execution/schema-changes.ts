import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

/** A date as deprecations carry it: from when on the element may go. */
const DATE = /\b\d{4}-\d{2}-\d{2}\b/;

/**
 * What a schema breaks of an earlier one, one line each. @graphql-inspector/core is a development dependency, which the
 * command alone loads.
 */
export async function breakingChanges(earlier: GraphQLSchema, later: GraphQLSchema): Promise<string[]> {
  const { CriticalityLevel, diff } = await import('@graphql-inspector/core');
  const changes = await diff(earlier, later);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

/** The deprecated elements whose reason has no date. */
export function undatedDeprecations(schema: GraphQLSchema): string[] {
  const undated = (place: string, reason: string | null | undefined) =>
    reason != null && !DATE.test(reason) ? [place] : [];
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      if (isEnumType(type)) {
        return type
          .getValues()
          .flatMap((each) => undated(`${type.name}.${each.name}`, each.deprecationReason));
      }
      if (isInputObjectType(type)) {
        return Object.values(type.getFields()).flatMap((each) =>
          undated(`${type.name}.${each.name}`, each.deprecationReason),
        );
      }
      if (!isObjectType(type) && !isInterfaceType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => [
        ...undated(`${type.name}.${field.name}`, field.deprecationReason),
        ...field.args.flatMap((arg) =>
          undated(`${type.name}.${field.name}(${arg.name}:)`, arg.deprecationReason),
        ),
      ]);
    });
}
