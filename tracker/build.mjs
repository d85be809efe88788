import { fileURLToPath } from 'node:url';

/** The most that the built tracker may weigh, in bytes after gzip. */
export const trackerLimit = 3072;

/** How the tracker is built, for esbuild's `build`: one script without imports that browsers from 2019 on can run. */
export const trackerBuild = {
  entryPoints: [fileURLToPath(new URL('tracker.ts', import.meta.url))],
  outfile: fileURLToPath(new URL('../dist/tracker/plumb.js', import.meta.url)),
  bundle: true,
  format: 'iife',
  target: 'es2019',
  minify: true,
  charset: 'utf8',
  tsconfigRaw: {},
  legalComments: 'none',
};
