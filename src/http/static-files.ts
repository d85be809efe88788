import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../base/errors.ts';
import type { App } from '../base/step.ts';
import { sendProblem } from './problems.ts';

const built = fileURLToPath(new URL('../../dist', import.meta.url));
const anyPage = { permission: 'public' } as const;

/** Folders of addresses that belong to programs: what is not there is said in JSON, never with a page. */
const forPrograms = /^\/(api|v1|f|health|ready|metrics|assets|tracker\.js)(\/|$)/;

/** Serves the built interface, and its start page for every address of a screen; serves the tracker to any site. */
export function serveFiles(app: App, folder = built): void {
  app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Router, compression and file stream each wait for the end of an answer in a few ways, which is no leak.
      reply.raw.setMaxListeners(30);
      reply.header('cache-control', chooseCaching(path));
    },
  });

  app.get('/*', { config: anyPage, schema: { hide: true } }, (request, reply) => {
    const path = (request.params as { '*': string })['*'];
    return path === '' ? sendStartPage(reply, folder) : reply.sendFile(`web/${path}`);
  });

  app.get('/tracker.js', { config: anyPage, schema: { hide: true } }, (_request, reply) =>
    reply
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .sendFile('tracker/plumb.js'),
  );

  app.setNotFoundHandler((request, reply) => {
    if (isForPage(request)) return sendStartPage(reply, folder);
    const text = `Nothing answers ${request.method} at this address`;
    return sendProblem(new AppError('not_found', text), request, reply);
  });
}

/** Names of assets change with their content; the tracker may be an hour old. */
function chooseCaching(path: string): string {
  if (path.includes('/web/assets/')) return 'public, max-age=31536000, immutable';
  return path.includes('/tracker/') ? 'public, max-age=3600' : 'no-cache';
}

function isForPage(request: FastifyRequest): boolean {
  const path = request.url.split('?', 1)[0] ?? '';
  const wantsPage = request.headers.accept?.includes('text/html') ?? false;
  return request.method === 'GET' && wantsPage && !forPrograms.test(path);
}

function sendStartPage(reply: FastifyReply, folder: string): FastifyReply {
  if (existsSync(`${folder}/web/index.html`)) return reply.code(200).sendFile('web/index.html');
  return reply.code(503).type('text/plain').send('The interface has not been built. Run: npm run build\n');
}
