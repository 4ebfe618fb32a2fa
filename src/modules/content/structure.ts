import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import pLimit from 'p-limit';
import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import type { ContentType } from '../../writing/content-type.js';
import type { Part, Parts } from '../../writing/form.js';
import { FORMS, type Structure } from '../../writing/forms.js';
import { CONTENT_TYPES } from '../../writing/types/index.js';

type StructureClass = new () => object;

/** Makes the object type of a structure, and those of its parts, from their description. */
function classOf({ name, description, fields }: Parts<object>): StructureClass {
  const { [name]: type } = { [name]: class {} };
  for (const [field, part] of Object.entries(fields as Record<string, Part>))
    Field(typeOf(part), { description: part.description })(type?.prototype as object, field);
  ObjectType({ simpleResolvers: true, description })(type as StructureClass);
  return type as StructureClass;
}

function typeOf(part: Part): () => object {
  if (part.kind === 'list') {
    const item = classOf(part.of);
    return () => [item];
  }
  if (part.kind === 'texts') return () => [String];
  return () => (part.kind === 'number' ? Int : String);
}

const CLASSES = Object.fromEntries(
  CONTENT_TYPES.map(({ name, parts }) => [name, classOf(parts as Parts<object>)]),
) as Record<ContentType, StructureClass>;

export const ContentStructure = createUnionType({
  name: 'ContentStructure',
  description: 'The parts of a text, by content type.',
  // Resolved by instanceof: a compiled document can't wait for type-graphql's asynchronous resolveType.
  types: () => Object.values(CLASSES) as [StructureClass, ...StructureClass[]],
});

/** Parses one text at a time, so that the process serves other requests during a long list. */
const oneAtATime = pLimit(1);

/** The parts of a text; null for a text that does not have the form of its type. */
export function structureOf(type: ContentType, text: string): Promise<Structure | null> {
  return oneAtATime(async () => {
    await yieldToEventLoop();
    const structure = FORMS[type].structure(text);
    return structure && (Object.assign(new CLASSES[type](), structure) as Structure);
  });
}
