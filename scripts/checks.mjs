import { join } from 'node:path';
import { node, root, run, say } from './setup.mjs';

const installed = (path) => join(root, 'node_modules', path);

/** Runs vitest on the project's own Node; its exit code. */
export function runVitest(args, options) {
  return run(node, [installed('vitest/vitest.mjs'), 'run', ...args], options);
}

/** Format and lint, types, and the rules of ARCHITECTURE.md: the names of those that failed, of how many. */
export async function runChecks() {
  const checks = {
    'format and lint': () => run(node, [installed('@biomejs/biome/bin/biome'), 'ci', '.']),
    types: () => run(node, [installed('typescript/bin/tsc'), '-p', '.']),
    architecture: () => runVitest(['--project', 'unit', 'test/architecture.test.ts']),
  };
  const failed = [];
  for (const [name, check] of Object.entries(checks)) {
    say(`\n— ${name}`);
    if ((await check()) !== 0) failed.push(name);
  }
  return { failed, count: Object.keys(checks).length };
}
