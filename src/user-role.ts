import 'reflect-metadata';
import { loadCommonEnv } from './config/env.js';
import { AppError } from './graphql/errors.js';
import { connectMongo } from './infra/mongo.js';
import { StartError } from './infra/start-error.js';
import { createAccountControl } from './modules/admin/account-control.js';
import { createAuditLog, OPERATOR } from './modules/audit/audit-log.js';
import { UserRole } from './modules/auth/user.model.js';
import { openModels } from './modules/open-models.js';
import { runProcess } from './process.js';

/** `npm run user:role -- EMAIL admin|user`: gives an account a role. */
const ROLES: Record<string, UserRole> = { admin: UserRole.ADMIN, user: UserRole.USER };

await runProcess('user:role', loadCommonEnv, async (env, log, shutdown) => {
  const [email, word = ''] = process.argv.slice(2);
  const role = ROLES[word.toLowerCase()];
  if (!email || !role) throw new StartError('usage: npm run user:role -- EMAIL admin|user');
  const mongo = await connectMongo(env, log);
  shutdown.defer('MongoDB', () => mongo.close());
  const models = await openModels(mongo.connection, log);
  const control = createAccountControl({
    connection: mongo.connection,
    users: models.users,
    auditLog: createAuditLog(models.audit, env.auditLogDays),
  });
  const id = await control.idOf(email);
  if (id === null) throw new StartError('There is no account with this email.');
  try {
    // A role that is taken away ends the sessions: API processes find it within 5 s.
    await control.setRole(OPERATOR, id, role);
  } catch (error) {
    throw error instanceof AppError ? new StartError(error.message) : error;
  }
  log.info(`The role of this account is ${role}.`);
  await shutdown.run();
});
