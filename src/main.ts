import { readVersion } from './cli/version.ts';
import { readTracingEndpoint } from './config.ts';

/** A second request to stop within this time is the same one, sent to us and to the program that started us. */
const sameRequestMs = 1_000;

const stop = new AbortController();
let askedAt = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted && Date.now() - askedAt > sameRequestMs) process.exit(130);
    if (!stop.signal.aborted) askedAt = Date.now();
    stop.abort();
  });
}

// Tracing must come before everything that it watches, so the rest is imported after it.
const endpoint = readTracingEndpoint();
const endTracing =
  endpoint === undefined ? undefined : await (await import('./base/tracing.ts')).startTracing(endpoint, readVersion());
const { runCommand } = await import('./cli/run.ts');
const exitCode = await runCommand(process.argv.slice(2), stop.signal);
await endTracing?.();
process.exit(exitCode);
