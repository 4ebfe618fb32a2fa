import { afterAll } from 'vitest';
import './quality.js';
import './admin.js';
import './templates.js';
import './schedules.js';
import './apollo-example.js';
import { closeSite } from './web.js';

// Everything else, beside browser.test.ts, which alone took longer than all other tests.
afterAll(closeSite);
