import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { oldestBrowsers } from './browsers.js';

/** The API that `npm run dev -w web` passes requests on to. */
const api = process.env.API_URL ?? 'http://127.0.0.1:4000';

export default defineConfig(({ command }) => ({
  plugins: [react()],
  // Replaced in each answer by src/http/web-app.ts; the development server has no policy.
  html: command === 'build' ? { cspNonce: '__NONCE__' } : {},
  build: {
    // One list for scripts and styles: package.json's browserslist.
    target: Object.entries(oldestBrowsers()).map(([name, version]) => name + version),
    // An inlined file would be a data: address, which the policy refuses for scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/graphql': { target: api, ws: true }, '/exports': api, '/imports': api } },
}));
