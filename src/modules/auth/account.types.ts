import { IsOptional, isEmail, MaxLength } from 'class-validator';
import { ArgsType, Field, InputType } from 'type-graphql';
import { AnyText, Password, Satisfies, Text } from '../../graphql/input.js';
import { MAX_EMAIL } from './auth.types.js';
import { normalizeEmail } from './user.model.js';

/** The longest token of a link that is read, in characters. */
export const MAX_LINK_TOKEN = 100;

@ArgsType()
export class UpdateProfileArgs {
  @IsOptional()
  @Text(1, 100)
  @Field(() => String, {
    nullable: true,
    description: 'The new name, 1 to 100 characters. Absent: unchanged.',
  })
  name?: string | null;

  @IsOptional()
  @Satisfies('email', (value) => isEmail(normalizeEmail(value)), 'must be an email address')
  @MaxLength(MAX_EMAIL, { message: `must be ${MAX_EMAIL} characters at most` })
  @Field(() => String, {
    nullable: true,
    description: 'The new email address, 254 characters at most. Absent: unchanged.',
  })
  email?: string | null;
}

@InputType({ description: 'A new password, by the link of a mail.' })
export class ResetPasswordInput {
  @AnyText(MAX_LINK_TOKEN)
  @Field(() => String, { description: 'The token of the link: what follows `#`.' })
  token!: string;

  @Password()
  @Field(() => String, { description: '8 characters or more, 72 bytes at most in UTF-8.' })
  newPassword!: string;
}
