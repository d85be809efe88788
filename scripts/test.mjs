// Everything that proves the product, from a fresh clone on: checks, unit and database tests, the build, journeys in a
// browser. Goes on after a failure, so that one run tells all of them.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runChecks, runVitest } from './checks.mjs';
import { findChromium } from './chromium.mjs';
import { ensureInstalled, node, root, run, say } from './setup.mjs';

const results = join(root, 'test-results');
let passed = 0;
let failed = 0;
const failures = [];

await ensureInstalled();
rmSync(results, { recursive: true, force: true });
mkdirSync(results);

const checks = await runChecks();
failed += checks.failed.length;
passed += checks.count - checks.failed.length;

await runTests('unit and database tests', ['--project', 'unit', '--project', 'db']);

say('\n— build');
count((await run(node, [join(root, 'scripts/build.mjs')])) === 0);

const browser = findChromium();
if (browser === undefined) {
  say('\n— journeys\nNo Chromium was found, so the browser tests could not run: install one, or set CHROME_PATH.');
  count(false);
} else {
  await runTests('journeys', ['--project', 'journeys'], { CHROME_PATH: browser });
}

// Said once more at the very end: what went wrong in the middle of a long output is hard to find.
for (const check of checks.failed) say(`\nFailed: ${check}`);
for (const failure of failures) say(`\nFailed: ${failure}`);
say(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Runs tests and counts them; a run that fails without a failed test (it could not start, say) counts as one. */
async function runTests(name, args, env = {}) {
  say(`\n— ${name}`);
  const file = join(results, `${name.replaceAll(' ', '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runVitest([...args, ...reporters], { env: { ...process.env, ...env } });
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = readResults(file);
  passed += numPassedTests;
  failed += numFailedTests;
  for (const { name: place, message, assertionResults } of testResults) {
    const of = relative(root, place);
    if (message) failures.push(`${of}\n${message}`);
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'failed') failures.push(`${of}: ${fullName}\n${failureMessages.join('\n')}`);
    }
  }
  if (code === 0 || numFailedTests > 0) return;
  failed += 1;
  failures.push(`${name}: ended with ${code} though no test failed`);
}

function count(good) {
  if (good) passed += 1;
  else failed += 1;
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
