import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { viewerOf } from '../auth/auth-checker.js';
import { BrandVoice, CreateBrandVoiceInput, UpdateBrandVoiceInput } from './voice.types.js';
import type { VoicesContext } from './voices-context.js';

@Resolver(() => BrandVoice)
export class VoiceResolver {
  @Authorized()
  @Query(() => [BrandVoice], { description: 'Lists the viewer’s brand voices, newest first; 20 at most.' })
  brandVoices(@Ctx() context: VoicesContext): Promise<BrandVoice[]> {
    return context.voices.list(viewerOf(context).id);
  }

  @Authorized()
  @Mutation(() => BrandVoice, {
    description: 'Creates a brand voice. Errors: BAD_USER_INPUT, CONFLICT for a viewer with 20 brand voices.',
  })
  createBrandVoice(
    @Arg('input', () => CreateBrandVoiceInput, { description: 'The brand voice.' })
    input: CreateBrandVoiceInput,
    @Ctx() context: VoicesContext,
  ): Promise<BrandVoice> {
    return context.voices.create(viewerOf(context).id, input);
  }

  @Authorized()
  @Mutation(() => BrandVoice, {
    description:
      'Changes a brand voice. Jobs that were created before keep the earlier one. Errors: BAD_USER_INPUT, NOT_FOUND.',
  })
  updateBrandVoice(
    @Arg('id', () => ID, { description: 'The id of the brand voice.' }) id: string,
    @Arg('input', () => UpdateBrandVoiceInput, { description: 'The changes.' }) input: UpdateBrandVoiceInput,
    @Ctx() context: VoicesContext,
  ): Promise<BrandVoice> {
    return context.voices.update(viewerOf(context).id, id, input);
  }

  @Authorized()
  @Mutation(() => BrandVoice, {
    description:
      'Deletes a brand voice, and returns it as it was. Jobs keep their copies. Errors: NOT_FOUND.',
  })
  deleteBrandVoice(
    @Arg('id', () => ID, { description: 'The id of the brand voice.' }) id: string,
    @Ctx() context: VoicesContext,
  ): Promise<BrandVoice> {
    return context.voices.delete(viewerOf(context).id, id);
  }
}
