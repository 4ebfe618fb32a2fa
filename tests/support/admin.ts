import { Types } from 'mongoose';
import { sendQuery } from './http.js';
import type { Product, TestUser } from './product.js';

/** A new administrator, signed in. The first one of a product cannot be appointed in another way. */
export async function buildAdmin(product: Product): Promise<TestUser> {
  const user = await product.buildUser();
  await giveRole(product, user, 'ADMIN');
  return user;
}

/** Sets a role in the database, without the rules of the API. */
export const giveRole = (product: Product, { id }: TestUser, role: 'ADMIN' | 'USER') =>
  product.mongo.collection('users').updateOne({ _id: new Types.ObjectId(id) }, { $set: { role } });

/** Sends one field, and returns its value. @throws an Error with the code of the first error as its message */
export async function call<Value = unknown>(
  url: string,
  { token }: Pick<TestUser, 'token'>,
  operation: string,
  variables: Record<string, unknown> = {},
): Promise<Value> {
  const { json } = await sendQuery(url, { query: operation, variables }, token);
  const [error] = json.errors ?? [];
  if (error) throw new Error(String(error.extensions.code), { cause: error });
  return Object.values(json.data ?? {})[0] as Value;
}
