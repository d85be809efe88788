// Everything that proves the product, from a fresh clone on: checks, unit and database tests, the build, journeys in a
// browser. Goes on after a failure, so that one run tells all of them.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runChecks, runVitest } from './checks.mjs';
import { findChromium } from './chromium.mjs';
import { ensureInstalled, node, root, run, say } from './setup.mjs';

const results = join(root, 'test-results');
let passed = 0;
const failures = [];

await ensureInstalled();
rmSync(results, { recursive: true, force: true });
mkdirSync(results);

const checks = await runChecks();
passed += checks.count - checks.failed.length;
failures.push(...checks.failed);

await runTests('unit and database tests', ['--project', 'unit', '--project', 'db']);

say('\n— build');
if ((await run(node, [join(root, 'scripts/build.mjs')])) === 0) passed += 1;
else failures.push('build');

const browser = findChromium();
if (browser === undefined) {
  failures.push('journeys: no Chromium was found, so they could not run: install one, or set CHROME_PATH');
} else {
  await runTests('journeys', ['--project', 'journeys'], { CHROME_PATH: browser });
}

// Said once more at the very end: what went wrong in the middle of a long output is hard to find.
for (const failure of failures) say(`\nFailed: ${failure}`);
say(`\n${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);

/** Runs tests and counts them; a file that could not be loaded counts as one, and so does a run that fails though nothing in it did. */
async function runTests(name, args, env = {}) {
  say(`\n— ${name}`);
  const file = join(results, `${name.replaceAll(' ', '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runVitest([...args, ...reporters], { env: { ...process.env, ...env } });
  const { numPassedTests = 0, testResults = [] } = readResults(file);
  const failed = testResults.flatMap(({ name: path, message, assertionResults }) => {
    const place = relative(root, path);
    const tests = assertionResults.filter(({ status }) => status === 'failed');
    return [
      ...(message ? [`${place}\n${message}`] : []),
      ...tests.map(({ fullName, failureMessages }) => `${place}: ${fullName}\n${failureMessages.join('\n')}`),
    ];
  });
  if (code !== 0 && failed.length === 0) failed.push(`${name}: ended with ${code} though no test failed`);
  passed += numPassedTests;
  failures.push(...failed);
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
