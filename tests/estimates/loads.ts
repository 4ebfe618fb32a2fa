import type { Load } from './load.js';

const WINDOW_MS = 60_000;

/** The days that are simulated. */
export const LOADS: Load[] = [
  {
    name: 'default settings (5 slots, 10 starts a minute), texts of 4 to 15 s',
    rules: { slots: 5, rate: { max: 10, durationMs: WINDOW_MS } },
    users: 12,
    jobsPerHour: 330,
    bursts: 12,
    medians: { SOCIAL_MEDIA_CAPTION: 4, PRODUCT_DESCRIPTION: 9, BLOG_POST_OUTLINE: 15 },
    sigma: 0.5,
    hours: 24,
  },
  {
    name: 'a slow model (2 slots, 10 starts a minute), texts of 12 to 50 s',
    rules: { slots: 2, rate: { max: 10, durationMs: WINDOW_MS } },
    users: 8,
    jobsPerHour: 75,
    bursts: 6,
    medians: { SOCIAL_MEDIA_CAPTION: 12, PRODUCT_DESCRIPTION: 30, BLOG_POST_OUTLINE: 50 },
    sigma: 0.6,
    hours: 24,
  },
];
