import { beforeAll, expect, test } from 'vitest';
import { joinAs, type TestBrowser } from '../../../../test/harness/access-server.ts';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';

const db = await withDatabase();
const { administrator, openBrowser, arrive } = await withWorkServer(db);
let bob: TestBrowser;

const definition = { kind: 'lead', columns: ['person.budget'], sort: { by: 'fit', direction: 'asc' } };
const views = async (browser: TestBrowser) =>
  (await browser.call('GET', '/api/views')).body.views as {
    saved_view_id: number;
    key: string | null;
    name: string;
    definition: object;
    editable: boolean;
  }[];

beforeAll(async () => {
  bob = await joinAs(administrator, openBrowser(), { email: 'bob@example.com', role: 'salesperson' });
  await arrive({ email: 'mia@acme.example' }, { fields: { full_name: 'Mia Lang', country: 'Moldova' } });
  await arrive(
    { email: 'tom@acme.example' },
    { fields: { full_name: 'Tom', country: 'Malta' }, company: { domain: 'acme.example', name: 'Acme' } },
  );
});

test('a workspace begins with views that everybody has, and each of them can be read', async () => {
  const shipped = await views(bob);
  expect(shipped.map((view) => view.key)).toEqual(['hot', 'mine', 'new', 'interests']);
  expect(shipped.every((view) => !view.editable)).toBe(true);
  for (const view of shipped) {
    const { body, status } = await bob.call('POST', '/api/leads/query', view.definition);
    expect(status).toBe(200);
    expect(body.rows).toHaveLength(view.key === 'new' ? 2 : 0);
  }
});

test('"mine" is whoever looks', async () => {
  const [mia] = (await bob.call('POST', '/api/leads/query', { search: 'mia' })).body.rows;
  const { user_id } = (await bob.call('GET', '/api/me')).body.user;
  await administrator.call('PUT', `/api/people/${mia.person_id}/owner`, { owner_id: user_id });
  const mine = (await views(bob)).find((view) => view.key === 'mine')?.definition as object;
  expect((await bob.call('POST', '/api/leads/query', mine)).body.rows).toMatchObject([{ full_name: 'Mia Lang' }]);
  expect((await administrator.call('POST', '/api/leads/query', mine)).body.rows).toEqual([]);
});

test("one's own view is seen by nobody else, and one for everybody takes a permission", async () => {
  const own = await bob.call('POST', '/api/views', { name: 'By fit', definition });
  expect(own).toMatchObject({ status: 201, body: { shared: false, editable: true, definition } });
  const path = `/api/views/${own.body.saved_view_id}`;
  expect((await views(administrator)).map((view) => view.name)).not.toContain('By fit');
  expect(await administrator.call('PATCH', path, { name: 'Taken' })).toMatchObject({ status: 404 });
  expect(await bob.call('PATCH', path, { shared: true })).toMatchObject({ status: 403 });
  expect(await bob.call('PATCH', path, { name: 'Fit first', position: 0 })).toMatchObject({
    body: { name: 'Fit first', position: 0 },
  });
  expect((await views(bob))[0]?.name).toBe('Fit first');
  expect((await bob.call('DELETE', path)).status).toBe(204);
  expect(await bob.call('DELETE', path)).toMatchObject({ status: 404 });
});

test('a view for everybody is changed by those who may, and the change is written down', async () => {
  const made = await administrator.call('POST', '/api/views', { name: 'All by fit', shared: true, definition });
  const path = `/api/views/${made.body.saved_view_id}`;
  expect(await bob.call('PATCH', path, { name: 'Mine now' })).toMatchObject({ status: 403 });
  const hot = (await views(administrator)).find((view) => view.key === 'hot');
  const renamed = await administrator.call('PATCH', `/api/views/${hot?.saved_view_id}`, { name: 'Burning' });
  expect(renamed.body).toMatchObject({ key: null, name: 'Burning' });
  const { entries } = (await administrator.call('GET', '/api/audit?subject_kind=saved_view')).body;
  expect(entries.map((entry: { action: string }) => entry.action)).toEqual(['view.changed', 'view.created']);
  expect(entries[0]).toMatchObject({ before: { name: 'Hot leads' }, after: { name: 'Burning' } });
});

test('fields say what may be done with them, and custom ones are among them', async () => {
  await administrator.call('POST', '/api/custom-fields', {
    scope: 'person',
    key: 'shirt',
    type: 'text',
    label: 'Shirt',
  });
  const { fields } = (await bob.call('GET', '/api/fields')).body;
  const named = (name: string) => fields.find((field: { name: string }) => field.name === name);
  expect(named('person.shirt')).toMatchObject({
    group: 'person',
    label: 'Shirt',
    custom: true,
    column: true,
    editable: true,
  });
  expect(named('score.band').options.map((option: { value: string }) => option.value)).toContain('hot');
  expect(named('lead.owner').options).toContainEqual({ value: '@me', label: 'Me' });
  expect(named('person.email_kind')).toMatchObject({ custom: false, editable: false });
  const signal = fields.find((field: { group: string }) => field.group === 'signal');
  expect(signal).toMatchObject({ type: 'count', column: false, operators: expect.arrayContaining(['>=']) });
});

test('values seen in the data are suggested, those that begin so first', async () => {
  const values = async (query: string) => (await bob.call('GET', `/api/fields/values?${query}`)).body.values;
  expect(await values('field=person.country')).toEqual(['Malta', 'Moldova']);
  expect(await values('field=person.country&q=mol')).toEqual(['Moldova']);
  expect(await values('field=person.country&q=a')).toEqual(['Malta', 'Moldova']);
  expect(await values('field=lead.stage')).toEqual(['new']);
  expect((await bob.call('GET', '/api/fields/values?field=person.nothing')).status).toBe(400);
});

test('search over everything finds people and their companies', async () => {
  const found = async (q: string) => (await bob.call('GET', `/api/search?q=${encodeURIComponent(q)}`)).body;
  expect(await found('mia')).toMatchObject({ people: [{ full_name: 'Mia Lang', kind: 'lead' }], companies: [] });
  expect(await found('acme')).toMatchObject({ people: [{}, {}], companies: [{ name: 'Acme', people: 2 }] });
});
