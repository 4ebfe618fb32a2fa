import { isDeepStrictEqual } from 'node:util';
import type { Connection, Model, mongo } from 'mongoose';
import type { Logger } from './logger.js';
import { isServerError } from './mongo.js';

/** A JSON schema in MongoDB's dialect (`$jsonSchema`). */
export interface RowSchema {
  bsonType?: string | string[];
  enum?: readonly unknown[];
  required?: string[];
  properties?: Record<string, RowSchema>;
  items?: RowSchema;
}

/** Rules for rows besides the types of the model's fields: required fields, and nested values. */
export type RowRules = Required<Pick<RowSchema, 'required' | 'properties'>>;

/** MongoDB's error codes. */
const NAMESPACE_EXISTS = 48;
const UNAUTHORIZED = 13;

export const STRING: RowSchema = { bsonType: 'string' };
export const NUMBER: RowSchema = { bsonType: 'number' };
export const BOOLEAN: RowSchema = { bsonType: 'bool' };
export const DATE: RowSchema = { bsonType: 'date' };
export const oneOf = (values: Record<string, string>): RowSchema => ({
  bsonType: 'string',
  enum: Object.values(values),
});
export const listOf = (items: RowSchema): RowSchema => ({ bsonType: 'array', items });

/** An object that has these fields; the optional ones may be missing or null. */
export const objectOf = (
  properties: Record<string, RowSchema>,
  optional: Record<string, RowSchema> = {},
): RowSchema => ({
  bsonType: 'object',
  // MongoDB refuses an empty list.
  ...(Object.keys(properties).length > 0 && { required: Object.keys(properties) }),
  properties: {
    ...properties,
    ...Object.fromEntries(Object.entries(optional).map(([name, schema]) => [name, orNull(schema)])),
  },
});

export const orNull = ({ bsonType = [], enum: values, ...rest }: RowSchema): RowSchema => ({
  ...rest,
  bsonType: [...[bsonType].flat(), 'null'],
  ...(values && { enum: [...values, null] }),
});

/** The schema by which MongoDB validates a model's rows. It allows fields that it does not name. */
export function rowSchema(model: Pick<Model<unknown>, 'schema'>, rules?: RowRules): RowSchema {
  const { required = [], properties = {} }: RowSchema = model.schema.toJSONSchema({ useBsonType: true });
  const names = new Set([...required, ...(rules?.required ?? [])]);
  const all = { ...properties, ...rules?.properties };
  return {
    bsonType: 'object',
    required: [...names].sort(),
    properties: Object.fromEntries(
      Object.entries(all).map(([name, schema]) => [name, names.has(name) ? withoutNull(schema) : schema]),
    ),
  };
}

const withoutNull = ({ bsonType, enum: values, ...rest }: RowSchema): RowSchema => ({
  ...rest,
  ...(bsonType && { bsonType: [bsonType].flat().filter((type) => type !== 'null') }),
  ...(values && { enum: values.filter((value) => value !== null) }),
});

/**
 * Makes MongoDB validate rows, so that no writer stores one that a reader can't use. Existing rows that break a rule can
 * still be updated (`moderate`). Without the right to change collections, existing ones stay as they are, with a warning.
 * @returns whether MongoDB validates all of them
 */
export async function holdRows(
  connection: Connection,
  schemas: ReadonlyMap<string, RowSchema>,
  log: Logger,
): Promise<boolean> {
  const { db } = connection;
  if (!db) throw new Error('not connected');
  const found = await db
    .listCollections({ name: { $in: [...schemas.keys()] } }, { nameOnly: false })
    .toArray();
  const known = new Map(
    found.map((collection) => [collection.name, (collection as mongo.CollectionInfo).options]),
  );
  const held = await Promise.all([...schemas].map(([name, schema]) => hold(name, schema)));
  return held.every(Boolean);

  async function hold(name: string, schema: RowSchema): Promise<boolean> {
    const rule = {
      validator: { $jsonSchema: schema },
      validationLevel: 'moderate' as const,
      validationAction: 'error' as const,
    };
    const options = known.get(name);
    if (!options && (await created(name, rule))) return true;
    const { validator, validationLevel, validationAction } = options ?? {};
    if (isDeepStrictEqual({ validator, validationLevel, validationAction }, rule)) return true;
    try {
      await db?.command({ collMod: name, ...rule });
      return true;
    } catch (error) {
      if (!isServerError(error, UNAUTHORIZED)) throw error;
      log.warn(
        { collection: name },
        'MongoDB does not check the rows of this collection: grant the user of MONGO_URI the right collMod (role dbAdmin)',
      );
      return false;
    }
  }

  /** False if another process has created it in the meantime. */
  async function created(name: string, rule: object): Promise<boolean> {
    try {
      await db?.createCollection(name, rule);
      return true;
    } catch (error) {
      if (isServerError(error, NAMESPACE_EXISTS)) return false;
      throw error;
    }
  }
}
