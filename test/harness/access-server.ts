import type { InjectOptions } from 'fastify';
import { afterAll } from 'vitest';
import { openAccess, type Role, type SignInSettings } from '../../src/access/index.ts';
import type { Database } from '../../src/base/db.ts';
import type { Live } from '../../src/base/live.ts';
import { silentLog } from '../../src/base/log.ts';
import type { App, RegisterRoutes } from '../../src/base/step.ts';
import { buildServer } from '../../src/http/server.ts';

const publicUrl = 'http://localhost:4100';

/** The first administrator of a test installation. */
export const ann = {
  workspace_name: 'Acme',
  name: 'Ann',
  email: 'ann@example.com',
  password: 'correct horse battery',
  language: 'en',
  time_zone: 'Europe/Chisinau',
  preset: 'b2b_basic',
} as const;

// biome-ignore lint/suspicious/noExplicitAny: tests state the shape they expect
export type TestAnswer = { status: number; body: any; headers: Record<string, unknown> };

/**
 * Somebody at a browser: keeps cookies, and says where its requests come from as browsers do. A header given as '' is not
 * sent.
 */
export type TestBrowser = {
  call(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
    headers?: object,
  ): Promise<TestAnswer>;
  cookies: Map<string, string>;
};

type ServerWish = { routes?: RegisterRoutes[]; canMail?: boolean } & Partial<SignInSettings>;

/** A server with access and the routes given, not listening; closed when the test file is over. */
export async function withAccessServer(db: Database, { routes = [], canMail = false, ...settings }: ServerWish = {}) {
  const access = openAccess(db.app, { public_url: publicUrl, secret: 'x1'.repeat(20), ...settings });
  const server = await buildServer({
    db,
    live: { subscribe: () => () => undefined, close: async () => undefined } satisfies Live,
    log: silentLog,
    version: '0.0.0',
    publicUrl: settings.public_url ?? publicUrl,
    trustProxy: false,
    maxUploadBytes: 1_000_000,
    canMail,
    metricsToken: undefined,
    authorize: access.authorize,
    routes: [access.routes, ...routes],
  });
  afterAll(() => server.close());
  return { server, openBrowser: () => openBrowser(server as App) };
}

function openBrowser(server: App): TestBrowser {
  const cookies = new Map<string, string>();
  const call: TestBrowser['call'] = async (method, url, body, headers) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await server.inject({
      method,
      url,
      headers: withoutEmpty({ 'sec-fetch-site': 'same-origin', cookie, ...headers }),
      ...(body === undefined ? {} : { payload: body }),
    } as InjectOptions);
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, encodeURIComponent(value));
    }
    const isJson = String(answer.headers['content-type']).includes('json') && answer.body !== '';
    return { status: answer.statusCode, body: isJson ? answer.json() : answer.body, headers: answer.headers };
  };
  return { call, cookies };
}

function withoutEmpty(headers: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
}

/** Has an administrator invite somebody, who accepts with a password and is signed in at the browser returned. */
export async function joinAs(
  administrator: TestBrowser,
  browser: TestBrowser,
  { email, role, team_id = null }: { email: string; role: Role; team_id?: number | null },
): Promise<TestBrowser> {
  const invited = await administrator.call('POST', '/api/invitations', { email, role, team_id });
  const token = String(invited.body.link).split('#')[1];
  const name = email.split('@')[0];
  await browser.call('POST', '/api/invitations/accept', { token, name, password: ann.password });
  return browser;
}
