import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../graphql/pagination.js';
import { Content } from './content.types.js';

@ObjectType({ simpleResolvers: true, description: 'A piece in the bin.' })
export class BinnedContent {
  @Field(() => Date, { description: 'When the piece was deleted.' })
  binnedAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      'The piece is removed permanently soon after this time; null if the server keeps it without limit.',
  })
  removedAfter!: Date | null;

  @Field(() => Content, { description: 'The piece as it was when it was deleted.' })
  content!: Content;
}

@ObjectType({ simpleResolvers: true, description: 'An edge in a connection of pieces in the bin.' })
export class BinnedContentEdge {
  @Field(() => String, { description: 'A cursor for `after`.' })
  cursor!: string;

  @Field(() => BinnedContent, { description: 'The piece in the bin.' })
  node!: BinnedContent;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A page of the bin, as the Relay cursor connections specification defines it.',
})
export class BinnedContentConnection {
  @Field(() => [BinnedContentEdge], { description: 'The pieces of this page, last deleted first.' })
  edges!: BinnedContentEdge[];

  @Field(() => PageInfo, { description: 'The page’s place in the list.' })
  pageInfo!: PageInfo;

  count!: () => Promise<number>;

  @Field(() => Int, {
    complexity: 20,
    description: 'The number of pieces on all pages. Counted only when selected.',
  })
  totalCount(): Promise<number> {
    return this.count();
  }
}
