import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { BasisKind } from '../../../writing/refine/basis.js';

registerEnumType(BasisKind, {
  name: 'JobBasisKind',
  description: 'How a job uses the text of another one.',
  valuesConfig: {
    REFINE: { description: 'The job changes the text, or a passage of it, as its instruction says.' },
    CONTINUE: { description: 'The job continues a text that was cut off.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'The text that a job changes or continues, as it was when the job was created. A webhook gets `jobId`, the id of the other job, in place of `text`.',
})
export class JobBasis {
  @Field(() => BasisKind, { description: 'Whether the text is changed or continued.' })
  kind!: BasisKind;

  /** The job that keeps the text, by its owner and its id; not in the schema. */
  ofJob!: { userId: string; id: string };

  @Field(() => String, {
    nullable: true,
    description: 'What to change, as requested; null for a job that continues a text.',
  })
  instruction!: string | null;

  @Field(() => Int, {
    description:
      'The start of the rewritten passage, in UTF-16 code units of `text`, as JavaScript counts the length of a string; 0 for a whole text. For a continuation, where it is inserted.',
  })
  start!: number;

  @Field(() => Int, {
    description:
      'Where the passage ends, in UTF-16 code units of `text`; its length for a whole text. For a continuation, as `start`.',
  })
  end!: number;
}
