import { setTimeout as delay } from 'node:timers/promises';
import { modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { trusted } from 'mongoose';
import type { Lease } from './lease.js';
import type { Logger } from './logger.js';

/** A migration that has run to its end. */
@modelOptions({ schemaOptions: { collection: 'migrations', versionKey: false } })
export class MigrationRecord {
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: Date, required: true })
  finishedAt!: Date;

  /** How many documents it changed. */
  @prop({ type: Number })
  changed?: number | null;
}

export type MigrationModel = ReturnModelType<typeof MigrationRecord>;

/** A change of the database for this version. It may run again after a crash, and beside processes of earlier versions. */
export interface Migration {
  /** Never used for another change. */
  id: string;
  /** Whether processes of this version can't work before it. The others may run while they do. */
  required: boolean;
  /**
   * @param proceed called before each batch; resolves to false if the work must stop
   * @returns how many documents it changed, and whether nothing is left to do
   */
  run(proceed: () => Promise<boolean>): Promise<{ changed?: number; complete: boolean }>;
}

interface Deps {
  migrations: MigrationModel;
  /** One process at a time migrates. */
  lease: Lease;
  log: Logger;
}

/** How long the lease lasts without a renewal, and how often it is renewed, in milliseconds. */
const LEASE_MS = 30_000;
const RENEWAL_MS = 10_000;
/** How often a process looks whether another one has finished, in milliseconds. */
const LOOK_MS = 250;

/** The migrations that have not run, in order. */
export async function pendingOf(list: Migration[], migrations: MigrationModel): Promise<Migration[]> {
  const ids = list.map(({ id }) => id);
  const found = await migrations.find({ _id: trusted({ $in: ids }) }, { _id: 1 }).lean();
  const done = new Set(found.map(({ _id }) => _id));
  return list.filter(({ id }) => !done.has(id));
}

/**
 * Runs migrations in order, and records those that are complete. Waits while another process migrates, and leaves out
 * what that one did.
 * @param again whether those that have run before run too
 */
export async function migrate(list: Migration[], deps: Deps, again = false): Promise<void> {
  const { migrations, lease, log } = deps;
  for (let logged = false; !(await lease.take(LEASE_MS)); logged = true) {
    if (!logged) log.info('waiting for the migrations of another process');
    await delay(LOOK_MS);
    if (!again && (await pendingOf(list, migrations)).length === 0) return;
  }
  let held = true;
  const renewal = setInterval(() => {
    lease.take(LEASE_MS).then(
      (taken) => {
        held = taken;
      },
      (error) => log.warn({ err: error }, 'lease of the migrations not renewed'),
    );
  }, RENEWAL_MS);
  try {
    for (const migration of again ? list : await pendingOf(list, migrations)) {
      const begun = performance.now();
      const { changed, complete } = await migration.run(async () => held);
      if (!held) throw new Error('another process has taken over the migrations');
      const ms = Math.round(performance.now() - begun);
      if (complete) await record(migration, changed);
      log.info({ migration: migration.id, changed, complete, ms }, 'migrated');
    }
  } finally {
    clearInterval(renewal);
    await lease.release();
  }

  async function record({ id }: Migration, changed?: number) {
    const finished = { finishedAt: new Date(), ...(changed !== undefined && { changed }) };
    await migrations.updateOne({ _id: id }, { $set: finished }, { upsert: true });
  }
}
