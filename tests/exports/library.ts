import { Types } from 'mongoose';
import type { Product } from '../support/product.js';

const WORDS = 'tea water leaf green calm garden morning quiet steam cup paper river'.split(' ');

/** Inserts pieces of about 2 kB into a library, as the product stores them. */
export async function fillLibrary({ mongo }: Product, userId: string, count: number): Promise<void> {
  const contents = mongo.collection('contents');
  const began = Date.now() - count * 1_000;
  for (let first = 0; first < count; first += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, count - first) }, (_, index) => {
      const number = first + index;
      const sentence = Array.from({ length: 12 }, (_, at) => WORDS[(number * 7 + at * 5) % 12]).join(' ');
      const at = new Date(began + number * 1_000);
      return {
        userId: new Types.ObjectId(userId),
        title: `Piece ${number}`,
        type: 'BLOG_POST_OUTLINE',
        body: `## Section ${number}\n\n${`${sentence}. `.repeat(22)}\n\n- **one** ${sentence}\n- two ${number}\n`,
        createdAt: at,
        updatedAt: at,
      };
    });
    await contents.insertMany(rows);
  }
}
