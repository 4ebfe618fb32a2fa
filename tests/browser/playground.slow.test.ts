import { afterAll } from 'vitest';
import './playground.js';
import { closeSite } from './web.js';

// The playground takes as much processor time as ten pages of the web app.
afterAll(closeSite);
