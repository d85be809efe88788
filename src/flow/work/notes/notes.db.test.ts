import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { joinAs, type TestBrowser } from '../../../../test/harness/access-server.ts';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';

const db = await withDatabase();
const { administrator, openBrowser, arrive } = await withWorkServer(db);
let bob: TestBrowser;
let cid: TestBrowser;
let person = 0;

beforeAll(async () => {
  bob = await joinAs(administrator, openBrowser(), { email: 'bob@example.com', role: 'salesperson' });
  cid = await joinAs(administrator, openBrowser(), { email: 'cid@example.com', role: 'salesperson' });
  person = (await arrive({ email: 'mia@alder.example' })).person_id;
});

const write = async (by: TestBrowser, body: string) =>
  (await by.call('POST', `/api/people/${person}/notes`, { body })).body.note_id as number;
const notes = async (by: TestBrowser, of = person) =>
  (await by.call('GET', `/api/people/${of}/timeline?kinds=note`)).body.entries;
const audit = async (id: number) =>
  (await administrator.call('GET', `/api/audit?subject_kind=note&subject_id=${id}`)).body.entries;

test('a note says who wrote it, and when it was changed', async () => {
  const id = await write(bob, '  Wants a demo\nin May ');
  expect((await notes(bob))[0]).toMatchObject({
    note_id: id,
    body: 'Wants a demo\nin May',
    author: { name: 'bob' },
    edited_at: null,
    editable: true,
  });
  await bob.call('PATCH', `/api/people/${person}/notes/${id}`, { body: 'Wants a demo in June' });
  expect((await notes(bob))[0]).toMatchObject({ body: 'Wants a demo in June', edited_at: expect.stringMatching(/Z$/) });
  expect((await audit(id))[0]).toMatchObject({
    action: 'note.changed',
    actor: { name: 'bob' },
    before: { body: 'Wants a demo\nin May' },
    after: { body: 'Wants a demo in June' },
  });
});

test('a removed note is gone until it is brought back as it was', async () => {
  const id = await write(bob, 'Keep me');
  const before = (await notes(bob))[0];
  const path = `/api/people/${person}/notes/${id}`;
  expect((await bob.call('DELETE', path)).status).toBe(200);
  expect((await bob.call('DELETE', path)).status).toBe(200);
  expect((await notes(bob)).some((note: { note_id: number }) => note.note_id === id)).toBe(false);
  expect((await bob.call('PATCH', path, { body: 'x' })).status).toBe(404);
  expect((await bob.call('POST', `${path}/restore`)).body).toEqual({ note_id: id });
  expect((await notes(bob))[0]).toEqual(before);
  expect((await audit(id)).map(({ action }: { action: string }) => action)).toEqual(['note.restored', 'note.removed']);
});

test('a note is its author’s: other salespeople only read it, who may remove people may change it', async () => {
  const id = await write(bob, 'Mine');
  const path = `/api/people/${person}/notes/${id}`;
  expect((await notes(cid))[0]).toMatchObject({ note_id: id, editable: false });
  for (const method of ['PATCH', 'DELETE'] as const)
    expect((await cid.call(method, path, method === 'PATCH' ? { body: 'x' } : undefined)).status).toBe(403);
  expect((await notes(administrator))[0]).toMatchObject({ note_id: id, editable: true });
  expect((await administrator.call('PATCH', path, { body: 'Corrected' })).status).toBe(200);
  expect((await bob.call('PATCH', `/api/people/${person}/notes/999999`, { body: 'x' })).status).toBe(404);
});

test('a key writes under its own name', async () => {
  const { body: key } = await administrator.call('POST', '/api/keys', {
    kind: 'secret',
    name: 'CRM bridge',
    role: 'marketing',
  });
  const answer = await openBrowser().call(
    'POST',
    `/api/people/${person}/notes`,
    { body: 'From afar' },
    { authorization: `Bearer ${key.token}` },
  );
  expect(answer.status).toBe(201);
  expect((await notes(bob))[0]).toMatchObject({ author: { name: 'CRM bridge' }, editable: false });
});

test('an empty note is refused', async () => {
  const answer = await bob.call('POST', `/api/people/${person}/notes`, { body: '  ' });
  expect([answer.status, answer.body.errors[0].path]).toEqual([400, ['body', 'body']]);
});

test('notes go with the person into whoever they became', async () => {
  const [first, second] = [await arrive({ user_id: 'u-1' }), await arrive({ email: 'zoe@birch.example' })];
  for (const { person_id } of [first, second])
    await bob.call('POST', `/api/people/${person_id}/notes`, { body: `About ${person_id}` });
  const { person_id: survivor } = await arrive({ user_id: 'u-1', email: 'zoe@birch.example' });
  const expected = [second, first].map(({ person_id }) => `About ${person_id}`);
  expect((await notes(bob, survivor)).map(({ body }: { body: string }) => body)).toEqual(expected);
  const absorbed = [first, second].map((each) => each.person_id).find((id) => id !== survivor) as number;
  const mine = (await notes(bob, absorbed)).find(({ body }: { body: string }) => body === `About ${absorbed}`);
  expect((await bob.call('DELETE', `/api/people/${absorbed}/notes/${mine.note_id}`)).status).toBe(200);
});

test('a note remembers about whom it was written, also after that person became another', async () => {
  const [first, second] = [await arrive({ user_id: 'u-2' }), await arrive({ email: 'ida@elm.example' })];
  for (const { person_id } of [first, second])
    await bob.call('POST', `/api/people/${person_id}/notes`, { body: `Of ${person_id}` });
  const { person_id: survivor } = await arrive({ user_id: 'u-2', email: 'ida@elm.example' });
  await bob.call('POST', `/api/people/${survivor}/notes`, { body: 'Of both' });
  const { rows } = await sql`
    select n.body, n.origin_person_id from note n where n.person_id = ${survivor} order by n.note_id`.execute(db.owner);
  expect(rows).toEqual([
    { body: `Of ${first.person_id}`, origin_person_id: first.person_id },
    { body: `Of ${second.person_id}`, origin_person_id: second.person_id },
    { body: 'Of both', origin_person_id: survivor },
  ]);
});
