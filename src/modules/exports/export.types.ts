import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../../graphql/node.js';
import { PageArgs, PageInfo } from '../../graphql/pagination.js';
import { ContentFilterInput } from '../content/content-filter.js';
import { ExportFormat, ExportKind, ExportStatus } from './export.model.js';

/** The most pieces that one call may name. */
export const MAX_IDS = 1_000;
/** The most pieces in one export: a ZIP without extensions holds 65,535 files. */
export const MAX_PIECES = 50_000;

registerEnumType(ExportKind, {
  name: 'ExportKind',
  description: 'What an export contains.',
  valuesConfig: {
    LIBRARY: { description: 'Pieces of the library.' },
    MY_DATA: { description: 'Everything that the product stores about the viewer.' },
  },
});
registerEnumType(ExportFormat, {
  name: 'ExportFormat',
  description: 'The format of an exported file. Pieces are in the order of their creation, the oldest first.',
  valuesConfig: {
    MARKDOWN: {
      description:
        'A ZIP with a `.md` file for each piece: title, type and times as YAML front matter, then the body as it is.',
    },
    HTML: {
      description: 'One HTML document with a table of contents and a style for printing, without scripts.',
    },
    DOCX: { description: 'A Word document for each piece, in a ZIP if there are several.' },
    PDF: { description: 'One PDF with a bookmark for each piece. Its fonts are embedded.' },
    JSON: { description: 'One JSON array of pieces.' },
    JSONL: {
      description:
        'JSON Lines: a piece in each line. `POST /imports` reads it. For MY_DATA, a ZIP of such files.',
    },
  },
});
registerEnumType(ExportStatus, {
  name: 'ExportStatus',
  description: 'The state of an export. FAILED and EXPIRED are final.',
  valuesConfig: {
    QUEUED: { description: 'A worker has not begun, or an attempt was interrupted and is repeated.' },
    RUNNING: { description: 'A worker writes the file.' },
    COMPLETED: { description: 'The file can be downloaded until `expiresAt`.' },
    FAILED: { description: 'No attempt wrote the file: see `error`.' },
    EXPIRED: { description: 'The file was removed.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An export: a file that a worker writes in the background, for its owner to download.',
})
export class Export implements Node {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => ExportKind, { description: 'What it contains.' })
  kind!: ExportKind;

  @Field(() => ExportFormat, { description: 'The format of the file.' })
  format!: ExportFormat;

  @Field(() => ExportStatus, { description: 'Its state.' })
  status!: ExportStatus;

  @Field(() => Int, { description: 'The number of pieces (of rows, for MY_DATA) that are written so far.' })
  done!: number;

  @Field(() => Int, {
    description:
      'The number of pieces (of rows, for MY_DATA), as counted when the latest attempt began. It may differ from `done` in the end, if the library changed meanwhile.',
  })
  total!: number;

  @Field(() => String, { nullable: true, description: 'The name of the file; null before COMPLETED.' })
  fileName!: string | null;

  @Field(() => Number, {
    nullable: true,
    description: 'The size of the file in bytes; null before COMPLETED.',
  })
  size!: number | null;

  @Field(() => String, { nullable: true, description: 'Why it FAILED; null otherwise.' })
  error!: string | null;

  @Field(() => Date, { description: 'When it was requested.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it became COMPLETED or FAILED; null before.' })
  completedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'When the file is removed, `EXPORT_RETENTION_HOURS` after its completion; null before COMPLETED.',
  })
  expiresAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'An edge in a connection of exports.' })
export class ExportEdge {
  @Field(() => String, { description: 'A cursor for `after`.' })
  cursor!: string;

  @Field(() => Export, { description: 'The export.' })
  node!: Export;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A page of exports, as the Relay cursor connections specification defines it.',
})
export class ExportConnection {
  @Field(() => [ExportEdge], { description: 'The exports of this page, newest first.' })
  edges!: ExportEdge[];

  @Field(() => PageInfo, { description: 'The page’s place in the list.' })
  pageInfo!: PageInfo;
}

@ArgsType()
export class ExportsArgs extends PageArgs {}

@InputType({
  description: 'Which pieces of the library are exported, and how. All pieces without `ids` and `filter`.',
})
export class ExportContentsInput {
  @Field(() => [ID], {
    nullable: true,
    description: `The ids of the pieces, 1 to ${MAX_IDS}; not together with \`filter\`. What is not in the viewer’s library is left out.`,
  })
  ids?: string[] | null;

  @ValidateNested()
  @Field(() => ContentFilterInput, { nullable: true, description: 'Only pieces that match.' })
  filter?: ContentFilterInput | null;

  @Field(() => ExportFormat, { description: 'The format of the file.' })
  format!: ExportFormat;
}
