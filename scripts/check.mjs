// What can be said without running the product: format, types, architecture.
import { runChecks } from './checks.mjs';
import { ensureInstalled, say } from './setup.mjs';

await ensureInstalled();
const { failed } = await runChecks();
say(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
