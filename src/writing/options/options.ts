/** How a text sounds. The values are the GraphQL enum's and MongoDB's. */
export enum Tone {
  PROFESSIONAL = 'PROFESSIONAL',
  FRIENDLY = 'FRIENDLY',
  CASUAL = 'CASUAL',
  FORMAL = 'FORMAL',
  ENTHUSIASTIC = 'ENTHUSIASTIC',
  HUMOROUS = 'HUMOROUS',
  INFORMATIVE = 'INFORMATIVE',
  PERSUASIVE = 'PERSUASIVE',
  EMPATHETIC = 'EMPATHETIC',
  INSPIRING = 'INSPIRING',
}

/** How long a text is. What it means in words and sections is a figure of each form. */
export enum TextLength {
  SHORT = 'SHORT',
  MEDIUM = 'MEDIUM',
  LONG = 'LONG',
}

/** A social network, with limits of its own. */
export enum Platform {
  INSTAGRAM = 'INSTAGRAM',
  X = 'X',
  LINKEDIN = 'LINKEDIN',
  TIKTOK = 'TIKTOK',
  FACEBOOK = 'FACEBOOK',
}

/** A brand voice as it was when a job was created. */
export interface VoiceSnapshot {
  id: string;
  name: string;
  description: string;
  samples: string[];
}

/** What a request asks of its text besides the type and the prompt. A missing option sets no requirement. */
export interface GenerationOptions {
  tone?: Tone;
  toneDescription?: string;
  length?: TextLength;
  /** A canonical BCP 47 tag. */
  language?: string;
  audience?: string;
  /** Words that the text must contain; never empty. */
  keywords?: string[];
  /** Words that the text must not contain; never empty. */
  avoid?: string[];
  platform?: Platform;
  model?: string;
  temperature?: number;
  brandVoice?: VoiceSnapshot;
}

/** As stored, but with the id of the voice only: what makes two requests the same one. */
export type RequestedOptions = Omit<GenerationOptions, 'brandVoice'> & { brandVoice?: string };

/** Options as a request gives them, with null for those that it turns off. What is absent is left to a template or a batch. */
export type OwnOptions = { [Name in keyof RequestedOptions]?: RequestedOptions[Name] | null };
