import { Arg, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import { asNode, Node } from '../graphql/node.js';
import { viewerOf } from '../modules/auth/auth-checker.js';
import type { Context } from './context.js';

/** How the objects of each type are found by their ids, among the viewer's. */
const SOURCES: Record<string, (context: Context, viewerId: string, id: string) => Promise<Node | null>> = {
  Job: ({ jobs }, viewerId, id) => jobs.get(viewerId, id),
  Content: ({ contents }, viewerId, id) => contents.get(viewerId, id),
  Batch: ({ batches }, viewerId, id) => batches.get(viewerId, id),
  Template: ({ templates }, viewerId, id) => templates.get(viewerId, id),
  Export: ({ exports }, viewerId, id) => exports.get(viewerId, id),
  User: async ({ auth }, viewerId, id) => (id === viewerId ? auth.getUser(id) : null),
};

@Resolver()
export class NodeResolver {
  @Authorized()
  @Query(() => Node, {
    nullable: true,
    complexity: Object.keys(SOURCES).length,
    description:
      'Returns one of the viewer’s objects, or a built-in template, whatever its type; null if there is none with this id. For clients that refetch objects, such as Relay.',
  })
  async node(
    @Arg('id', () => ID, { description: 'The id of the object.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Node | null> {
    const viewer = viewerOf(context).id;
    const found = await Promise.all(
      Object.entries(SOURCES).map(async ([typeName, find]) => {
        const value = await find(context, viewer, id);
        return value && asNode(typeName, value);
      }),
    );
    return found.find((value) => value !== null) ?? null;
  }
}
