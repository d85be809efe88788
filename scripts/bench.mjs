// Measures the hot paths on the embedded server; never part of the tests.
import { join } from 'node:path';
import { ensureInstalled, node, root, run } from './setup.mjs';

await ensureInstalled();
process.exit(await run(node, [join(root, 'bench/main.ts'), ...process.argv.slice(2)]));
