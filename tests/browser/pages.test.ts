import { afterAll } from 'vitest';
import './quality.js';
import './admin.js';
import './templates.js';
import './schedules.js';
import './apollo-example.js';
import { closeSite } from './web.js';

// The other browser tests. In one file with those of browser.test.ts they would take longer than all other tests.
afterAll(closeSite);
