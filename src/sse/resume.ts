import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { AppError, badUserInput } from '../graphql/errors.js';
import { type ResumeTerms, resumeTermsOf } from '../graphql/resumable.js';

const HEADER = 'Last-Event-ID';

/** How a stream starts, and what the ids of its events are. */
export interface Start {
  /** The document that starts it: the client's, with the cursor of `Last-Event-ID`. */
  document: DocumentNode;
  /** Null if its events have no ids. */
  terms: ResumeTerms | null;
}

/**
 * Starts a subscription after the event that `Last-Event-ID` names: the header takes the place of the argument of the
 * root field (`after`), whether that is a variable, a value or absent.
 * @throws BAD_REQUEST for a subscription whose events have no cursor
 */
export function startOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  lastEventId: string | null,
): Start {
  const fields = new Set<GraphQLField<unknown, unknown>>();
  const types = new TypeInfo(schema);
  const root = schema.getSubscriptionType();
  const started = visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: (node) => (node === operation ? undefined : false),
      Field(node) {
        const field = types.getFieldDef();
        if (types.getParentType() !== root || !field) return undefined;
        fields.add(field);
        const terms = resumeTermsOf(field);
        if (!terms || lastEventId === null) return undefined;
        const others = node.arguments?.filter(({ name }) => name.value !== terms.argument) ?? [];
        const name = { kind: Kind.NAME, value: terms.argument } as const;
        const value = { kind: Kind.STRING, value: lastEventId } as const;
        return { ...node, arguments: [...others, { kind: Kind.ARGUMENT, name, value }] };
      },
    }),
  );
  const [field] = fields;
  const terms = field ? resumeTermsOf(field) : null;
  if (!terms && lastEventId !== null) {
    throw new AppError('BAD_REQUEST', `The events of this subscription have no ids: send no ${HEADER}.`);
  }
  return { document: started, terms };
}

/** An error about the cursor's argument names the header that it came from. */
export function namingHeader(
  error: GraphQLError,
  { terms }: Start,
  lastEventId: string | null,
): GraphQLError {
  if (lastEventId === null) return error;
  const { code, fields } = error.extensions;
  const [fault] = code === 'BAD_USER_INPUT' && Array.isArray(fields) ? fields : [];
  if (fault?.field !== terms?.argument || !fault) return error;
  return badUserInput({ field: HEADER, message: fault.message });
}

/** The id in the header; null if there is none, as a browser has before the first event. */
export const lastEventIdOf = (header: string | string[] | undefined): string | null =>
  header === undefined || header === '' ? null : String(header);
