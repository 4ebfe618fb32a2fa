import { afterAll } from 'vitest';
import './first-start.js';
import { closeSite } from './web.js';

// It runs the whole local mode, with a model that is still downloading.
afterAll(closeSite);
