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

// The actions of a user, in one file that shares one Chromium and one product. To run a part of it: -t 'the library'.
afterAll(closeSite);
