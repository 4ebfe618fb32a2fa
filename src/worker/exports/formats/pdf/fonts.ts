import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** A style that a font is chosen for. */
export interface Style {
  bold: boolean;
  italic: boolean;
  code: boolean;
}

/** The part of a pdfkit document that fonts are loaded with. */
interface FontDocument {
  registerFont(name: string, path: string): unknown;
  font(name: string): unknown;
}

/** pdfkit's own object of an embedded font, and fontkit's in it. */
interface EmbeddedFont {
  font: { hasGlyphForCodePoint(codePoint: number): boolean };
  /** Widths and glyphs of words; pdfkit never empties it. */
  layoutCache?: object;
}

const EMBEDPDF = (part: string, name: string) => join(packageOf(`@embedpdf/fonts-${part}`), 'fonts', name);
const packageOf = (name: string) => dirname(dirname(require.resolve(name)));
const emoji = () =>
  join(
    dirname(require.resolve('@fontsource/noto-emoji/package.json')),
    'files/noto-emoji-emoji-400-normal.woff',
  );

/** The files of each font. Only those that a text needs are opened. */
const FILES = {
  latin: () => EMBEDPDF('latin', 'NotoSans-Regular.ttf'),
  latinBold: () => EMBEDPDF('latin', 'NotoSans-Bold.ttf'),
  latinItalic: () => EMBEDPDF('latin', 'NotoSans-Italic.ttf'),
  latinBoldItalic: () => EMBEDPDF('latin', 'NotoSans-BoldItalic.ttf'),
  japanese: () => EMBEDPDF('jp', 'NotoSansJP-Regular.otf'),
  japaneseBold: () => EMBEDPDF('jp', 'NotoSansJP-Bold.otf'),
  korean: () => EMBEDPDF('kr', 'NotoSansKR-Regular.otf'),
  koreanBold: () => EMBEDPDF('kr', 'NotoSansKR-Bold.otf'),
  chinese: () => EMBEDPDF('sc', 'NotoSansHans-Regular.otf'),
  chineseBold: () => EMBEDPDF('sc', 'NotoSansHans-Bold.otf'),
  arabic: () => EMBEDPDF('arabic', 'NotoNaskhArabic-Regular.ttf'),
  arabicBold: () => EMBEDPDF('arabic', 'NotoNaskhArabic-Bold.ttf'),
  hebrew: () => EMBEDPDF('hebrew', 'NotoSansHebrew-Regular.ttf'),
  hebrewBold: () => EMBEDPDF('hebrew', 'NotoSansHebrew-Bold.ttf'),
  emoji,
};
export type FontName = keyof typeof FILES;
type Family = 'latin' | 'japanese' | 'korean' | 'chinese' | 'arabic' | 'hebrew' | 'emoji';

const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[#*\d]\ufe0f?\u20e3/u;
const HAN =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Bopomofo}|[\u3000-\u303f\uff00-\uffef]/u;
const ELSEWHERE: Family[] = ['latin', 'emoji', 'japanese', 'chinese', 'korean', 'arabic', 'hebrew'];
const PLAIN_ASCII = /^[\x20-\x7e]+$/;

/** Chinese characters differ between languages: the text's other letters determine the font. */
function familiesOfHan(text: string): Family[] {
  if (/\p{Script=Hiragana}|\p{Script=Katakana}/u.test(text)) return ['japanese', 'chinese', 'korean'];
  if (/\p{Script=Hangul}/u.test(text)) return ['korean', 'japanese', 'chinese'];
  return ['chinese', 'japanese', 'korean'];
}

function familiesFor(cluster: string, han: Family[]): Family[] {
  if (PLAIN_ASCII.test(cluster)) return ['latin'];
  if (EMOJI.test(cluster)) return ['emoji', ...ELSEWHERE];
  if (/\p{Script=Hangul}/u.test(cluster)) return ['korean', ...ELSEWHERE];
  if (HAN.test(cluster)) return [...han, ...ELSEWHERE];
  if (/\p{Script=Arabic}/u.test(cluster)) return ['arabic', ...ELSEWHERE];
  if (/\p{Script=Hebrew}/u.test(cluster)) return ['hebrew', ...ELSEWHERE];
  return ELSEWHERE;
}

export interface PdfFonts {
  /** The font for a grapheme cluster. */
  choose(cluster: string, text: FontContext, style: Style): FontName;
  /** Whether a font has a character. Invisible characters may be left out where it has not. */
  has(font: FontName, codePoint: number): boolean;
  /** Makes a font the document's current one. */
  use(font: FontName): void;
  /** Forgets the layout of words. */
  forget(): void;
}

/** The context of a character in its text. */
export interface FontContext {
  han: Family[];
}
export const contextOf = (text: string): FontContext => ({ han: familiesOfHan(text) });

/** Fonts of one document: Noto, with what is used of them embedded. */
export function createFonts(document: FontDocument): PdfFonts {
  const opened = new Map<FontName, EmbeddedFont>();
  function open(name: FontName): EmbeddedFont {
    let font = opened.get(name);
    if (!font) {
      document.registerFont(name, FILES[name]());
      document.font(name);
      font = (document as unknown as { _font: EmbeddedFont })._font;
      opened.set(name, font);
    }
    return font;
  }
  const has = (name: FontName, codePoint: number) => open(name).font.hasGlyphForCodePoint(codePoint);
  return {
    has,
    choose(cluster, { han }, style) {
      const codePoint = cluster.codePointAt(0) ?? 0;
      const families = familiesFor(cluster, han);
      const family = families.find((name) =>
        name === 'emoji' ? has('emoji', codePoint) : has(name, codePoint),
      );
      return styled(family ?? 'latin', style);
    },
    use(name) {
      open(name);
      document.font(name);
    },
    forget() {
      for (const font of opened.values()) if (font.layoutCache) font.layoutCache = Object.create(null);
    },
  };
}

function styled(family: Family, { bold, italic }: Style): FontName {
  if (family === 'emoji') return 'emoji';
  if (family === 'latin' && italic) return bold ? 'latinBoldItalic' : 'latinItalic';
  return bold ? `${family}Bold` : family;
}
