import { defineConfig } from 'vitest/config';

const everywhere = ['src', 'web', 'tracker', 'demo', 'bench', 'test'];

/** A test waits for the database about half of its time, so on a small machine every core has a worker. */
const maxWorkers = '100%';

/** Three kinds of test: pure ones, ones on a real database, and whole journeys in a browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: everywhere.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
          exclude: ['**/*.{db,journey,browser}.test.ts'],
          testTimeout: 20_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'db',
          include: everywhere.map((folder) => `${folder}/**/*.db.test.ts`),
          globalSetup: 'test/harness/server.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.journey.test.ts', 'tracker/**/*.browser.test.ts'],
          globalSetup: 'test/harness/journey-program.ts',
          testTimeout: 120_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
