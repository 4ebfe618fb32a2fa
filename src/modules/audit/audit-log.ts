import { type ClientSession, Types } from 'mongoose';
import { type Order, type Page, readPage } from '../../graphql/pagination.js';
import { nativeCollection } from '../../infra/mongo.js';
import { parseObjectId } from '../../infra/object-id.js';
import type { AuditAction, AuditModel, AuditRecord } from './audit.model.js';

/** Who acts, and from where. */
export interface Actor {
  /** Null for the command line and for the start of a process. */
  userId: string | null;
  address: string | null;
}

/** The operator of the servers, who needs no account. */
export const OPERATOR: Actor = { userId: null, address: null };

/** An act and its target. */
export interface Act {
  action: AuditAction;
  targetId?: string;
  /** The affected user. */
  userId?: string;
  from?: string;
  to?: string;
}

export interface AuditFilter {
  actorId?: string | null;
  targetId?: string | null;
  action?: AuditAction | null;
}

export interface AuditLog {
  /** Writes an entry as part of the transaction of its act. */
  record(session: ClientSession, actor: Actor, act: Act): Promise<void>;
  /** The entries that match, newest first. */
  list(filter: AuditFilter, args: { first: number; after?: string | null }): Promise<Page<AuditRecord>>;
}

const NEWEST: Order = { name: 'audit', field: 'at', direction: -1 };
const DAY_MS = 86_400_000;
/** An id that no entry has. */
const NOBODY = new Types.ObjectId('000000000000000000000000');

export function createAuditLog(audit: AuditModel, keepDays: number): AuditLog {
  return {
    async record(session, { userId: actorId, address }, { action, targetId, userId, from, to }) {
      const at = new Date();
      const entry: AuditRecord = {
        _id: new Types.ObjectId(),
        at,
        action,
        ...(actorId !== null && { actorId: new Types.ObjectId(actorId) }),
        ...(address !== null && { address }),
        ...(targetId !== undefined && { targetId }),
        ...(userId !== undefined && { userId: new Types.ObjectId(userId) }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        expiresAt: new Date(at.getTime() + keepDays * DAY_MS),
      };
      await nativeCollection<AuditRecord>(audit).insertOne(entry, { session });
    },

    list({ actorId, targetId, action }, args) {
      return readPage<AuditRecord, AuditRecord>({
        model: audit,
        filter: {
          ...(actorId != null && { actorId: parseObjectId(actorId) ?? NOBODY }),
          ...(targetId != null && { targetId: targetId.toLowerCase() }),
          ...(action != null && { action }),
        },
        order: NEWEST,
        args,
        parseId: parseObjectId,
        toNode: (record) => record,
      });
    },
  };
}
