import compress from '@fastify/compress';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import Fastify from 'fastify';
import type { Database } from '../base/db.ts';
import type { Live } from '../base/live.ts';
import type { Log } from '../base/log.ts';
import { readMigrations } from '../base/migrate.ts';
import type { App, RegisterRoutes } from '../base/step.ts';
import { checkAnswer, checkInput } from './answers.ts';
import { addLiveRoute } from './live-route.ts';
import { describeRoutes } from './open-api.ts';
import { addProbes } from './probes.ts';
import { answerProblems, readError, sendProblem } from './problems.ts';
import { readRequestId, watchRequests } from './request-log.ts';
import { type Authorize, guardRoutes } from './route-permission.ts';
import { serveFiles } from './static-files.ts';

export type ServerOptions = {
  db: Database;
  live: Live;
  log: Log;
  version: string;
  publicUrl: string;
  trustProxy: boolean | number | string;
  maxUploadBytes: number;
  /** Whether there is a mail server to send letters through. */
  canMail: boolean;
  metricsToken: string | undefined;
  authorize: Authorize;
  /** Of access and of every step, in order. Each gets a scope of its own. */
  routes: RegisterRoutes[];
  /** Where the built interface and tracker are. */
  filesFolder?: string;
};

/** A JSON or form body that is larger is refused, unless its route says otherwise with `bodyLimit`. */
const bodyLimit = 1024 * 1024;

/**
 * Puts the server together; nothing listens yet. Refuses (throws) when a route does not say who may call it. `close()`
 * answers what is under way and ends open streams.
 */
export async function buildServer(options: ServerOptions): Promise<App> {
  const { db, live, log, version, publicUrl, maxUploadBytes, canMail } = options;
  const app = Fastify({
    bodyLimit,
    trustProxy: trustHops(options.trustProxy),
    genReqId: ({ headers }) => readRequestId(headers),
    logger: false,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    // What the router itself refuses (a malformed address) is answered like everything else.
    frameworkErrors: (error, request, reply) => void sendProblem(readError(error), request, reply),
  });
  app.setValidatorCompiler(checkInput);
  app.setSerializerCompiler(checkAnswer);
  answerProblems(app, log);
  watchRequests(app, log);
  guardRoutes(app, options.authorize);
  endConnectionsOnClose(app);
  await app.register(helmet, securityHeaders(publicUrl));
  await app.register(compress, { encodings: ['gzip', 'deflate'], threshold: 1024 });
  await app.register(formbody, { bodyLimit });
  await app.register(multipart, { limits: { fileSize: maxUploadBytes, files: 1, fields: 100, fieldSize: 100_000 } });
  await describeRoutes(app, version, publicUrl);
  addProbes(app, { db, version, migrations: await readMigrations(), metricsToken: options.metricsToken });
  addLiveRoute(app, live);
  for (const register of options.routes) {
    await app.register(async (scope) => register(scope as App, { db, live, log, publicUrl, maxUploadBytes, canMail }));
  }
  serveFiles(app, options.filesFolder);
  await app.ready();
  return app;
}

/** A connection kept alive after its last answer would hold up the end of the server. */
function endConnectionsOnClose(app: App): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
}

/** A number of proxies is said as a question about each address on the way, nearest first. */
function trustHops(trust: ServerOptions['trustProxy']) {
  return typeof trust === 'number' ? (_address: string, hop: number) => hop < trust : trust;
}

/** The interface needs nothing from elsewhere; its style library writes styles into the page. */
function securityHeaders(publicUrl: string) {
  const secure = publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:', 'https:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'worker-src': ["'self'", 'blob:'],
        'object-src': ["'none'"],
        'base-uri': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...(secure ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // Public doors are called by other sites; what is private asks for a cookie or a key anyway.
    crossOriginResourcePolicy: false,
    referrerPolicy: { policy: 'same-origin' as const },
    xFrameOptions: { action: 'deny' as const },
  } as const;
}
