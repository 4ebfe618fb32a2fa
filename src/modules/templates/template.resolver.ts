import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { viewerOf } from '../auth/auth-checker.js';
import { GenerationOptions } from '../jobs/model/options.types.js';
import type { ShownOptions } from '../jobs/options.js';
import {
  CreateTemplateInput,
  Template,
  TemplatesArgs,
  UpdateTemplateInput,
  VersionsArgs,
} from './template.types.js';
import type { TemplatesContext } from './templates-context.js';

@Resolver(() => Template)
export class TemplateResolver {
  @Authorized()
  @Query(() => [Template], {
    description:
      'Lists the templates that the viewer can use: the own ones, those changed last first, then the built-in ones. At most 200 own ones exist. Errors: BAD_USER_INPUT.',
  })
  templates(
    @Args(() => TemplatesArgs) args: TemplatesArgs,
    @Ctx() context: TemplatesContext,
  ): Promise<Template[]> {
    return context.templates.list(viewerOf(context).id, args);
  }

  @Authorized()
  @Query(() => Template, {
    nullable: true,
    description:
      'Returns a built-in template or one of the viewer’s own; null if there is none with this id and version.',
  })
  template(
    @Arg('id', () => ID, { description: 'The id of the template.' }) id: string,
    @Arg('version', () => Int, {
      nullable: true,
      description: 'A version of it; the current one by default.',
    })
    version: number | null | undefined,
    @Ctx() context: TemplatesContext,
  ): Promise<Template | null> {
    return context.templates.get(viewerOf(context).id, id, version);
  }

  @Authorized()
  @Mutation(() => Template, {
    description:
      'Creates a template of the viewer’s own. Errors: BAD_USER_INPUT, which names all that is wrong with prompt and variables; NOT_FOUND for an unknown brand voice; CONFLICT if the viewer has 200 already.',
  })
  createTemplate(
    @Arg('input', () => CreateTemplateInput, { description: 'The new template.' }) input: CreateTemplateInput,
    @Ctx() context: TemplatesContext,
  ): Promise<Template> {
    return context.templates.create(viewerOf(context).id, input);
  }

  @Authorized()
  @Mutation(() => Template, {
    description:
      'Changes a template, which makes a new version; a change without effect makes none. Former versions are kept. Errors: BAD_USER_INPUT, NOT_FOUND, also for an unknown brand voice, CONFLICT for a built-in template and for one with another `version`.',
  })
  updateTemplate(
    @Arg('id', () => ID, { description: 'The id of the template.' }) id: string,
    @Arg('input', () => UpdateTemplateInput, { description: 'The changes.' }) input: UpdateTemplateInput,
    @Ctx() context: TemplatesContext,
  ): Promise<Template> {
    return context.templates.update(viewerOf(context).id, id, input);
  }

  @Authorized()
  @Mutation(() => Template, {
    description:
      'Deletes a template with all of its versions permanently, and returns it. Jobs keep what they used of it. Errors: NOT_FOUND, CONFLICT for a built-in template.',
  })
  deleteTemplate(
    @Arg('id', () => ID, { description: 'The id of the template.' }) id: string,
    @Ctx() context: TemplatesContext,
  ): Promise<Template> {
    return context.templates.delete(viewerOf(context).id, id);
  }

  @FieldResolver(() => GenerationOptions, {
    complexity: 10,
    nullable: true,
    description:
      'The default options of texts from it, with the brand voice as it is now. A request may override them. Null for none. They belong to the version.',
  })
  options(@Root() template: Template, @Ctx() context: TemplatesContext): Promise<ShownOptions | null> {
    return context.templates.optionsOf(viewerOf(context).id, template);
  }

  @FieldResolver(() => [Template], {
    description: 'The versions of this template, newest first. `template` returns any of them by its number.',
  })
  versions(
    @Root() template: Template,
    @Args(() => VersionsArgs) { first }: VersionsArgs,
    @Ctx() context: TemplatesContext,
  ): Promise<Template[]> {
    return context.templates.versions(viewerOf(context).id, template, first);
  }
}
