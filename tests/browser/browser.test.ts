import { afterAll } from 'vitest';
import './visitor.js';
import './flow.js';
import './library.js';
import './library-actions.js';
import './refine.js';
import './session.js';
import './cookies.js';
import './account.js';
import './survival.js';
import { closeSite } from './web.js';

// What a user does, as one file: all of it shares one Chromium and one product. For some of it: -t 'the library'.
afterAll(closeSite);
