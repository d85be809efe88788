import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Database } from '../base/db.ts';
import { AppError } from '../base/errors.ts';
import { measures } from '../base/metrics.ts';
import type { Migration } from '../base/migrate.ts';
import { checkReadiness } from '../base/readiness.ts';
import type { App } from '../base/step.ts';

const anybody = { permission: 'public' } as const;
const Health = z.object({ status: z.literal('ok'), version: z.string() });
const Ready = z.object({ ready: z.boolean(), reason: z.string().optional() });

export type ProbeOptions = {
  db: Database;
  version: string;
  migrations: Migration[];
  metricsToken: string | undefined;
};

/** `/health`: the process lives. `/ready`: it can serve. `/metrics`: its measures, for Prometheus. */
export function addProbes(app: App, { db, version, migrations, metricsToken }: ProbeOptions): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });

  const health = { summary: 'Whether the process lives', tags: ['operation'], response: { 200: Health } };
  app.get('/health', { config: anybody, schema: health }, async () => ({ status: 'ok' as const, version }));

  const ready = { summary: 'Whether it can serve', tags: ['operation'], response: { 200: Ready, 503: Ready } };
  app.get('/ready', { config: anybody, schema: ready }, async (_request, reply) => {
    const readiness = closing
      ? { ready: false, reason: 'The server is stopping' }
      : await checkReadiness(db, migrations);
    return reply.code(readiness.ready ? 200 : 503).send(readiness);
  });

  const metrics = { summary: 'Measures for Prometheus', tags: ['operation'] };
  app.get('/metrics', { config: anybody, schema: metrics }, async (request, reply) => {
    assertMayRead(request, metricsToken);
    return reply.type(measures.contentType).send(await measures.metrics());
  });
}

/** Without a token only programs on this machine may read; what came through a proxy did not come from here. */
function assertMayRead(request: FastifyRequest, token: string | undefined): void {
  if (token === undefined) {
    const local = /^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? '');
    if (local && request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined) return;
    throw new AppError('forbidden', 'Measures can be read from other machines once PLUMB_METRICS_TOKEN is set');
  }
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new AppError('not_signed_in', 'Expected the header `Authorization: Bearer` with PLUMB_METRICS_TOKEN');
}
