import type { FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor.ts';
import { type Permission, permissions } from '../access/permissions.ts';
import { AppError } from '../base/errors.ts';
import type { App } from '../base/step.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What an actor needs to call the route. `public`: anybody may; `signed_in`: every actor, whatever the role. */
    permission?: RoutePermission;
  }
  interface FastifyRequest {
    /** Who asks. Reading it in a public route is a fault. */
    actor: Actor;
  }
}

export type RoutePermission = Permission | 'public' | 'signed_in';

/** Finds out who asks. Throws `not_signed_in`, or `forbidden` where the actor lacks the permission. */
export type Authorize = (request: FastifyRequest, permission: Permission | 'signed_in') => Promise<Actor>;

const known = new Set<string>([...permissions, 'public', 'signed_in']);

/** Lets nobody past who may not pass, and refuses to build a server with a route that does not say who may. */
export function guardRoutes(app: App, authorize: Authorize): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    const permission = config?.permission;
    if (permission !== undefined && known.has(permission)) return;
    const text = `Route ${method} ${url} has permission ${JSON.stringify(permission)}: expected config.permission to name one, 'signed_in' or 'public'`;
    throw new AppError('internal', text);
  });
  app.decorateRequest('actor', {
    getter: () => {
      throw new AppError('internal', 'A public route asked who its actor is');
    },
  } as never);
  app.addHook('onRequest', async (request) => {
    const { permission } = request.routeOptions.config;
    // Without a route there is nothing to guard: the not-found handler answers.
    if (permission === undefined || permission === 'public') return;
    const actor = await authorize(request, permission);
    Object.defineProperty(request, 'actor', { value: actor });
  });
}
