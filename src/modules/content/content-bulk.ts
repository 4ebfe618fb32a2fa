import { Types } from 'mongoose';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { type AppError, badUserInput } from '../../graphql/errors.js';
import { parseObjectId } from '../../infra/object-id.js';

/** The largest number of pieces of one call. */
export const MAX_BULK = 100;

@ObjectType({ simpleResolvers: true, description: 'A piece that was not changed, and why.' })
export class ContentBulkRefusal {
  @Field(() => ID, { description: 'The id of the piece.' })
  id!: string;

  @Field(() => String, { description: 'An error code: NOT_FOUND or CONFLICT.' })
  code!: string;

  @Field(() => String, { description: 'The reason, in English.' })
  message!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The result of a change of many pieces. All changes of a call are made together, or none.',
})
export class ContentBulkResult {
  @Field(() => Int, {
    description: 'The number of pieces in the requested state, those included that had it before.',
  })
  done!: number;

  @Field(() => [ContentBulkRefusal], { description: 'The pieces that were not changed.' })
  refused!: ContentBulkRefusal[];
}

export const refusal = (id: string, { message, extensions }: AppError): ContentBulkRefusal => ({
  id,
  code: String(extensions.code),
  message,
});

/**
 * The ids of a call, each once, and the filter for those that are pieces of this user.
 * @throws BAD_USER_INPUT for too many
 */
export function bulkIds(userId: string, wanted: readonly string[]) {
  const ids = [...new Set(wanted.map((id) => id.toLowerCase()))];
  if (ids.length > MAX_BULK) throw badUserInput({ field: 'ids', message: `must be ${MAX_BULK} at most` });
  const valid = ids.flatMap((id) => parseObjectId(id) ?? []);
  return { ids, filter: { _id: { $in: valid }, userId: new Types.ObjectId(userId) } };
}
