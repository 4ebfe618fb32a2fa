import { afterAll } from 'vitest';
import './visitor.js';
import './flow.js';
import './library.js';
import './library-actions.js';
import './quality.js';
import './session.js';
import './cookies.js';
import './account.js';
import './admin.js';
import './templates.js';
import './schedules.js';
import './refine.js';
import './survival.js';
import './playground.js';
import './apollo-example.js';
import './first-start.js';
import { closeSite } from './web.js';

// One file, so that all of them share one Chromium and one product. For some of them: -t 'the library'.
afterAll(closeSite);
