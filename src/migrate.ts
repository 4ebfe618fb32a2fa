import 'reflect-metadata';
import { loadCommonEnv } from './config/env.js';
import { pendingOf } from './infra/migrations.js';
import { connectMongo } from './infra/mongo.js';
import { StartError } from './infra/start-error.js';
import { migrationsOf } from './modules/migrations.js';
import { bindModels } from './modules/models.js';
import { runMigrations } from './modules/open-models.js';
import { runProcess } from './process.js';

/**
 * `npm run migrate`: migrates the database to this version. `-- --check` changes nothing, and fails if a migration has
 * not run.
 */
await runProcess('migrate', loadCommonEnv, async (env, log, shutdown) => {
  const [option, ...others] = process.argv.slice(2);
  if (others.length > 0 || (option !== undefined && option !== '--check')) {
    throw new StartError('usage: npm run migrate [-- --check]');
  }
  const mongo = await connectMongo(env, log);
  shutdown.defer('MongoDB', () => mongo.close());
  const models = bindModels(mongo.connection);
  const list = migrationsOf(mongo.connection, models, log);
  if (option === '--check') {
    const pending = await pendingOf(list, models.migrations);
    const names = pending.map(({ id }) => id).join(', ');
    if (pending.length > 0) throw new StartError(`These migrations have not run: ${names}`);
  } else {
    // All of them, so that a dropped index is built again.
    await runMigrations(list, { connection: mongo.connection, models, log, again: true });
  }
  log.info('The database is migrated to this version.');
  await shutdown.run();
});
