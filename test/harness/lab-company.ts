import { sql } from 'kysely';
import { afterAll } from 'vitest';
import { createDemoWorkspace, loadDemo } from '../../demo/load.ts';
import type { Database } from '../../src/base/db.ts';
import { registerListeners } from '../../src/base/facts.ts';
import { steps, wireFlow } from '../../src/flow/flow.ts';
import { scoreDue } from '../../src/flow/scoring/due.ts';
import { ann, type TestBrowser, withAccessServer } from './access-server.ts';

/**
 * A server with the whole flow and Ann signed in to a demo company of so many people, whose year ends at `until` (epoch ms); `call`
 * asks in its name, `ask` puts a question to the score lab about its model.
 */
export async function withLabCompany(db: Database, people: number, until: number) {
  wireFlow();
  afterAll(() => void registerListeners([]));
  const { openBrowser } = await withAccessServer(db, { routes: steps.flatMap((step) => step.routes ?? []) });
  const browser = openBrowser();
  const setUp = await browser.call('POST', '/api/setup', ann);
  if (setUp.status >= 300) throw new Error(`set-up: ${JSON.stringify(setUp.body)}`);
  const me = await sql<{ id: string }>`select id from auth_user where email = ${ann.email}`.execute(db.owner);
  const workspaceId = await createDemoWorkspace(db.app, { people, until }, me.rows[0]?.id as string, 'en', 'UTC');
  await loadDemo(db.app, workspaceId, AbortSignal.timeout(600_000), () => undefined);
  await scoreDue(db, Date.now());
  await sql`analyze`.execute(db.owner);
  const { rows } = await sql<{ model_id: number; document: unknown }>`
    select m.model_id, v.document from model m join model_version v using (workspace_id, model_id)
    where m.workspace_id = ${workspaceId} and m.is_primary`.execute(db.owner);
  const { model_id: modelId, document } = rows[0] as { model_id: number; document: unknown };
  const inCompany = (who: TestBrowser) => (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: object) =>
    who.call(method, url, body, { 'x-plumb-workspace': String(workspaceId) });
  const call = inCompany(browser);
  const ask = (question: string, body: object) => call('POST', `/api/models/${modelId}/lab/${question}`, body);
  return { call, ask, inCompany, browser, openBrowser, workspaceId, modelId, document };
}
