import { afterAll } from 'vitest';
import type { Actor } from '../../src/access/actor.ts';
import { permissions } from '../../src/access/permissions.ts';
import type { Database } from '../../src/base/db.ts';
import { AppError } from '../../src/base/errors.ts';
import { startLive } from '../../src/base/live.ts';
import { silentLog } from '../../src/base/log.ts';
import type { App, RegisterRoutes } from '../../src/base/step.ts';
import { buildServer } from '../../src/http/server.ts';

type TestActor = Pick<Actor, 'workspace_id'> & Partial<Actor>;

/**
 * The whole server with the given routes, closed when the test file is over; ask it with `app.inject`. Everybody who asks
 * is `actor`: an administrator with every permission unless it says otherwise. Without one, nobody is signed in.
 */
export async function createTestApp(db: Database, routes: RegisterRoutes[], actor?: TestActor): Promise<App> {
  const live = await startLive(db.url, silentLog);
  const app = await buildServer({
    db,
    live,
    routes,
    log: silentLog,
    version: 'test',
    publicUrl: 'http://localhost:4100',
    trustProxy: false,
    maxUploadBytes: 100_000_000,
    metricsToken: undefined,
    authorize: async (_request, permission) => {
      if (actor === undefined) throw new AppError('not_signed_in', 'Nobody is signed in');
      const whole = { ...administrator, ...actor };
      if (permission !== 'signed_in' && !whole.permissions.has(permission)) {
        throw new AppError('forbidden', `The actor lacks ${permission}`);
      }
      return whole;
    },
  });
  afterAll(async () => {
    await app.close();
    await live.close();
  });
  return app;
}

const administrator: Omit<Actor, 'workspace_id'> = {
  user_id: 'test-user',
  key_id: null,
  role: 'administrator',
  permissions: new Set(permissions),
  team_user_ids: ['test-user'],
  source_id: null,
  request_id: 'test-request',
};
