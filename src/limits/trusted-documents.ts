import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  validate,
  visit,
} from 'graphql';
import { z } from 'zod';
import { StartError } from '../infra/start-error.js';

/** The operations of known clients, by their ids. A document is one of them whatever its layout. */
export interface TrustedDocuments {
  /** Whether other documents are refused. */
  only: boolean;
  /** The text with this id; null if there is none. */
  textOf(id: string): string | null;
  has(document: DocumentNode): boolean;
  /** The most tokens that one of them may have. */
  maxTokens: number;
  /** The names of their operations. */
  names: ReadonlySet<string>;
}

export interface TrustedDocumentSettings {
  /** With `on` other documents run too, within the limits. */
  mode: 'on' | 'only';
  /** The manifests, or folders with them. */
  files: string[];
}

/** How many times as many tokens a document may have after a client has added `__typename` to each selection set. */
const WITH_TYPENAMES = 2;

/** Apollo's manifest; or the ids with their texts, as GraphQL Code Generator and Relay's compiler write them. */
const manifest = z.union([
  z
    .object({
      format: z.literal('apollo-persisted-query-manifest'),
      version: z.literal(1),
      operations: z.array(z.object({ id: z.string().min(1), body: z.string() })),
    })
    .transform(({ operations }) => operations.map(({ id, body }) => ({ id, body }))),
  z
    .record(z.string().min(1), z.string())
    .transform((texts) => Object.entries(texts).map(([id, body]) => ({ id, body }))),
]);

/** @throws StartError for a manifest that can't be read, or a document in it that does not match the schema */
export async function loadTrustedDocuments(
  { mode, files }: TrustedDocumentSettings,
  schema: GraphQLSchema,
): Promise<TrustedDocuments> {
  const texts = new Map<string, string>();
  const canonical = new Set<string>();
  const names = new Set<string>();
  let maxTokens = 0;
  for (const file of await manifestsIn(files)) {
    for (const { id, body } of await readManifest(file)) {
      const document = readDocument(body, schema, `${file}: ${id}`);
      texts.set(id, body);
      canonical.add(canonicalText(document));
      for (const definition of document.definitions) {
        if (definition.kind === Kind.OPERATION_DEFINITION && definition.name)
          names.add(definition.name.value);
      }
      maxTokens = Math.max(maxTokens, (document.tokenCount ?? 0) * WITH_TYPENAMES);
    }
  }
  return {
    only: mode === 'only',
    textOf: (id) => texts.get(id) ?? null,
    has: (document) => canonical.has(canonicalText(document)),
    maxTokens,
    names,
  };
}

async function manifestsIn(paths: string[]): Promise<string[]> {
  const found = paths.map(async (path) => {
    const names = await readdir(path).catch(() => null);
    if (!names) return [path];
    const manifests = names.filter((name) => name.endsWith('.json')).sort();
    return manifests.map((name) => join(path, name));
  });
  return (await Promise.all(found)).flat();
}

async function readManifest(file: string) {
  try {
    return manifest.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? 'it is no manifest of operations' : (error as Error).message;
    throw new StartError(`TRUSTED_DOCUMENTS_FILES: ${file} can't be read: ${reason}`);
  }
}

function readDocument(body: string, schema: GraphQLSchema, name: string): DocumentNode {
  try {
    const document = parse(body);
    const [fault] = validate(schema, document);
    if (fault) throw fault;
    return document;
  } catch (error) {
    throw new StartError(`TRUSTED_DOCUMENTS_FILES: ${name} is not valid: ${(error as Error).message}`);
  }
}

/**
 * The same text for documents that differ only in layout, in the order of fragments, and in the `__typename` that
 * clients add for their caches.
 */
export function canonicalText(document: DocumentNode): string {
  const definitions = document.definitions.map((definition) => print(withoutTypename(definition)));
  return definitions.sort().join('\n');
}

const withoutTypename = (definition: DefinitionNode): DefinitionNode =>
  visit(definition, {
    SelectionSet(node): SelectionSetNode | undefined {
      const selections = node.selections.filter((selection) => !isTypename(selection));
      return selections.length > 0 ? { ...node, selections } : undefined;
    },
  });

const isTypename = (selection: SelectionNode): boolean =>
  selection.kind === Kind.FIELD &&
  selection.name.value === '__typename' &&
  !selection.alias &&
  !selection.directives?.length;
