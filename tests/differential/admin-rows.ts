import { Types } from 'mongoose';

interface Makers {
  row<T extends object>(place: string, values: T): T;
  at(number: number): Date;
  job(id: string): object;
}

const ID = '0123456789abcdef01234567';

/** The rows that the services of administrators return. */
export function createAdminRows({ row, at, job }: Makers) {
  const adminUser = (id: string, more: object = {}) =>
    row(`admin user ${id}`, {
      id,
      name: 'Ada',
      email: 'ada@example.com',
      status: 'ACTIVE',
      role: 'USER',
      monthlyBudgetUsd: null,
      monthlyTokens: 1_000,
      createdAt: at(1),
      ...more,
    });
  const adminJob = (id: string) =>
    row(`admin job ${id}`, {
      ...job(id),
      instruction: null,
      requestId: 'r1',
      user: id === 'j1' ? adminUser('u1') : null,
    });
  /** The resolver reads it, so nothing in it is broken. */
  const auditRecord = (number: number) => ({
    _id: new Types.ObjectId(ID),
    at: at(number),
    action: number === 1 ? 'USER_ROLE_CHANGED' : 'QUEUE_PAUSED',
    ...(number === 1 && { actorId: new Types.ObjectId(ID), targetId: ID, userId: new Types.ObjectId(ID) }),
    ...(number === 1 && { address: '192.0.2.1', from: 'USER', to: 'ADMIN' }),
    expiresAt: at(9),
  });
  const bulk = () =>
    row('bulk', {
      done: 1,
      more: false,
      refused: [row('refusal', { id: 'j2', code: 'CONFLICT', message: 'not now' })],
    });
  const stats = (number: number) =>
    row(`stats ${number}`, {
      at: at(number),
      waiting: number,
      delayed: 0,
      active: 1,
      failedLastHour: 2,
      oldestWaitingSeconds: number === 1 ? null : 1.5,
      startedPerMinute: 3,
      waitP50Seconds: 0.5,
      waitP95Seconds: null,
      workers: [row(`worker ${number}`, { id: 'w1', startedAt: at(1), concurrency: 5, running: 1 })],
      paused: false,
      lastHour: [row(`minute ${number}`, { at: at(1), started: 1, failed: 0, waitSeconds: null })],
    });
  return { adminUser, adminJob, auditRecord, bulk, stats };
}
