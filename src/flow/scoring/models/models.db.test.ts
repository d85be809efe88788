import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { joinAs } from '../../../../test/harness/access-server.ts';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';
import { rescoreAll } from '../rescore-all.ts';
import { dropModelStandings } from './drop-standings.ts';

const db = await withDatabase();
const { administrator: ann, openBrowser, workspaceId, arrive } = await withWorkServer(db);
const emma = { email: 'emma@example.com' };
const touch = (path: string) =>
  arrive(emma, {
    type: 'page',
    properties: { path },
    fields: { ...emma, email_kind: 'business', full_name: 'Emma Stone', title: 'CEO' },
  });

type Row = { model_id: number; total: number; fit: number | null; touch_count: number; lead: boolean };
const standings = async () => {
  const { rows } = await sql<Row>`
    select s.model_id, s.total, s.fit, s.touch_count, s.open_lead_id is not null as lead from standing s
    where s.workspace_id = ${workspaceId} order by s.model_id, s.person_id`.execute(db.owner);
  return rows;
};
const publish = async (modelId: number, version: number) => {
  const answer = await ann.call('POST', `/api/models/${modelId}/versions/${version}/publish`);
  await rescoreAll(db.app, workspaceId, modelId, [], Date.now);
  return answer.status;
};
const main = async () => (await ann.call('GET', '/api/models')).body.models[0].model_id as number;
const make = async (body: object) =>
  (await ann.call('POST', '/api/models', body)).body as { model_id: number; key: string; draft_version: number };

test('a second model scores everybody from its first publication on, also those whose touches came before it', async () => {
  await touch('/pricing');
  await touch('/blog');
  const first = await main();
  const made = await make({ name: 'Для услуг', from: { model_id: first } });
  expect(made).toMatchObject({ key: 'model', draft_version: 1 });
  const listed = await ann.call('GET', '/api/models');
  expect(listed.body.models).toMatchObject([
    { model_id: first, is_primary: true },
    { model_id: made.model_id, name: 'Для услуг', is_primary: false, live_version: null, draft_version: 1 },
  ]);
  expect(await publish(made.model_id, 1)).toBe(200);
  const [old, fresh] = await standings();
  expect(fresh).toEqual({ ...old, model_id: made.model_id });
  expect(old).toMatchObject({ touch_count: 2, lead: true });
  expect(old?.fit).toBeGreaterThan(0);
});

test('who is touched between the publication and its turn has one complete row', async () => {
  const { model_id } = await make({ name: 'Champion 2', from: { preset: 'b2b_basic' } });
  await ann.call('POST', `/api/models/${model_id}/versions/1/publish`);
  await touch('/pricing');
  await arrive({ email: 'noah@example.com' }, { fields: { email: 'noah@example.com' } });
  await rescoreAll(db.app, workspaceId, model_id, [], Date.now);
  const rows = await standings();
  const of = (id: number) =>
    rows.filter((row) => row.model_id === id).map(({ total, touch_count, lead }) => ({ total, touch_count, lead }));
  expect(of(model_id)).toEqual(of(await main()));
  expect(of(model_id)).toHaveLength(2);
});

test('another model becomes primary once it has scored everybody, and keeps its name apart from its key', async () => {
  const first = await main();
  const { model_id, key } = await make({ name: 'Challenger', from: { model_id: first, version: 1 } });
  expect(key).toBe('challenger');
  expect((await make({ name: 'Challenger', from: { preset: 'saas_trial', language: 'ro' } })).key).toBe('challenger_2');
  expect(await ann.call('PATCH', `/api/models/${model_id}`, { is_primary: true })).toMatchObject({ status: 409 });
  await publish(model_id, 1);
  const changed = await ann.call('PATCH', `/api/models/${model_id}`, { is_primary: true, name: 'Champion' });
  expect(changed.body).toEqual({ model_id, name: 'Champion', is_primary: true, archived_at: null });
  expect(await main()).toBe(model_id);
  const audit = await sql<{
    action: string;
  }>`select action from audit_entry where subject_kind = 'model' and subject_id = ${String(model_id)} order by audit_entry_id`.execute(
    db.owner,
  );
  expect(audit.rows.map((row) => row.action)).toEqual(['model.made', 'model.published', 'model.made_primary']);
  await ann.call('PATCH', `/api/models/${first}`, { is_primary: true });
});

test('an archived model scores nobody, keeps its versions, and comes back; the primary one cannot go', async () => {
  const first = await main();
  const { model_id } = await make({ name: 'Short-lived', from: { model_id: first } });
  await publish(model_id, 1);
  expect(await ann.call('POST', `/api/models/${first}/archive`)).toMatchObject({ status: 409 });
  expect((await ann.call('POST', `/api/models/${model_id}/archive`)).body.archived_at).not.toBeNull();
  await dropModelStandings(db.app, workspaceId, model_id);
  await touch('/docs');
  const isThere = async () => (await standings()).some((row) => row.model_id === model_id);
  expect(await isThere()).toBe(false);
  expect((await ann.call('GET', '/api/models/archived')).body.models).toMatchObject([
    { model_id, name: 'Short-lived' },
  ]);
  expect((await ann.call('GET', `/api/models/${model_id}/versions`)).body.versions).toHaveLength(1);
  expect(await ann.call('PATCH', `/api/models/${model_id}`, { is_primary: true })).toMatchObject({ status: 409 });
  const { document } = (await ann.call('GET', `/api/models/${model_id}/versions/1`)).body;
  const put = () => ann.call('PUT', `/api/models/${model_id}/draft`, { document });
  const archived = {
    status: 410,
    body: { code: 'gone', reason: 'model_archived', detail: expect.stringContaining('is archived') },
  };
  expect(await put()).toMatchObject(archived);
  expect(await ann.call('POST', `/api/models/${model_id}/versions/1/publish`)).toMatchObject(archived);
  await ann.call('POST', `/api/models/${model_id}/restore`);
  expect(await put()).toMatchObject({ status: 200 });
  await rescoreAll(db.app, workspaceId, model_id, [], Date.now);
  expect(await isThere()).toBe(true);
});

test('only who may change models makes them, and from what there is', async () => {
  const viewer = await joinAs(ann, openBrowser(), { email: 'vi@example.com', role: 'viewer' });
  const body = { name: 'Mine', from: { preset: 'b2b_basic' } };
  expect(await viewer.call('POST', '/api/models', body)).toMatchObject({ status: 403 });
  expect(await ann.call('POST', '/api/models', { name: 'Mine', from: { model_id: 999_999 } })).toMatchObject({
    status: 404,
  });
  expect(await ann.call('POST', '/api/models', { name: 'Mine', from: { preset: 'nonsense' } })).toMatchObject({
    status: 400,
  });
  expect(await ann.call('PATCH', '/api/models/999999', { name: 'Nobody' })).toMatchObject({ status: 404 });
});
