import { afterAll } from 'vitest';
import './playground.js';
import { closeSite } from './web.js';

// The playground takes more of a processor than ten pages of the web app.
afterAll(closeSite);
