import { randomBytes } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createLease } from '../../src/infra/lease.js';
import { createLogger } from '../../src/infra/logger.js';
import { type Migration, migrate, pendingOf } from '../../src/infra/migrations.js';
import { bindModels, type Models } from '../../src/modules/models.js';

const log = createLogger({ name: 'test', level: 'silent', pretty: false });
let connection: Connection;
let models: Models;
beforeAll(async () => {
  const url = new URL(inject('mongoUri'));
  url.pathname = `/test-${randomBytes(6).toString('hex')}`;
  const options = { autoIndex: false, autoCreate: false };
  connection = await mongoose.createConnection(url.toString(), options).asPromise();
  models = bindModels(connection);
});
beforeEach(() => connection.dropDatabase());
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const lease = () => createLease(models.leases, 'migrations');
const deps = () => ({ migrations: models.migrations, lease: lease(), log });
const ran: string[] = [];
beforeEach(() => {
  ran.length = 0;
});
const step = (id: string, complete = true, work = async () => {}): Migration => ({
  id,
  required: true,
  async run() {
    ran.push(id);
    await work();
    return { changed: 1, complete };
  },
});
const pending = async (list: Migration[]) => (await pendingOf(list, models.migrations)).map(({ id }) => id);

describe('migrations', () => {
  it('run in order, once, and are recorded', async () => {
    const list = [step('b'), step('a')];
    await migrate(list, deps());
    expect(ran).toEqual(['b', 'a']);
    expect(await pending(list)).toEqual([]);
    await migrate([...list, step('c')], deps());
    expect(ran).toEqual(['b', 'a', 'c']);
    await migrate(list, deps(), true);
    expect(ran).toEqual(['b', 'a', 'c', 'b', 'a']);
  });

  it('that are incomplete or failed run again, and those before them do not', async () => {
    const fail = async () => {
      throw new Error('broken');
    };
    await migrate([step('a'), step('b', false)], deps());
    expect(await pending([step('a'), step('b')])).toEqual(['b']);
    await expect(migrate([step('a'), step('b', true, fail), step('c')], deps())).rejects.toThrow('broken');
    expect(ran).toEqual(['a', 'b', 'b']);
    await migrate([step('a'), step('b'), step('c')], deps());
    expect(ran).toEqual(['a', 'b', 'b', 'b', 'c']);
  });

  it('run in one of several processes, and the others wait for it', async () => {
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 300));
      running -= 1;
    };
    const list = [step('a', true, work), step('b', true, work)];
    await Promise.all([migrate(list, deps()), migrate(list, deps()), migrate(list, deps())]);
    expect([ran, most, running]).toEqual([['a', 'b'], 1, 0]);
  });

  it('are taken over from a process that died', async () => {
    const dead = lease();
    expect(await dead.take(600)).toBe(true);
    await migrate([step('a')], deps());
    expect(ran).toEqual(['a']);
  });
});
