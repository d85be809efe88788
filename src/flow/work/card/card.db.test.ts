import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { joinAs, type TestBrowser } from '../../../../test/harness/access-server.ts';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';

const db = await withDatabase();
const { administrator, openBrowser, workspaceId, sources, arrive } = await withWorkServer(db);
const day = 86_400_000;
const now = Date.now();

type Answer = { key: string; value: unknown; origin: { touch_id: number; source: { name: string } | null } | null };
let mia = 0;
let miaTouches: number[] = [];
let bob: TestBrowser;
let bobId = '';

const card = async (id: number, browser = administrator) => (await browser.call('GET', `/api/people/${id}`)).body.card;
const fieldOf = (of: { fields: Answer[] }, key: string) => of.fields.find((field) => field.key === key);

beforeAll(async () => {
  const email = 'mia.lang@alder.example';
  const named = await arrive(
    { email },
    { occurred_at: now - 20 * day, fields: { first_name: 'Mia', last_name: 'Lang', title: 'Buyer', city: 'Iasi' } },
  );
  const later = await arrive(
    { email, user_id: 'u-1' },
    {
      occurred_at: now - 5 * day,
      source_id: sources.get('manual')?.source_id as number,
      channel: 'manual',
      fields: { title: 'Head of purchasing' },
      raw: '{"title": "Head of purchasing",  "n": 1.0}',
    },
  );
  await arrive(
    { email: 'tom@alder.example' },
    {
      occurred_at: now - 3 * day,
      fields: { full_name: 'Tom Reed', title: 'Chief executive officer' },
      company: { domain: 'alder.example', name: 'Alder', employees: 40 },
    },
  );
  mia = named.person_id;
  miaTouches = [named.touch_id, later.touch_id];
  bob = await joinAs(administrator, openBrowser(), { email: 'bob@example.com', role: 'salesperson' });
  bobId = (await bob.call('GET', '/api/me')).body.user.user_id;
});

test('every value says which touch it comes from, a joined name the part that came last', async () => {
  const shown = await card(mia);
  expect(shown.kind).toBe('lead');
  expect(fieldOf(shown, 'title')).toMatchObject({
    name: 'person.title',
    value: 'Head of purchasing',
    editable: true,
    origin: { touch_id: miaTouches[1], channel: 'manual', source: { name: sources.get('manual')?.name } },
  });
  expect(fieldOf(shown, 'full_name')).toMatchObject({ value: 'Mia Lang', origin: { touch_id: miaTouches[0] } });
  expect(fieldOf(shown, 'email_kind')).toMatchObject({ value: 'business', editable: false });
  expect(fieldOf(shown, 'phone')).toMatchObject({ value: null, origin: null });
  expect(fieldOf(shown, 'phone_kind')).toBeUndefined();
});

test('the company shows what its other people said of it, and those people, best first', async () => {
  const { company } = await card(mia);
  expect(company).toMatchObject({ name: 'Alder', people_count: 1, people: [{ full_name: 'Tom Reed', kind: 'lead' }] });
  expect(fieldOf(company, 'employees')).toMatchObject({ name: 'company.employees', value: 40, editable: false });
  expect(fieldOf(company, 'employees')?.origin?.touch_id).toBeGreaterThan(0);
});

test('identifiers, leads and the standing are there', async () => {
  const shown = await card(mia);
  expect(shown.identifiers.map(({ kind, value }: { kind: string; value: string }) => [kind, value])).toEqual([
    ['email', 'mia.lang@alder.example'],
    ['user_id', 'u-1'],
  ]);
  expect(shown.leads).toEqual([
    expect.objectContaining({ pipeline: 'main', stage: 'new', owner: null, closed_at: null, close_reason: null }),
  ]);
  const { body: receipt } = await administrator.call('GET', `/api/people/${mia}/receipt`);
  expect(shown.standing).toMatchObject({ total: receipt.score.points, band: receipt.score.band, touch_count: 2 });
  expect(receipt.model.bands.map((band: { key: string }) => band.key)).toContain(receipt.score.band);
});

test('a touch is shown with the very text that came, and only under its person', async () => {
  const { body } = await administrator.call('GET', `/api/people/${mia}/touches/${miaTouches[1]}`);
  expect(body).toMatchObject({
    raw: '{"title": "Head of purchasing",  "n": 1.0}',
    origin_person_id: mia,
    occurred_at: new Date(now - 5 * day).toISOString(),
  });
  expect((await administrator.call('GET', `/api/people/${mia}/touches/1`)).status).toBe(404);
});

test('a receipt of the past is what the score was; the course begins with the first touch and ends where it stands', async () => {
  const at = new Date(now - 10 * day).toISOString();
  const { body: then } = await administrator.call('GET', `/api/people/${mia}/receipt?at=${at}`);
  const { body: course } = await administrator.call('GET', `/api/people/${mia}/course?points=31&to=${at}`);
  expect(then.score.at).toBe(at);
  expect(course.points[0].at).toBe(new Date(now - 20 * day).toISOString());
  expect(course.points.at(-1)).toMatchObject({ at, points: then.score.points, band: then.score.band });
  const before = new Date(now - 30 * day).toISOString();
  expect((await administrator.call('GET', `/api/people/${mia}/course?to=${before}`)).body).toEqual({
    points: [],
    marks: [],
  });
});

test('sparks end with the total shown and know nothing of the time before', async () => {
  const { body } = await administrator.call('POST', '/api/leads/sparks', { person_ids: [mia, 999_999] });
  expect(body.sparks).toHaveLength(1);
  const [{ totals }] = body.sparks;
  expect(totals).toHaveLength(10);
  expect(totals.slice(0, 3)).toEqual([null, null, null]);
  expect(totals.at(-1)).toBe((await card(mia)).standing.total);
});

test('an edit is a touch that wins, is explained and scored', async () => {
  const edit = (fields: object) => administrator.call('PATCH', `/api/people/${mia}/fields`, { fields });
  expect((await edit({ title: 'Chief purchasing officer', city: null })).body).toEqual({ changed: true });
  const shown = await card(mia);
  expect(fieldOf(shown, 'title')).toMatchObject({
    value: 'Chief purchasing officer',
    origin: { channel: 'manual' },
  });
  expect(fieldOf(shown, 'city')).toMatchObject({ value: null });
  const { body: timeline } = await administrator.call('GET', `/api/people/${mia}/timeline?types=edit`);
  expect(timeline.entries).toEqual([
    expect.objectContaining({ type: 'edit', fields: { title: 'Chief purchasing officer', city: null } }),
  ]);
  const { body: receipt } = await administrator.call('GET', `/api/people/${mia}/receipt`);
  expect(receipt.score.points).toBe(shown.standing.total);
  expect(JSON.stringify(receipt.score)).toContain('Chief purchasing officer');
  expect((await edit({ title: ' Chief purchasing officer' })).body).toEqual({ changed: false });
  expect((await edit({ title: 'A' })).body).toEqual({ changed: true });
  expect((await edit({ title: 'B' })).body).toEqual({ changed: true });
  expect(fieldOf(await card(mia), 'title')?.value).toBe('B');
});

test('an address typed in recognises the person; without it nothing is left of its kind', async () => {
  const { person_id } = await arrive({ anonymous_id: 'a-77' }, { type: 'page', properties: { path: '/' } });
  const edit = (fields: object) => administrator.call('PATCH', `/api/people/${person_id}/fields`, { fields });
  await edit({ email: 'Nora@Birch.example', full_name: 'Nora Birch' });
  const shown = await card(person_id);
  expect(shown.identifiers).toContainEqual(expect.objectContaining({ kind: 'email', value: 'nora@birch.example' }));
  expect(fieldOf(shown, 'email_domain')?.value).toBe('birch.example');
  expect(shown.kind).toBe('lead');
  await edit({ email: null });
  expect(fieldOf(await card(person_id), 'email_kind')).toBeUndefined();
});

test('a phone number typed in recognises the person, from the very first call', async () => {
  const { person_id } = await arrive({ email: 'una@cedar.example' }, { fields: { full_name: 'Una Cedar' } });
  const typed = await bob.call('PATCH', `/api/people/${person_id}/fields`, { fields: { phone: '+40 721 555 017' } });
  expect(typed.status).toBe(200);
  expect((await arrive({ phone: '+40721555017' })).person_id).toBe(person_id);
});

test('an address that somebody else has merges nobody before it is said that they are the same', async () => {
  const { person_id: guest } = await arrive({ user_id: 'u-guest' });
  const { person_id: known } = await arrive({ email: 'Ada@Fir.example' }, { fields: { full_name: 'Ada Fir' } });
  const edit = (more: object, by = administrator) =>
    by.call('PATCH', `/api/people/${guest}/fields`, { fields: { email: 'ada@fir.example', city: 'Rome' }, ...more });
  const asked = await edit({});
  expect([asked.status, asked.body.code, asked.body.reason]).toEqual([409, 'conflict', 'belongs_to_another']);
  expect(asked.body.other).toEqual({ person_id: known, full_name: 'Ada Fir' });
  expect(fieldOf(await card(guest), 'city')?.value).toBeNull();
  expect(fieldOf(await card(known), 'city')?.value).toBeNull();

  await administrator.call('PATCH', '/api/workspace', { salespeople_see: 'team' });
  await administrator.call('PUT', `/api/people/${known}/owner`, {
    owner_id: (await administrator.call('GET', '/api/me')).body.user.user_id,
  });
  const hidden = await edit({}, bob);
  expect([hidden.status, hidden.body.other, hidden.body.detail]).toEqual([
    409,
    null,
    expect.not.stringContaining('Ada'),
  ]);
  expect((await edit({ merge: true }, bob)).status).toBe(403);
  await administrator.call('PATCH', '/api/workspace', { salespeople_see: 'all' });

  expect((await edit({ merge: true })).body).toEqual({ changed: true });
  const both = await Promise.all([guest, known].map((id) => administrator.call('GET', `/api/people/${id}`)));
  expect(both.map(({ body }) => body.state).toSorted()).toEqual(['merged', 'present']);
  const { card: one } = both.find(({ body }) => body.state === 'present')?.body ?? {};
  expect([fieldOf(one, 'city')?.value, fieldOf(one, 'full_name')?.value]).toEqual(['Rome', 'Ada Fir']);
});

test('what cannot be understood changes nothing', async () => {
  const answer = await administrator.call('PATCH', `/api/people/${mia}/fields`, {
    fields: { city: 'Oslo', employees: 'many', email_domain: 'x.example' },
  });
  expect(answer.status).toBe(400);
  expect(answer.body.errors.map(({ path }: { path: string[] }) => path)).toEqual([
    ['body', 'fields', 'employees'],
    ['body', 'fields', 'email_domain'],
  ]);
  expect(fieldOf(await card(mia), 'city')?.value).toBeNull();
  expect((await administrator.call('PATCH', `/api/people/${mia}/fields`, { fields: {} })).status).toBe(400);
});

test('a lead is given to a member, once, and the timeline and the audit log say by whom', async () => {
  const give = (owner_id: string | null) => administrator.call('PUT', `/api/people/${mia}/owner`, { owner_id });
  expect((await give('stranger')).body.errors[0].path).toEqual(['body', 'owner_id']);
  expect((await give(bobId)).body).toEqual({ changed: true });
  expect((await give(bobId)).body).toEqual({ changed: false });
  expect((await card(mia)).leads[0].owner).toEqual({ id: bobId, name: 'bob' });
  const { body: timeline } = await administrator.call('GET', `/api/people/${mia}/timeline?kinds=owner`);
  expect(timeline.entries).toEqual([
    expect.objectContaining({
      from: null,
      to: { id: bobId, name: 'bob' },
      by: expect.objectContaining({ name: 'Ann' }),
    }),
  ]);
  const { body: audit } = await administrator.call('GET', `/api/audit?subject_kind=person&subject_id=${mia}`);
  expect(audit.entries).toHaveLength(1);
  const { person_id } = await arrive({ anonymous_id: 'a-88' });
  expect((await administrator.call('PUT', `/api/people/${person_id}/owner`, { owner_id: bobId })).status).toBe(409);
});

test('who was merged leads on to who they became, and works under the old id', async () => {
  const guest = await arrive({ anonymous_id: 'a-99' }, { type: 'page', properties: { path: '/guest' } });
  const known = await arrive({ email: 'rob@cedar.example' }, { fields: { full_name: 'Rob Cedar' } });
  await arrive({ email: 'rob@cedar.example', anonymous_id: 'a-99' });
  const [old, survivor] = [guest, known].map(({ person_id }) => person_id).toSorted((a, b) => b - a) as [
    number,
    number,
  ];
  const answers = await Promise.all([old, survivor].map((id) => administrator.call('GET', `/api/people/${id}`)));
  const merged = answers.find(({ body }) => body.state === 'merged');
  const present = answers.find(({ body }) => body.state === 'present');
  expect(merged?.body.merged_into).toBe(present?.body.card.person_id);
  const gone = merged === answers[0] ? old : survivor;
  const { body: timeline } = await administrator.call('GET', `/api/people/${gone}/timeline`);
  expect(timeline.entries.filter(({ kind }: { kind: string }) => kind === 'merge')).toEqual([
    expect.objectContaining({ merged_person_id: gone, undone_at: null }),
  ]);
  expect(timeline.entries.filter(({ kind }: { kind: string }) => kind === 'touch')).toHaveLength(3);
});

test('a salesperson who sees only what is theirs finds nobody else on any route', async () => {
  await administrator.call('PATCH', '/api/workspace', { salespeople_see: 'own' });
  const { body: tom } = await administrator.call('GET', `/api/people/${mia}`);
  const tomId = tom.card.company.people[0].person_id;
  expect((await card(mia, bob)).company).toMatchObject({ people: [], people_count: 0 });
  const routes: ['GET' | 'PATCH' | 'PUT' | 'POST', string, object?][] = [
    ['GET', ''],
    ['GET', '/timeline'],
    ['GET', '/receipt'],
    ['GET', '/course'],
    ['GET', `/touches/1`],
    ['PATCH', '/fields', { fields: { title: 'x' } }],
    ['PUT', '/owner', { owner_id: null }],
    ['POST', '/notes', { body: 'x' }],
  ];
  for (const [method, path, body] of routes) {
    const unseen = await bob.call(method, `/api/people/${tomId}${path}`, body);
    expect([path, unseen.status, unseen.body.code]).toEqual([path, 404, 'not_found']);
    expect(unseen.body.detail).toContain(`Person ${tomId}`);
  }
  expect((await bob.call('POST', '/api/leads/sparks', { person_ids: [mia, tomId] })).body.sparks).toHaveLength(1);
  await administrator.call('PATCH', '/api/workspace', { salespeople_see: 'all' });
  expect((await bob.call('GET', `/api/people/${tomId}`)).status).toBe(200);
});

test('a reader reads, and changes nothing', async () => {
  const viewer = await joinAs(administrator, openBrowser(), { email: 'vic@example.com', role: 'viewer' });
  expect((await viewer.call('GET', `/api/people/${mia}`)).status).toBe(200);
  expect((await viewer.call('PATCH', `/api/people/${mia}/fields`, { fields: { title: 'x' } })).status).toBe(403);
  expect((await viewer.call('PUT', `/api/people/${mia}/owner`, { owner_id: null })).status).toBe(403);
  const { rows } = await sql`select from lead where workspace_id = ${workspaceId} and owner_id = ${bobId}`.execute(
    db.owner,
  );
  expect(rows).toHaveLength(1);
});
