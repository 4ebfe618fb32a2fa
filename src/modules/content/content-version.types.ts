import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../../graphql/pagination.js';
import { ContentType } from '../../writing/content-type.js';
import { ContentChangeReason } from './content-version.model.js';

registerEnumType(ContentChangeReason, {
  name: 'ContentChangeReason',
  description: 'What replaced a text.',
  valuesConfig: {
    EDIT: { description: '`updateContent`.' },
    REFINE: { description: 'A text that the model made of it.' },
    RESTORE: { description: '`restoreContent`.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A former text of a piece. It never changes.' })
export class ContentVersion {
  @Field(() => Int, { description: 'The `version` of the piece that had this text.' })
  version!: number;

  @Field(() => String, { description: 'The title of that version.' })
  title!: string;

  @Field(() => ContentType, { description: 'The type of that version.' })
  type!: ContentType;

  @Field(() => String, { description: 'The body of that version.' })
  body!: string;

  @Field(() => ContentChangeReason, { description: 'What replaced this text.' })
  reason!: ContentChangeReason;

  @Field(() => ID, { description: 'The id of the user who replaced this text.' })
  actorId!: string;

  @Field(() => Date, { description: 'When this text was replaced.' })
  replacedAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'An edge in a connection of versions.' })
export class ContentVersionEdge {
  @Field(() => String, { description: 'A cursor for `after`.' })
  cursor!: string;

  @Field(() => ContentVersion, { description: 'The version.' })
  node!: ContentVersion;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A page of versions, as the Relay cursor connections specification defines it.',
})
export class ContentVersionConnection {
  @Field(() => [ContentVersionEdge], { description: 'The versions of this page, newest first.' })
  edges!: ContentVersionEdge[];

  @Field(() => PageInfo, { description: 'The page’s place in the list.' })
  pageInfo!: PageInfo;

  count!: () => Promise<number>;

  @Field(() => Int, {
    complexity: 20,
    description: 'The number of versions on all pages. Counted only when selected.',
  })
  totalCount(): Promise<number> {
    return this.count();
  }
}
