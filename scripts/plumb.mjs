#!/usr/bin/env node
// The command `plumb`: installs and builds what is stale, then hands over to src/main.ts on the project's own Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { isStale } from './inputs.mjs';
import { ensureInstalled, node, root, run, say } from './setup.mjs';

const args = process.argv.slice(2);
const wantsHelp = args.includes('--help') || args.includes('-h');

await ensureInstalled();
if (args[0] === 'serve' && !wantsHelp && isStale()) {
  const code = await run(node, [join(root, 'scripts/build.mjs')]);
  if (code !== 0) {
    say('plumb: the interface could not be built; see above');
    process.exit(code);
  }
}

// In a session of its own, so that Ctrl-C reaches it once, through us, and not a second time from the terminal.
const child = spawn(node, [join(root, 'src/main.ts'), ...args], { stdio: 'inherit', detached: true });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  say(`plumb: ${node} could not be started: ${error.message}`);
  process.exit(127);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
