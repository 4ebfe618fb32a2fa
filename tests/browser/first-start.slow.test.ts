import { afterAll } from 'vitest';
import './first-start.js';
import { closeSite } from './web.js';

// It runs the whole of local mode, with a model that is still being downloaded.
afterAll(closeSite);
