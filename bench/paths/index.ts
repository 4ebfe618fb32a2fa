import { pathA } from './a.js';
import { pathB } from './b.js';
import { pathC } from './c.js';
import { pathD } from './d.js';
import type { Path } from './path.js';

/** Every path by its name, in the order of a whole run. */
export const PATHS: Record<string, Path> = { A: pathA, B: pathB, C: pathC, D: pathD };
