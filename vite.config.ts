import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.PLUMB_DEV_SERVER ?? 'http://127.0.0.1:4100';

/** The web UI: sources in `web/`, built into `dist/web`, where the server serves it from. */
export default defineConfig({
  root: 'web',
  plugins: [react()],
  server: {
    port: 4173,
    proxy: { '/api': server, '/v1': server, '^/f/': server, '/tracker.js': server },
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // light-dark(), :has() and nesting are used as they are: the browsers of the last two years.
    target: ['chrome125', 'edge125', 'firefox128', 'safari17.5'],
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every screen needs changes rarely, so it is cached apart from our own code.
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            {
              name: 'tanstack',
              test: /node_modules\/@tanstack\/(?!react-table|table-core|react-virtual|virtual-core)/,
            },
            { name: 'table', test: /node_modules\/@tanstack\/(react-table|table-core|react-virtual|virtual-core)/ },
            // Only the condition editor and the pictures load these, and both load lazily.
            { name: 'querybuilder', test: /node_modules\/(react-querybuilder|@react-querybuilder)\// },
            { name: 'zod', test: /node_modules\/zod\// },
            { name: 'echarts', test: /node_modules\/(echarts|zrender)\// },
          ],
        },
      },
    },
  },
});
