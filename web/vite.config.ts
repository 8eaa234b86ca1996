import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = dirname(fileURLToPath(import.meta.url));

// The development server hands everything that is not a page to a running Minqing server.
const server = process.env['MINQING_URL'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root,
  plugins: [react()],
  build: {
    outDir: resolve(root, '../dist/web'),
    emptyOutDir: true,
    // The modeler and the form viewer are large and loaded only by the screens that need them.
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: { '/api': { target: server }, '/v2': { target: server }, '/health': { target: server } },
  },
});
