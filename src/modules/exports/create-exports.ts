import type { Connection } from 'mongoose';
import type { Channels } from '../../infra/channels.js';
import type { LeaseModel } from '../../infra/lease.js';
import type { Logger } from '../../infra/logger.js';
import type { RedisClient } from '../../infra/redis-client.js';
import type { ContentService } from '../content/content.service.js';
import type { ExportModel } from './export.model.js';
import { createExportFiles } from './export-files.js';
import { createExportLinks } from './export-links.js';
import { createExportQueue } from './export-queue.js';
import { createExportsService, type ExportsService } from './exports.service.js';
import { createImportsService, type ImportsService } from './imports.service.js';

interface Parts {
  connection: Connection;
  /** Of the `producer` role. */
  producer: RedisClient;
  channels: Channels;
  models: { exports: ExportModel; leases: LeaseModel };
  contents: ContentService;
  log: Logger;
}

interface Settings {
  /** The first one signs links, all verify them. */
  linkSecrets: readonly string[];
  exportsPerUser: number;
  importMaxBytes: number;
}

/** All that an API process does for exports and imports. */
export function createExports(
  parts: Parts,
  settings: Settings,
): {
  exports: ExportsService;
  imports: ImportsService;
  close(): Promise<void>;
} {
  const { models, contents, connection, producer, channels, log } = parts;
  const queue = createExportQueue(producer, log);
  return {
    exports: createExportsService({
      exports: models.exports,
      contents,
      files: createExportFiles(connection),
      links: createExportLinks(settings.linkSecrets),
      queue,
      channels,
      perUser: settings.exportsPerUser,
    }),
    imports: createImportsService({
      library: contents,
      leases: models.leases,
      maxBytes: settings.importMaxBytes,
    }),
    close: () => queue.close(),
  };
}
