import { Types } from 'mongoose';
import { badUserInput, conflict, notFound } from '../../graphql/errors.js';
import { type Order, type Page, type PageArgs, readPage } from '../../graphql/pagination.js';
import type { Channels } from '../../infra/channels.js';
import { insertInFreeSlot } from '../../infra/free-slot.js';
import { parseObjectId } from '../../infra/object-id.js';
import type { ContentService } from '../content/content.service.js';
import { topics } from '../topics/topics.js';
import {
  ExportFormat,
  ExportKind,
  type ExportModel,
  type ExportRecord,
  type ExportSelection,
  ExportStatus,
} from './export.model.js';
import { type Export, type ExportContentsInput, MAX_IDS, MAX_PIECES } from './export.types.js';
import type { ExportFiles } from './export-files.js';
import type { ExportLinks, LinkOwner, LinkParts } from './export-links.js';
import type { ExportQueue } from './export-queue.js';
import { ExportStream } from './export-stream.js';
import { removeExports } from './remove-exports.js';

/** A file to send. */
export interface Download {
  file: NonNullable<ExportRecord['file']>;
  /** The owner of the link. */
  owner: LinkOwner;
}

/** The exports of a user. Every call names the owner; the export of another user counts as one that does not exist. */
export interface ExportsService {
  /** @throws BAD_USER_INPUT, CONFLICT for a user with as many unfinished exports as permitted */
  exportContents(userId: string, input: ExportContentsInput): Promise<Export>;
  /** @throws CONFLICT, as above */
  exportMyData(userId: string): Promise<Export>;
  get(userId: string, id: string): Promise<Export | null>;
  list(userId: string, args: PageArgs): Promise<Page<Export>>;
  /** Stops an export, and removes it with its file. @throws NOT_FOUND */
  delete(userId: string, id: string): Promise<Export>;
  /** Subscribes to an export until its end. @throws NOT_FOUND */
  subscribe(userId: string, id: string): Promise<AsyncIterableIterator<Export>>;
  /** A link to the file, valid for an hour; null if there is no file that the owner may have. */
  linkTo(owner: LinkOwner, exported: Export): string | null;
  /** The file that a link leads to; null for a link that does not lead to one. */
  download(id: string, parts: LinkParts): Promise<Download | null>;
  files: Pick<ExportFiles, 'read'>;
  /** Removes every export with its files. */
  removeAll(userId: string): Promise<void>;
}

interface ExportsDeps {
  exports: ExportModel;
  contents: Pick<ContentService, 'count'>;
  files: ExportFiles;
  links: ExportLinks;
  queue: ExportQueue;
  channels: Channels;
  /** The most unfinished exports of a user. */
  perUser: number;
}

const NEWEST: Order = { name: 'newest', field: 'createdAt', direction: -1 };

export function createExportsService(deps: ExportsDeps): ExportsService {
  const { exports: model, contents, files, links, queue, channels, perUser } = deps;

  const owned = (userId: string, id: string) => ({
    _id: parseObjectId(id) ?? new Types.ObjectId(),
    userId: new Types.ObjectId(userId),
    removedAt: null as never,
  });
  const find = (userId: string, id: string) => model.findOne(owned(userId, id)).lean<ExportRecord>().exec();

  type Wanted = Pick<ExportRecord, 'kind' | 'format' | 'selection' | 'total'>;

  /** @throws CONFLICT if all places are taken */
  function insert(userId: string, wanted: Wanted): Promise<ExportRecord> {
    const owner = new Types.ObjectId(userId);
    const full = () =>
      conflict(`A user has ${perUser} unfinished exports at most: wait for one, or delete it.`);
    return insertInFreeSlot({ rows: model, userId: owner, most: perUser, full }, async (slot) => {
      const row = { ...wanted, userId: owner, slot, status: ExportStatus.QUEUED };
      return (await model.create({ ...row, attempts: 0, done: 0, fileIds: [] })).toObject<ExportRecord>();
    });
  }

  async function request(userId: string, wanted: Wanted): Promise<Export> {
    const record = await insert(userId, wanted);
    await queue.tryEnqueue({ exportId: record._id.toHexString(), attempts: 0 });
    return toExport(record);
  }

  return {
    async exportContents(userId, { ids, filter, format }) {
      const selection = selectionOf(ids, filter);
      const total = await contents.count(userId, selection.filter, selection.ids);
      if (total === 0) throw badUserInput({ field: 'input', message: 'matches no piece of your library' });
      if (total > MAX_PIECES) {
        const message = `matches ${total} pieces: an export has ${MAX_PIECES} at most. Use \`filter\`.`;
        throw badUserInput({ field: 'input', message });
      }
      return request(userId, { kind: ExportKind.LIBRARY, format, selection, total });
    },

    exportMyData: (userId) =>
      request(userId, {
        kind: ExportKind.MY_DATA,
        format: ExportFormat.JSONL,
        selection: { filter: {} },
        total: 0,
      }),

    async get(userId, id) {
      const record = await find(userId, id);
      return record && toExport(record);
    },

    list: (userId, args) =>
      readPage<ExportRecord, Export>({
        model,
        filter: { userId: new Types.ObjectId(userId), removedAt: null },
        order: NEWEST,
        args,
        parseId: parseObjectId,
        toNode: toExport,
      }),

    async delete(userId, id) {
      const filter = owned(userId, id);
      const record = await model.findOne(filter).lean<ExportRecord>().exec();
      if (!record) throw notFound('Export');
      await removeExports({ exports: model, files }, { _id: filter._id, userId: filter.userId });
      return toExport(record);
    },

    async subscribe(userId, id) {
      if (!(await find(userId, id))) throw notFound('Export');
      const stream = new ExportStream(async () => {
        const record = await find(userId, id);
        return record && toExport(record);
      });
      const readAgain = () => stream.readAgain();
      const stopListening = await channels.listen(topics.exports(id.toLowerCase()), {
        onMessage: readAgain,
        onGap: readAgain,
      });
      stream.onClose(stopListening);
      return stream;
    },

    linkTo(owner, { id, kind, status, expiresAt }) {
      // An access token reads the library, and nothing of the account.
      if (owner.access && kind === ExportKind.MY_DATA) return null;
      const available = status === ExportStatus.COMPLETED && expiresAt && expiresAt.getTime() > Date.now();
      return available ? links.create(id, owner) : null;
    },

    async download(id, parts) {
      const _id = parseObjectId(id);
      const record =
        _id &&
        (await model
          .findOne({ _id, removedAt: null as never })
          .lean<ExportRecord>()
          .exec());
      if (!record) return null;
      const { status, file, expiresAt } = record;
      const owner = links.check(record._id.toHexString(), record.userId.toHexString(), parts);
      if (!owner || status !== ExportStatus.COMPLETED || !file) return null;
      return expiresAt && expiresAt.getTime() > Date.now() ? { file, owner } : null;
    },

    files,
    removeAll: (userId) => removeExports({ exports: model, files }, { userId: new Types.ObjectId(userId) }),
  };
}

function selectionOf(
  ids: ExportContentsInput['ids'],
  filter: ExportContentsInput['filter'],
): ExportSelection {
  // Null values are left out, because the rules of the row do not permit them.
  const given = Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value != null));
  if (ids == null) return { filter: given };
  if (filter != null) throw badUserInput({ field: 'ids', message: 'must not come with filter' });
  if (ids.length === 0 || ids.length > MAX_IDS)
    throw badUserInput({ field: 'ids', message: `must be 1 to ${MAX_IDS} ids` });
  return { filter: {}, ids: [...new Set(ids)].filter((id) => parseObjectId(id) !== null) };
}

export function toExport(record: ExportRecord): Export {
  const { _id, kind, format, status, done, total, file, error, createdAt, completedAt, expiresAt } = record;
  return {
    id: _id.toHexString(),
    kind,
    format,
    status,
    done,
    total,
    fileName: file?.name ?? null,
    size: file?.size ?? null,
    error: error ?? null,
    createdAt,
    completedAt: completedAt ?? null,
    expiresAt: expiresAt ?? null,
  };
}
