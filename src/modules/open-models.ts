import type { Connection } from 'mongoose';
import { createLease } from '../infra/lease.js';
import type { Logger } from '../infra/logger.js';
import { type Migration, migrate, pendingOf } from '../infra/migrations.js';
import { holdRows } from '../infra/row-rules.js';
import { StartError } from '../infra/start-error.js';
import { migrationsOf } from './migrations.js';
import { bindModels, type Models, rowSchemasOf } from './models.js';

/** When migrations run: at the start of the first process of a version, or by the command only. */
export type MigrationMode = 'start' | 'command';

/**
 * Binds every model to one connection, and checks that the database is migrated as far as they require.
 * @throws StartError if it is not, and only the command migrates
 */
export async function openModels(
  connection: Connection,
  log: Logger,
  mode: MigrationMode = 'start',
): Promise<Models> {
  const models = bindModels(connection);
  const required = migrationsOf(connection, models, log).filter((migration) => migration.required);
  const [pending, complete] = await Promise.all([
    pendingOf(required, models.migrations),
    hasCollections(connection, models),
  ]);
  if (pending.length === 0 && complete) return models;
  if (mode === 'command') {
    throw new StartError(
      'The database is not migrated to this version: run `npm run migrate` (in the container image: node dist/migrate.js)',
    );
  }
  // A collection that was dropped has no indexes, whatever is recorded.
  await runMigrations(required, { connection, models, log, again: !complete });
  return models;
}

/** @param again whether those that have run before run too */
export async function runMigrations(
  list: Migration[],
  { connection, models, log, again }: { connection: Connection; models: Models; log: Logger; again: boolean },
): Promise<void> {
  // The lease's own collection first, with its rules: a user of MongoDB may create collections without the right to
  // change them.
  const leases = models.leases.collection.collectionName;
  await holdRows(connection, new Map([...rowSchemasOf(models)].filter(([name]) => name === leases)), log);
  const lease = createLease(models.leases, 'migrations');
  return migrate(list, { migrations: models.migrations, lease, log }, again);
}

async function hasCollections(connection: Connection, models: Models): Promise<boolean> {
  const found = (await connection.db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  const names = new Set(found.map(({ name }) => name));
  return Object.values(models).every(({ collection }) => names.has(collection.collectionName));
}
