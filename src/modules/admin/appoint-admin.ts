import type { Logger } from '../../infra/logger.js';
import { OPERATOR } from '../audit/audit-log.js';
import type { AccountControl } from './account-control.js';

/**
 * Makes the first administrator, at the start of an API process. Later ones are made by administrators: a restart must
 * not give back a role that was taken away.
 */
export async function appointAdmin(
  control: Pick<AccountControl, 'appointFirst'>,
  email: string,
  log: Logger,
): Promise<void> {
  const found = await control.appointFirst(email, OPERATOR);
  if (found === 'appointed') log.info('the account of ADMIN_EMAIL is the first administrator');
  if (found === 'unknown')
    log.warn('there is no account with the email of ADMIN_EMAIL: register it, and start the API again');
}
