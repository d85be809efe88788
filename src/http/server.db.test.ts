import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestWorkspace, withDatabase } from '../../test/harness/database.ts';
import type { Actor } from '../access/actor.ts';
import { inWorkspace } from '../base/db.ts';
import { AppError } from '../base/errors.ts';
import { notifyLive, startLive } from '../base/live.ts';
import { createLog } from '../base/log.ts';
import type { RegisterRoutes } from '../base/step.ts';
import { buildServer, type ServerOptions } from './server.ts';

const db = await withDatabase();
const workspaceId = await createTestWorkspace(db);
const lines: string[] = [];
const log = createLog('debug', { write: (line) => void lines.push(line) });
const live = await startLive(db.url, log);
const filesFolder = await mkdtemp(join(tmpdir(), 'plumb-files-'));
await mkdir(join(filesFolder, 'web/assets'), { recursive: true });
await mkdir(join(filesFolder, 'tracker'));
await writeFile(join(filesFolder, 'web/index.html'), '<!doctype html><title>Plumb</title>');
await writeFile(join(filesFolder, 'web/assets/main-abc123.js'), 'export {}');
await writeFile(join(filesFolder, 'tracker/plumb.js'), '/* tracker */');

const Person = z.object({ person_id: z.int(), seen_at: z.iso.datetime(), note: z.string().optional() });

const routes: RegisterRoutes = (app) => {
  const anyone = { permission: 'people.read' } as const;
  app.get(
    '/api/people/:person_id',
    {
      config: anyone,
      schema: { params: z.object({ person_id: z.coerce.number().int() }), response: { 200: Person } },
    },
    async (request) => ({ person_id: request.params.person_id, seen_at: new Date(0), salary: 1 }),
  );
  app.post(
    '/api/people',
    { config: anyone, schema: { body: z.object({ name: z.string().min(1), tags: z.array(z.string()) }) } },
    async (request) => ({ hello: request.body.name, workspace: request.actor.workspace_id }),
  );
  app.get('/api/broken', { config: anyone }, async () => {
    throw new Error('secret of ana@x.md');
  });
  app.get(
    '/api/unkept',
    { config: anyone, schema: { response: { 200: Person } } },
    async () => ({ person_id: 'x' }) as never,
  );
  app.get('/api/busy', { config: anyone }, async () => {
    throw new AppError('too_many_requests', 'Twice a minute, please', { retryAfterSeconds: 30 });
  });
  app.get('/api/slow', { config: anyone }, () =>
    sql`select pg_sleep(0.2)`.execute(db.app).then(() => ({ done: true })),
  );
};

const options: ServerOptions = {
  db,
  live,
  log,
  version: '1.2.3',
  publicUrl: 'http://localhost:4100',
  trustProxy: false,
  maxUploadBytes: 1_000_000,
  canMail: false,
  metricsToken: undefined,
  filesFolder,
  routes: [routes],
  authorize: async (request, permission) => {
    if (request.headers.authorization === undefined) throw new AppError('not_signed_in', 'Sign in first');
    if (request.headers.authorization === 'viewer' && permission !== 'signed_in') {
      throw new AppError('forbidden', `The role viewer lacks ${permission}`);
    }
    return { workspace_id: workspaceId, user_id: 'u1', key_id: null } as Actor;
  },
};
const app = await buildServer(options);
const authorization = 'somebody';

afterAll(async () => {
  await app.close();
  await live.close();
  await rm(filesFolder, { recursive: true });
});

test('a route that does not say who may call it keeps the server from being built', async () => {
  const careless: RegisterRoutes = (scope) => void scope.get('/api/open', async () => 'all of it');
  await expect(buildServer({ ...options, routes: [careless] })).rejects.toThrow(
    'Route GET /api/open has permission undefined',
  );
});

test('nobody gets past without signing in, nor without the permission', async () => {
  expect((await app.inject('/api/people/1')).json()).toMatchObject({ status: 401, code: 'not_signed_in' });
  const viewer = await app.inject({ url: '/api/people/1', headers: { authorization: 'viewer' } });
  expect(viewer.json()).toMatchObject({ status: 403, code: 'forbidden', detail: 'The role viewer lacks people.read' });
});

test('an answer holds what its schema names, instants as ISO text', async () => {
  const answer = await app.inject({ url: '/api/people/7', headers: { authorization } });
  expect(answer.json()).toEqual({ person_id: 7, seen_at: '1970-01-01T00:00:00.000Z' });
});

test('an answer that breaks its schema is a fault, told by request id alone', async () => {
  const answer = await app.inject({ url: '/api/unkept', headers: { authorization } });
  expect(answer.json()).toMatchObject({ status: 500, code: 'internal' });
  expect(answer.json().detail).toContain(answer.headers['x-request-id']);
  expect(lines.join()).toContain('breaks its schema at person_id');
});

test('a refused input says every path and what was expected', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/people',
    headers: { authorization },
    payload: { name: '', tags: ['a', 1] },
  });
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json()).toMatchObject({
    status: 400,
    code: 'invalid_input',
    errors: [
      { path: ['body', 'name'] },
      { path: ['body', 'tags', 1], message: 'Invalid input: expected string, received number' },
    ],
  });
});

test.each([
  ['malformed JSON', '{"name":', 'application/json', 'invalid_input'],
  ['no body', undefined, undefined, 'invalid_input'],
  ['an unknown type', '<a/>', 'application/xml', 'unsupported_media_type'],
  ['too large a body', JSON.stringify({ name: 'x'.repeat(1_100_000), tags: [] }), 'application/json', 'too_large'],
])('%s is answered as a problem', async (_what, payload, type, code) => {
  const headers = { authorization, ...(type ? { 'content-type': type } : {}) };
  const answer = await app.inject({ method: 'POST', url: '/api/people', headers, ...(payload ? { payload } : {}) });
  expect(answer.json()).toMatchObject({ code, type: `urn:plumb:error:${code}` });
});

test('a form body is read like JSON', async () => {
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await app.inject({ method: 'POST', url: '/api/people', headers, payload: 'name=Ana&tags=a&tags=b' });
  expect(answer.json()).toEqual({ hello: 'Ana', workspace: workspaceId });
});

test('a fault tells the caller nothing of its reason, and the log nothing of people', async () => {
  const answer = await app.inject({ url: '/api/broken?email=ana@x.md', headers: { authorization } });
  expect(answer.body).not.toContain('secret');
  expect(lines.join()).not.toContain('ana@x.md');
});

test('when to come back is told in the header', async () => {
  const answer = await app.inject({ url: '/api/busy', headers: { authorization } });
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '30']);
});

test('a request id that looks like one is kept, any other replaced', async () => {
  const kept = await app.inject({ url: '/health', headers: { 'x-request-id': 'proxy-12345678' } });
  expect(kept.headers['x-request-id']).toBe('proxy-12345678');
  const replaced = await app.inject({ url: '/health', headers: { 'x-request-id': 'a"b' } });
  expect(replaced.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test('what is not there is a problem for programs and the start page for people', async () => {
  expect((await app.inject('/api/nothing')).json()).toMatchObject({ status: 404, code: 'not_found' });
  const page = await app.inject({ url: '/leads/12?tab=a.b', headers: { accept: 'text/html,*/*' } });
  expect([page.statusCode, page.body]).toEqual([200, '<!doctype html><title>Plumb</title>']);
  expect(page.headers['cache-control']).toBe('no-cache');
  expect((await app.inject({ url: '/assets/gone.js', headers: { accept: 'text/html' } })).statusCode).toBe(404);
  expect((await app.inject({ url: '/%E0%A4%A', headers: { accept: 'text/html' } })).json()).toMatchObject({
    code: 'invalid_input',
  });
});

test('hashed assets are kept for ever, the tracker is for any site', async () => {
  const asset = await app.inject('/assets/main-abc123.js');
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const tracker = await app.inject('/tracker.js');
  expect(tracker.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=3600',
  });
});

test('files outside the built folders are out of reach', async () => {
  for (const url of ['/../tracker/plumb.js', '/..%2ftracker%2fplumb.js', '/%2e%2e/tracker/plumb.js']) {
    expect((await app.inject(url)).statusCode, url).toBeGreaterThanOrEqual(400);
  }
});

test('pages may load nothing from elsewhere and be framed by nobody', async () => {
  const { headers } = await app.inject({ url: '/', headers: { accept: 'text/html' } });
  expect(headers['content-security-policy']).toContain("script-src 'self'");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
});

test('the API description is OpenAPI 3.1 and says which permission a route needs', async () => {
  const description = (await app.inject('/api/openapi.json')).json();
  expect(description.openapi).toBe('3.1.0');
  expect(description.paths['/api/people/{person_id}'].get).toMatchObject({
    security: [{ key: [] }, { session: [] }],
    description: 'Needs the permission `people.read`.',
  });
  expect(description.paths['/*']).toBeUndefined();
});

test('the probes say that the process lives and can serve', async () => {
  expect((await app.inject('/health')).json()).toEqual({ status: 'ok', version: '1.2.3' });
  expect((await app.inject('/ready')).json()).toEqual({ ready: true });
});

test('measures are for this machine, or for the holder of the token', async () => {
  const own = await app.inject('/metrics');
  expect(own.body).toContain('plumb_http_request_seconds_bucket');
  expect((await app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '10.0.0.1' } })).statusCode).toBe(403);
  expect((await app.inject({ url: '/metrics', remoteAddress: '10.0.0.1' })).statusCode).toBe(403);
  const guarded = await buildServer({ ...options, metricsToken: 'a-token-of-some-length' });
  expect((await guarded.inject('/metrics')).statusCode).toBe(401);
  const headers = { authorization: 'Bearer a-token-of-some-length' };
  expect((await guarded.inject({ url: '/metrics', headers, remoteAddress: '10.0.0.1' })).statusCode).toBe(200);
  await guarded.close();
});

test('live changes of the own workspace arrive as events, and closing answers what is under way first', async () => {
  const server = await buildServer(options);
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const stream = await fetch(`${address}/api/live`, { headers: { authorization } });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  expect(stream.headers.get('x-request-id')).toBeTruthy();
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  await inWorkspace(db.app, workspaceId, (tx) => notifyLive(tx, { topic: 'leads', ids: [3] }));
  let text = '';
  while (!text.includes('data:')) text += (await reader?.read())?.value ?? '';
  expect(text).toContain('data: {"topic":"leads","ids":[3]}');
  const slow = fetch(`${address}/api/slow`, { headers: { authorization } });
  const arrived = new Promise((resolve) => server.server.once('request', resolve));
  await arrived;
  await server.close();
  expect(await (await slow).json()).toEqual({ done: true });
});
