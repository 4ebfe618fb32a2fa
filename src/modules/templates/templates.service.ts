import { isDeepStrictEqual } from 'node:util';
import { type ClientSession, type Connection, Types } from 'mongoose';
import { badUserInput, conflict, notFound } from '../../graphql/errors.js';
import { insertInFreeSlot } from '../../infra/free-slot.js';
import { inTransaction, nativeCollection } from '../../infra/mongo.js';
import { parseObjectId } from '../../infra/object-id.js';
import { fold, searchTerms } from '../../text/search-text.js';
import { faultsOfTemplate } from '../../text/template.js';
import { normalizeText } from '../../text/text.js';
import {
  createReadOptions,
  type ReadOptionsDeps,
  requestedOptions,
  type ShownOptions,
  shownOptions,
} from '../jobs/options.js';
import { BUILT_IN, isBuiltInId } from './builtin/built-in.js';
import type {
  TemplateModel,
  TemplateRecord,
  TemplateVersionModel,
  TemplateVersionRecord,
} from './template.model.js';
import type {
  CreateTemplateInput,
  Template,
  TemplatesArgs,
  TemplateVariableInput,
  UpdateTemplateInput,
} from './template.types.js';

/** Templates that a user can use. Every call names the owner; the template of another user counts as none. */
export interface TemplatesService {
  list(userId: string, args: TemplatesArgs): Promise<Template[]>;
  /** Null for an unknown id or version. */
  get(userId: string, id: string, version?: number | null): Promise<Template | null>;
  /** The newest versions of a template, newest first. */
  versions(userId: string, template: Template, first: number): Promise<Template[]>;
  /** The default options of texts from it, with the brand voice as it is now; null for none. */
  optionsOf(userId: string, template: Template): Promise<ShownOptions | null>;
  /** @throws BAD_USER_INPUT, NOT_FOUND for an unknown brand voice, CONFLICT if all places are taken */
  create(userId: string, input: CreateTemplateInput): Promise<Template>;
  /** Makes a new version. @throws BAD_USER_INPUT, NOT_FOUND, CONFLICT */
  update(userId: string, id: string, input: UpdateTemplateInput): Promise<Template>;
  /** @throws NOT_FOUND, CONFLICT for a built-in one */
  delete(userId: string, id: string): Promise<Template>;
  /** Removes every template of a user. */
  removeAll(userId: string): Promise<void>;
}

interface TemplatesDeps extends ReadOptionsDeps {
  templates: TemplateModel;
  templateVersions: TemplateVersionModel;
  connection: Connection;
}

const MAX_TEMPLATES = 200;

type Words = Pick<TemplateRecord, 'name' | 'description' | 'type' | 'prompt' | 'variables' | 'options'>;

export function createTemplatesService(deps: TemplatesDeps): TemplatesService {
  const { templates, templateVersions, connection, findVoice } = deps;
  const readOptions = createReadOptions(deps);
  const current = nativeCollection<TemplateRecord>(templates);
  const all = nativeCollection<TemplateVersionRecord>(templateVersions);

  /** @throws NOT_FOUND, CONFLICT for a built-in one */
  function own(userId: string, id: string) {
    if (isBuiltInId(id)) throw conflict('A built-in template cannot be changed: create your own from it.');
    const templateId = parseObjectId(id);
    if (!templateId) throw notFound('Template');
    return { _id: templateId, userId: new Types.ObjectId(userId) };
  }

  async function keepVersion({ _id, slot: _, ...version }: TemplateRecord, session: ClientSession) {
    await all.insertOne({ ...version, _id: new Types.ObjectId(), templateId: _id }, { session });
  }

  /** Null if another request has changed it meanwhile. */
  function replace(before: TemplateRecord, words: Words): Promise<TemplateRecord | null> {
    const { description: _, options: __, ...rest } = before;
    const after = { ...rest, ...words, version: before.version + 1, updatedAt: new Date() };
    return inTransaction(connection, async (session) => {
      const { _id, userId, version } = before;
      const { matchedCount } = await current.replaceOne({ _id, userId, version }, after, { session });
      if (matchedCount === 0) return null;
      await keepVersion(after, session);
      return after;
    });
  }

  return {
    async list(userId, { type, search }) {
      const rows = await templates
        .find({ userId: new Types.ObjectId(userId), ...(type && { type }) })
        .sort({ updatedAt: -1, _id: -1 })
        .lean<TemplateRecord[]>()
        .exec();
      const terms = searchTerms(search ?? '');
      const holds = ({ name, description, prompt }: Template) => {
        const words = fold(`${name}\n${description ?? ''}\n${prompt}`);
        return terms.every((term) => words.includes(term));
      };
      const builtIn = BUILT_IN.filter((template) => !type || template.type === type);
      return [...rows.map(toTemplate), ...builtIn].filter(holds);
    },

    async get(userId, id, version) {
      const builtIn = BUILT_IN.find((template) => template.id === id);
      if (builtIn) return version == null || version === builtIn.version ? builtIn : null;
      const _id = parseObjectId(id);
      if (!_id) return null;
      const owned = { userId: new Types.ObjectId(userId) };
      if (version == null) {
        const row = await current.findOne({ _id, ...owned });
        return row && toTemplate(row);
      }
      const row = await all.findOne({ templateId: _id, ...owned, version });
      return row && ofVersion(row);
    },

    async versions(userId, template, first) {
      const templateId = parseObjectId(template.id);
      if (!templateId) return [template];
      const rows = await templateVersions
        .find({ templateId, userId: new Types.ObjectId(userId) })
        .sort({ version: -1 })
        .limit(first)
        .lean<TemplateVersionRecord[]>()
        .exec();
      return rows.map(ofVersion);
    },

    async optionsOf(userId, { kept }) {
      return kept && shownOptions(findVoice, userId, kept);
    },

    async create(userId, input) {
      const words = checked(wordsOf(input));
      await readOptions(userId, words.type, words.options);
      const owner = new Types.ObjectId(userId);
      const now = new Date();
      const full = () => conflict(`A user has ${MAX_TEMPLATES} templates at most.`);
      return insertInFreeSlot({ rows: templates, userId: owner, most: MAX_TEMPLATES, full }, async (slot) => {
        const row: TemplateRecord = {
          _id: new Types.ObjectId(),
          userId: owner,
          slot,
          ...words,
          version: 1,
          createdAt: now,
          updatedAt: now,
        };
        await inTransaction(connection, async (session) => {
          await current.insertOne(row, { session });
          await keepVersion(row, session);
        });
        return toTemplate(row);
      });
    },

    async update(userId, id, { version, ...changes }) {
      const filter = own(userId, id);
      for (;;) {
        const before = await current.findOne(filter);
        if (!before) throw notFound('Template');
        if (version != null && version !== before.version)
          throw conflict('The template was changed meanwhile: read it again.');
        const merged = { ...before, ...given(changes) };
        const words = checked(wordsOf(merged));
        if (isDeepStrictEqual(words, wordsOf(before))) return toTemplate(before);
        // Stored options may name a voice that is deleted, or a model that is no longer allowed.
        if (words.type !== before.type || !isDeepStrictEqual(words.options, before.options))
          await readOptions(userId, words.type, words.options);
        const after = await replace(before, words);
        if (after) return toTemplate(after);
      }
    },

    async delete(userId, id) {
      const filter = own(userId, id);
      const row = await inTransaction(connection, async (session) => {
        const found = await current.findOneAndDelete(filter, { session });
        if (found) await all.deleteMany({ templateId: filter._id }, { session });
        return found;
      });
      if (!row) throw notFound('Template');
      return toTemplate(row);
    },

    async removeAll(userId) {
      const owned = { userId: new Types.ObjectId(userId) };
      await templates.deleteMany(owned);
      await templateVersions.deleteMany(owned);
    },
  };
}

/** @throws BAD_USER_INPUT with all that is wrong */
function checked(words: Words): Words {
  const faults = faultsOfTemplate(words.prompt, words.variables);
  if (faults.length > 0) throw badUserInput(...faults);
  return words;
}

type Given<T> = { [Name in keyof T]?: NonNullable<T[Name]> };

const given = <T extends object>(changes: T) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value != null)) as Given<T>;

type Described = Pick<CreateTemplateInput, 'name' | 'description' | 'type' | 'prompt' | 'options'> & {
  variables: readonly TemplateVariableInput[];
};

/** In one form, so that equal words are equal. An empty description is none. */
function wordsOf({ name, description, type, prompt, variables, options }: Described): Words {
  const requested = requestedOptions(options);
  return {
    ...(requested && { options: requested }),
    name: normalizeText(name),
    ...(description && { description: normalizeText(description) }),
    type,
    prompt: normalizeText(prompt),
    variables: variables.map((variable) => ({
      name: variable.name,
      label: normalizeText(variable.label),
      type: variable.type,
      required: variable.required,
      default: variable.default == null ? null : normalizeText(variable.default),
      options: variable.options.map((option) => normalizeText(option).trim()),
    })),
  };
}

function toTemplate(record: TemplateRecord): Template {
  const { _id, userId: _, slot: __, description = '', options, ...row } = record;
  return {
    ...row,
    kept: options ?? null,
    id: _id.toHexString(),
    builtIn: false,
    description: description || null,
  };
}

function ofVersion({ templateId, ...row }: TemplateVersionRecord): Template {
  return toTemplate({ ...row, _id: templateId, slot: 0 });
}
