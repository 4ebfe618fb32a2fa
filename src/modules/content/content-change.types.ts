import { ArgsType, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Timestamp } from '../jobs/model/job-snapshot.js';
import { ContentChangeKind } from '../topics/content-change.js';

registerEnumType(ContentChangeKind, {
  name: 'ContentChangeKind',
  description: 'The kind of a change of a piece.',
  valuesConfig: {
    CREATED: { description: 'It was created, or saved from a job.' },
    UPDATED: { description: 'Its text, its type, its tags or its star changed.' },
    DELETED: { description: 'It was moved to the bin.' },
    RESTORED: { description: 'It was moved back from the bin.' },
    REMOVED: {
      description: 'It was removed from the bin by its owner. A removal by age has no event.',
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A change of a piece of the viewer’s library.' })
export class ContentChange {
  @Field(() => String, {
    description:
      'The cursor of the change. A subscription `after` it continues with the next change. Valid for 30 days.',
  })
  cursor!: string;

  @Field(() => ContentChangeKind, { description: 'The kind of the change.' })
  kind!: ContentChangeKind;

  @Field(() => ID, { description: 'The id of the piece.' })
  contentId!: string;

  @Field(() => Date, { description: 'When the change was made.' })
  occurredAt!: Timestamp;
}

@ArgsType()
export class ContentChangedArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'A cursor of the viewer’s changes. Sends the changes after it first, in order. `"0"` starts at the first change that is kept; changes older than 30 days are not. Without it, the subscription starts with the next change.',
  })
  after?: string | null;
}
