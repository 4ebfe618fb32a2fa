import { isDeepStrictEqual } from 'node:util';
import { type mongo, Types } from 'mongoose';
import { badUserInput, conflict, notFound } from '../../graphql/errors.js';
import { insertInFreeSlot } from '../../infra/free-slot.js';
import { mongoNow, nativeCollection } from '../../infra/mongo.js';
import { parseObjectId } from '../../infra/object-id.js';
import { normalizeText } from '../../text/text.js';
import { faultOfRule, firstDue, nextDue, type Rule } from '../../time/due-times.js';
import type { ReadRequest } from '../jobs/requests.js';
import { PauseReason, type ScheduleRecord, ScheduleStatus } from './model/schedule.model.js';
import type { CreateScheduleInput, UpdateScheduleInput } from './schedule.input.js';
import type { Schedule } from './schedule.types.js';
import type { ScheduleQueue } from './schedule-queue.js';
import { changedRule, type KeptRule, type RequestedRule, requestedRule, ruleOf } from './schedule-rule.js';
import { createScheduleViews, type ScheduleViews, type ViewsDeps } from './schedule-views.js';
import { changedRequest, requestOf } from './scheduled-request.js';
import { toSchedule } from './to-schedule.js';

/** The most schedules of a user. */
export const MAX_SCHEDULES = 50;

/** The schedules of a user. Every call names the owner; the schedule of another user counts as none. */
export interface SchedulesService extends ScheduleViews {
  /** Newest first. */
  list(userId: string): Promise<Schedule[]>;
  get(userId: string, id: string): Promise<Schedule | null>;
  /** @throws BAD_USER_INPUT, NOT_FOUND for an unknown template or brand voice, CONFLICT for a user with 50 */
  create(userId: string, input: CreateScheduleInput): Promise<Schedule>;
  /** @throws BAD_USER_INPUT, NOT_FOUND */
  update(userId: string, id: string, input: UpdateScheduleInput): Promise<Schedule>;
  /** A repeated call returns the same. @throws NOT_FOUND */
  pause(userId: string, id: string): Promise<Schedule>;
  /** Continues with the next due time: those of the pause are not made up. @throws NOT_FOUND */
  resume(userId: string, id: string): Promise<Schedule>;
  /** Its jobs stay. @throws NOT_FOUND */
  delete(userId: string, id: string): Promise<Schedule>;
  /** The due times of a rule from now on. @throws BAD_USER_INPUT */
  times(rule: RequestedRule, first: number): Date[];
  /** Removes every schedule. The jobs are for the service of jobs to remove. */
  removeAll(userId: string): Promise<void>;
}

interface SchedulesDeps extends ViewsDeps {
  readRequest: ReadRequest;
  queue: ScheduleQueue;
  /** The shortest time between two due times, in minutes. */
  minIntervalMinutes: number;
}

type Unset = Record<string, 1>;
const NOTHING: Unset = {};
const NO_NEXT: Unset = { nextRunAt: 1 };

export function createSchedulesService(deps: SchedulesDeps): SchedulesService {
  const { schedules, readRequest, queue, minIntervalMinutes } = deps;
  const rows = nativeCollection<ScheduleRecord>(schedules);

  /** The filter of one of a user's schedules. A malformed id matches nothing. */
  const ownedBy = (userId: string, id: string) => ({
    _id: parseObjectId(id) ?? new Types.ObjectId(),
    userId: new Types.ObjectId(userId),
  });

  async function find(userId: string, id: string): Promise<ScheduleRecord> {
    const record = await rows.findOne(ownedBy(userId, id));
    if (!record) throw notFound('Schedule');
    return record;
  }

  /** @throws BAD_USER_INPUT */
  function checked<R extends Rule>(rule: R): R {
    const fault = faultOfRule(rule, new Date(), minIntervalMinutes);
    if (fault) throw badUserInput(fault);
    return rule;
  }

  /** The next due time from now on. Never one that was run, also if the clock was set back. */
  async function nextOf(rule: Rule, lastRunAt?: Date): Promise<Date | null> {
    const now = await mongoNow(schedules.db);
    const from = new Date(Math.max(now.getTime(), lastRunAt?.getTime() ?? 0));
    return nextDue(rule, from);
  }

  /** The state of a schedule that is not paused, from now on: without a due time it has ended. */
  async function stateBy(rule: Rule, lastRunAt?: Date) {
    const nextRunAt = await nextOf(rule, lastRunAt);
    return nextRunAt
      ? { $set: { status: ScheduleStatus.ACTIVE, nextRunAt }, $unset: NOTHING }
      : { $set: { status: ScheduleStatus.ENDED }, $unset: NO_NEXT };
  }

  return {
    async list(userId) {
      const found = await rows
        .find({ userId: new Types.ObjectId(userId) })
        .sort({ _id: -1 })
        .toArray();
      return found.map(toSchedule);
    },

    async get(userId, id) {
      const found = await rows.findOne(ownedBy(userId, id));
      return found && toSchedule(found);
    },

    async create(userId, input) {
      const rule = checked(requestedRule(input, new Date()));
      const request = requestOf(input);
      await readRequest(userId, input);
      const now = new Date();
      const row = {
        _id: new Types.ObjectId(),
        userId: new Types.ObjectId(userId),
        name: normalizeText(input.name),
        ...rule,
        request,
        ...(await stateBy(rule)).$set,
        failuresInARow: 0,
        createdAt: now,
        updatedAt: now,
      };
      const full = () => conflict(`A user has ${MAX_SCHEDULES} schedules at most.`);
      const limit = { rows: schedules, userId: row.userId, most: MAX_SCHEDULES, full };
      await insertInFreeSlot(limit, (slot) => rows.insertOne({ ...row, slot }));
      await queue.trySet(row);
      return toSchedule({ ...row, slot: 0 });
    },

    async update(userId, id, input) {
      for (;;) {
        const before = await find(userId, id);
        const kept = ruleOf(before);
        const rule = changedRule(before, givenRule(input), new Date());
        const moved = !isDeepStrictEqual(rule, kept);
        if (moved) checked(rule);
        const request = changedRequest(before.request, input);
        if (!isDeepStrictEqual(request, before.request)) await readRequest(userId, request);
        const { _id, userId: owner, status } = before;
        // A concurrent run changes none of these fields, except that the last run ends the schedule.
        const same = { _id, userId: owner, ...filterOf(before), status, request: before.request };
        const restarts = moved && status !== ScheduleStatus.PAUSED;
        const state = restarts ? await stateBy(rule, before.lastRunAt) : { $set: {}, $unset: NOTHING };
        const change = {
          $set: {
            ...(input.name != null && { name: normalizeText(input.name) }),
            ...rule,
            request,
            ...state.$set,
            updatedAt: new Date(),
          },
          $unset: { ...state.$unset, ...('cron' in rule ? { rrule: 1, startsAt: 1 } : { cron: 1 }) },
        };
        const after = await rows.findOneAndUpdate(same, change as mongo.UpdateFilter<ScheduleRecord>, {
          returnDocument: 'after',
        });
        if (!after) continue;
        if (after.status === ScheduleStatus.ACTIVE) await queue.trySet(after);
        return toSchedule(after);
      }
    },

    async pause(userId, id) {
      const { _id } = await find(userId, id);
      const pausedAt = new Date();
      await rows.updateOne(
        {
          ...ownedBy(userId, id),
          status: { $ne: ScheduleStatus.ENDED },
          pauseReason: { $ne: PauseReason.OWNER },
        },
        {
          $set: {
            status: ScheduleStatus.PAUSED,
            pauseReason: PauseReason.OWNER,
            pausedAt,
            updatedAt: pausedAt,
          },
          $unset: { nextRunAt: 1 },
        },
      );
      await queue.remove(_id.toHexString());
      return toSchedule(await find(userId, id));
    },

    async resume(userId, id) {
      for (;;) {
        const before = await find(userId, id);
        const paused = { ...ownedBy(userId, id), status: ScheduleStatus.PAUSED, ...filterOf(before) };
        const state = await stateBy(ruleOf(before), before.lastRunAt);
        await rows.updateOne(paused, {
          $set: { ...state.$set, failuresInARow: 0, updatedAt: new Date() },
          $unset: { ...state.$unset, pauseReason: 1, pausedAt: 1 },
        });
        const after = await find(userId, id);
        // Its rule was changed meanwhile.
        if (after.status === ScheduleStatus.PAUSED) continue;
        if (after.status === ScheduleStatus.ACTIVE) await queue.trySet(after);
        return toSchedule(after);
      }
    },

    async delete(userId, id) {
      const record = await rows.findOneAndDelete(ownedBy(userId, id));
      if (!record) throw notFound('Schedule');
      await queue.remove(record._id.toHexString());
      return toSchedule(record);
    },

    times: (rule, first) => firstDue(checked(requestedRule(rule, new Date())), new Date(), first),

    ...createScheduleViews(deps),

    async removeAll(userId) {
      await rows.deleteMany({ userId: new Types.ObjectId(userId) });
    },
  };
}

/** The filter of a schedule whose rule is still this one. */
const filterOf = ({ cron, rrule, startsAt, timeZone }: KeptRule) => ({
  cron: cron ?? { $exists: false },
  rrule: rrule ?? { $exists: false },
  startsAt: startsAt ?? { $exists: false },
  timeZone,
});

/** The change of the rule. @throws BAD_USER_INPUT for two rules */
function givenRule({ cron, rrule, startsAt, timeZone }: UpdateScheduleInput) {
  if (cron != null && rrule != null)
    throw badUserInput({ field: 'cron', message: 'must be given, or rrule, and not both' });
  return {
    ...(cron != null && { cron }),
    ...(rrule != null && { rrule }),
    ...(startsAt != null && { startsAt }),
    ...(timeZone != null && { timeZone }),
  };
}
