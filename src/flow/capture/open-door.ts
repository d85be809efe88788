import type { App } from '../../base/step.ts';

const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type, content-encoding, idempotency-key',
  'access-control-max-age': '86400',
};

/**
 * Hands every body to the scope's routes as the bytes it is, whatever it says it is: beacons send JSON as text/plain, and what
 * cannot be understood is to be kept as it came. Marks every answer as open to all origins; no cookie counts here.
 */
export function takeRawBodies(scope: App, bodyLimit: number): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body));
  scope.addHook('onRequest', async (_request, reply) => {
    reply.headers(crossOrigin);
  });
}

/** Answers the question a browser asks before it posts from another origin. */
export function openToAll(scope: App, url: string): void {
  scope.options(url, { config: { permission: 'public' }, schema: { hide: true } }, (_request, reply) => {
    reply.code(204).send();
  });
}
