import { buffer } from 'node:stream/consumers';
import type { ExportFormat } from '../../src/modules/exports/export.model.js';
import { fileOf } from '../../src/worker/exports/formats/formats.js';
import type { Piece } from '../../src/worker/exports/source.js';
import { ContentType } from '../../src/writing/content-type.js';

/** Contents of a body that a format has to render correctly. */
export const WORLD = `# Tea of the world 🍵

Green tea is **calm**, *clear* and ~~bitter~~; see [the shop](https://example.com/tea) 👩🏽‍🌾.

- 緑茶は静かで澄んでいます。
- 茶是一种饮料。
- 녹차는 맑고 고요합니다.
  1. nested one
  2. nested two

الشاي الأخضر هادئ وصاف، والماء 80 درجة.

תה ירוק הוא רגוע (וצלול).

| Tea | Water | Minutes |
| --- | :---: | ------: |
| Sencha 煎茶 | 70 °C | 2 |
| شاي | 95 °C | 4 |

> Quoted words.

\`\`\`
const cup = "<b>tea</b>";
\`\`\`

---

The end & <script>alert(1)</script> ![a picture](https://example.com/x.png)
`;

export function piece(overrides: Partial<Piece> = {}): Piece {
  return {
    id: 'a'.repeat(24),
    title: 'Tea “of the world” 🍵',
    type: ContentType.BLOG_POST_OUTLINE,
    body: WORLD,
    version: 2,
    tags: ['Tea', 'a: "b"'],
    starred: true,
    createdAt: new Date('2026-01-02T03:04:05.678Z'),
    updatedAt: new Date('2026-02-03T04:05:06.789Z'),
    ...overrides,
  };
}

/** A file of these pieces. */
export async function fileWith(format: ExportFormat, ...pieces: Piece[]) {
  async function* read() {
    yield* pieces;
  }
  const createdAt = new Date('2026-11-27T12:00:00Z');
  const { bytes, ...file } = await fileOf(format, { pieces: read(), total: pieces.length, createdAt });
  return { ...file, content: await buffer(bytes) };
}
