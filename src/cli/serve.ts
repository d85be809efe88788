import { once } from 'node:events';
import { join } from 'node:path';
import { openAccess } from '../access/index.ts';
import { AppError } from '../base/errors.ts';
import { startLive } from '../base/live.ts';
import { startMeasuring } from '../base/metrics.ts';
import { migrate } from '../base/migrate.ts';
import { readOrMakeSecret } from '../base/secret-file.ts';
import type { App } from '../base/step.ts';
import { type Config, readPublicUrl } from '../config.ts';
import { wireFlow } from '../flow/flow.ts';
import { buildServer } from '../http/server.ts';
import { allSteps } from './all-steps.ts';
import type { CommandContext, RegisterCommand } from './command.ts';
import { startJobs } from './start-jobs.ts';

/** `plumb serve`: the interface and the API on one port, and the jobs unless told otherwise. */
export const command: RegisterCommand = (program, context) => {
  program
    .command('serve')
    .description('Serve the interface and the API, and work on jobs')
    .option('--no-jobs', 'leave the jobs to `plumb work`')
    .action(({ jobs }: { jobs: boolean }) => serve(context, jobs));
};

async function serve(context: CommandContext, withJobs: boolean): Promise<void> {
  const config = context.readConfig();
  const log = context.log();
  const address = readPublicUrl(config);
  // Closed in the opposite order, on a signal as on a failure half-way.
  await using opened = new AsyncDisposableStack();

  const { db, embedded, close } = await context.openDatabase();
  opened.defer(close);
  await embedded?.claim('serve', address);
  await migrate(db);
  startMeasuring(db);
  const jobs = wireFlow(allSteps);
  const live = await startLive(db.url, log);
  opened.defer(() => live.close());

  const worker = withJobs ? await startJobs(context, db, jobs) : undefined;
  if (worker) opened.defer(() => worker.stop());

  const access = openAccess(db.app, {
    public_url: address,
    secret: config.PLUMB_SECRET ?? (await readOrMakeSecret(join(config.PLUMB_DATA_DIR, 'plumb.secret'))),
    oidc: readOidc(config),
    onFault: (message) => log.error(message),
  });
  const app = await buildServer({
    db,
    live,
    log,
    version: context.version,
    publicUrl: address,
    trustProxy: config.PLUMB_TRUST_PROXY,
    maxUploadBytes: config.PLUMB_MAX_UPLOAD_BYTES,
    canMail: config.PLUMB_SMTP_URL !== undefined,
    metricsToken: config.PLUMB_METRICS_TOKEN,
    authorize: access.authorize,
    routes: [access.routes, ...allSteps.flatMap((step) => step.routes ?? [])],
  });
  opened.defer(() => app.close());
  await listen(app, config);

  context.say(`Plumb ${context.version} is at ${address} (Ctrl-C stops it)`);
  await Promise.race([worker?.done ?? new Promise(() => undefined), stopAsked(context.signal)]);
  context.say('Stopping…');
}

function readOidc(config: Config) {
  const { PLUMB_OIDC_ISSUER: issuer, PLUMB_OIDC_CLIENT_ID: id, PLUMB_OIDC_CLIENT_SECRET: secret } = config;
  if (issuer === undefined || id === undefined || secret === undefined) return undefined;
  return { issuer, client_id: id, client_secret: secret, name: config.PLUMB_OIDC_NAME };
}

async function listen(app: App, { PLUMB_HOST: host, PLUMB_PORT: port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const { code } = cause as { code?: string };
    if (code === 'EADDRINUSE') {
      const text = `Port ${port} on ${host} is taken by another program: stop that one, or set PLUMB_PORT`;
      throw new AppError('start_failed', text, { cause });
    }
    throw new AppError('start_failed', `Plumb cannot listen on ${host} port ${port}: ${code ?? String(cause)}`, {
      cause,
    });
  }
}

async function stopAsked(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
