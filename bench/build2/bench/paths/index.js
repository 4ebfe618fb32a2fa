import { pathA } from './a.js';
import { pathA2, pathA3 } from './a2.js';
import { pathB } from './b.js';
import { pathC } from './c.js';
import { pathD } from './d.js';
import { pathE } from './e.js';
import { pathF } from './f.js';
import { pathStart } from './start.js';
/** Every path by its name, in the order of a whole run. */
export const PATHS = {
    A: pathA,
    A2: pathA2,
    A3: pathA3,
    B: pathB,
    C: pathC,
    D: pathD,
    E: pathE,
    F: pathF,
    start: pathStart,
};
