import { registerEnumType } from 'type-graphql';
import { Platform, TextLength, Tone } from '../../../writing/options/options.js';

registerEnumType(Tone, {
  name: 'Tone',
  description: 'How a text sounds.',
  valuesConfig: {
    PROFESSIONAL: { description: 'Competent and to the point, without slang.' },
    FRIENDLY: { description: 'Warm, and addresses the reader directly.' },
    CASUAL: { description: 'Relaxed everyday language.' },
    FORMAL: { description: 'Polite and impersonal, without contractions or exclamation marks.' },
    ENTHUSIASTIC: { description: 'Full of energy.' },
    HUMOROUS: { description: 'Witty and playful.' },
    INFORMATIVE: { description: 'Neutral and factual.' },
    PERSUASIVE: { description: 'Argues with benefits, and asks the reader to act.' },
    EMPATHETIC: { description: 'Understands the worries of the reader.' },
    INSPIRING: { description: 'Encourages the reader.' },
  },
});
registerEnumType(TextLength, {
  name: 'TextLength',
  description:
    'How long a text is. What a value means in words and sections depends on the content type: see `docs/writing.md`.',
  valuesConfig: {
    SHORT: { description: 'Shorter than usual.' },
    MEDIUM: { description: 'The usual length.' },
    LONG: { description: 'Longer than usual.' },
  },
});
registerEnumType(Platform, {
  name: 'Platform',
  description: 'A social network. Its limits become checks of a caption.',
  valuesConfig: {
    INSTAGRAM: { description: 'Instagram: 2200 characters and 30 hashtags at most.' },
    X: {
      description:
        'X: 280 weighted characters at most. A link counts 23; an emoji and a letter of Chinese, Japanese or Korean count 2.',
    },
    LINKEDIN: { description: 'LinkedIn: 3000 characters at most.' },
    TIKTOK: { description: 'TikTok: 2200 UTF-16 code units at most.' },
    FACEBOOK: { description: 'Facebook: 63206 characters at most.' },
  },
});
