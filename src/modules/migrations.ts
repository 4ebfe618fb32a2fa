import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Logger } from '../infra/logger.js';
import type { Migration } from '../infra/migrations.js';
import { holdRows } from '../infra/row-rules.js';
import { foldedCopiesMigration } from './content/folded-copies.js';
import { type Models, rowSchemasOf } from './models.js';

/** All migrations to this version, in order. A new one goes to the end, with a test in tests/migrations. */
export function migrationsOf(connection: Connection, models: Models, log: Logger): Migration[] {
  return [collections(connection, models, log), foldedCopiesMigration(models.contents)];
}

/**
 * The collections with their indexes and the rules for their rows. Its id is a digest of all three: a process of an
 * earlier version finds its own id recorded, and leaves later changes as they are.
 */
function collections(connection: Connection, models: Models, log: Logger): Migration {
  const schemas = rowSchemasOf(models);
  const indexes = Object.values(models).map(({ collection, schema }) => [
    collection.collectionName,
    schema.indexes(),
  ]);
  const digest = createHash('sha256')
    .update(JSON.stringify([[...schemas], indexes]))
    .digest('hex');
  return {
    id: `collections ${digest.slice(0, 16)}`,
    required: true,
    async run() {
      const complete = await holdRows(connection, schemas, log);
      await Promise.all(Object.values(models).map((model) => model.createIndexes()));
      return { complete };
    },
  };
}
