import { Buffer } from 'node:buffer';
import type { Bytes, Source } from '../source.js';

/** A line for each piece (JSON Lines). */
export async function* writeJsonLines({ pieces }: Source): Bytes {
  for await (const piece of pieces) yield Buffer.from(`${JSON.stringify(piece)}\n`);
}

/** One array of pieces, a line for each. */
export async function* writeJson({ pieces }: Source): Bytes {
  let before = '[\n';
  for await (const piece of pieces) {
    yield Buffer.from(before + JSON.stringify(piece));
    before = ',\n';
  }
  yield Buffer.from(before === '[\n' ? '[]\n' : '\n]\n');
}
