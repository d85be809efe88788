import type { FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor.ts';
import type { Log } from '../base/log.ts';
import { requestSeconds } from '../base/metrics.ts';
import type { App } from '../base/step.ts';

/** Answers carry the request id; each is logged and measured under its route's pattern, never with what was asked. */
export function watchRequests(app: App, log: Log): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    requestSeconds.observe({ method: request.method, route, status }, reply.elapsedTime / 1000);
    const entry = {
      request_id: request.id,
      method: request.method,
      route,
      status,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...describeActor(request),
    };
    const quiet = status < 400 && (request.method === 'GET' || request.method === 'HEAD');
    log[quiet ? 'debug' : 'info'](entry, 'answered');
  });
}

/** A request id that came with the request is kept where it looks like one, so that a proxy's log can be matched. */
export function readRequestId(headers: Record<string, unknown>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

function describeActor(request: FastifyRequest): Partial<Pick<Actor, 'workspace_id' | 'user_id' | 'key_id'>> {
  if (!Object.hasOwn(request, 'actor')) return {};
  const { workspace_id, user_id, key_id } = request.actor;
  return { workspace_id, user_id, key_id };
}
