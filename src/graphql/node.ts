import { Field, ID, InterfaceType } from 'type-graphql';

const types = new WeakMap<object, string>();

/** Sets the GraphQL type of an object that a field of type `Node` returns. */
export function asNode<Value extends object>(typeName: string, value: Value): Value {
  types.set(value, typeName);
  return value;
}

@InterfaceType({
  description:
    'An object with an id that no other object has, as Relay’s Global Object Identification specification defines it.',
  resolveType: (value: object) => types.get(value),
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;
}
