import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The API lets pages of http://localhost:3000 in by default (`CORS_ORIGINS`). */
export default defineConfig({
  plugins: [react()],
  server: { port: 3000, strictPort: true },
});
