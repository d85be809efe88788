// Builds what runs in browsers: the interface into dist/web, the tracker into dist/tracker/plumb.js.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { forgetInputs, noteInputs } from './inputs.mjs';
import { ensureInstalled, onOwnNode, root, say } from './setup.mjs';

await ensureInstalled();
await onOwnNode(import.meta.url);

const { build: buildWeb } = await import('vite');
const { build: buildScript } = await import('esbuild');
const { trackerBuild, trackerLimit } = await import('../tracker/build.mjs');

/** Smaller files gain nothing. */
const worthCompressing = 1024;

forgetInputs();
say('Building the interface…');
const modules = [];
await buildWeb({
  root: join(root, 'web'),
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  plugins: [
    {
      name: 'note-modules',
      buildEnd() {
        modules.push(...this.getModuleIds());
      },
    },
  ],
});
await buildScript(trackerBuild);
compressFiles(join(root, 'dist'));

const weight = gzipSync(readFileSync(trackerBuild.outfile), { level: 9 }).length;
if (weight > trackerLimit) {
  process.stderr.write(`The tracker weighs ${weight} bytes after gzip: expected at most ${trackerLimit}\n`);
  process.exit(1);
}
noteInputs(modules.map((id) => id.split('?', 1)[0]));
say(`Built the interface and the tracker (${weight} of ${trackerLimit} bytes after gzip).`);

/** Compresses once here what would be compressed for every visitor otherwise. */
function compressFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.(js|css|html|svg|json|webmanifest)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    if (bytes.length < worthCompressing) continue;
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  }
}
