import { expect, test } from 'vitest';
import { joinAs } from '../../../../test/harness/access-server.ts';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';

const db = await withDatabase();
const { administrator, openBrowser, arrive } = await withWorkServer(db);

const title = (value: string) => ({
  combinator: 'and',
  rules: [{ field: 'person.title', operator: 'contains', value }],
});
const fits = (key: string) => ({
  combinator: 'and',
  rules: [{ field: `profile.${key}`, operator: '=', value: true }],
});
const list = async () => (await administrator.call('GET', '/api/profiles')).body;
const names = async (filter: unknown) => {
  const { body } = await administrator.call('POST', '/api/leads/query', { filter });
  return body.rows.map((row: { full_name: string }) => row.full_name).sort();
};

test('a profile is a condition with a name that lists and models refer to, and that says how many it holds for', async () => {
  for (const [name, job] of [
    ['Ada Chief', 'Chief buyer'],
    ['Bea Head', 'Head of sales'],
    ['Cy Clerk', 'Clerk'],
  ] as const)
    await arrive(
      { email: `${name.split(' ')[0]?.toLowerCase()}@fir.example` },
      { fields: { full_name: name, title: job } },
    );
  const wish = {
    kind: 'persona',
    name: 'Décideur',
    when: title('chief'),
    signs: [{ sign: 'Signs contracts', question: 'Who signs?' }],
  };
  const made = await administrator.call('POST', '/api/profiles', wish);
  expect(made).toMatchObject({ status: 201, body: { key: 'decideur' } });
  expect(await list()).toMatchObject({
    profiles: [{ key: 'decideur', people: 1, leads: 1, signs: wish.signs }],
    leads: 3,
    leads_without_persona: 2,
  });
  expect(await names(fits('decideur'))).toEqual(['Ada Chief']);

  const path = `/api/profiles/${made.body.profile_id}`;
  expect((await administrator.call('PATCH', path, { when: title('head') })).status).toBe(200);
  expect(await names(fits('decideur'))).toEqual(['Bea Head']);
  expect((await administrator.call('POST', '/api/profiles', { ...wish, key: 'decideur' })).status).toBe(409);
  expect((await administrator.call('POST', '/api/profiles', wish)).body.key).toBe('decideur_2');
  const wrong = await administrator.call('POST', '/api/profiles', { ...wish, when: fits('decideur') });
  expect(wrong).toMatchObject({
    status: 422,
    body: { code: 'condition_invalid', errors: [{ path: ['body', 'when', 'rules', 0, 'field'] }] },
  });
});

test('who sees only their own leads counts only those', async () => {
  await administrator.call('PATCH', '/api/workspace', { salespeople_see: 'own' });
  const seller = openBrowser();
  await joinAs(administrator, seller, { email: 'sally@fir.example', role: 'salesperson' });
  const { body } = await seller.call('GET', '/api/profiles');
  expect(body).toMatchObject({ leads: 0, leads_without_persona: 0 });
  expect(body.profiles[0]).toMatchObject({ people: 0, leads: 0 });
  await administrator.call('PATCH', '/api/workspace', { salespeople_see: 'all' });
  expect((await seller.call('GET', '/api/profiles')).body).toEqual(await list());
});

test('a model keeps the profile it was published with', async () => {
  const [live] = (await administrator.call('GET', '/api/models')).body.models;
  const { document } = (await administrator.call('GET', `/api/models/${live.model_id}/versions/live`)).body;
  document.dimensions[0].groups.push({
    key: 'profile',
    name: 'Profile',
    terms: [{ key: 'fits', kind: 'field', points: 5, when: fits('decideur') }],
  });
  const draft = await administrator.call('PUT', `/api/models/${live.model_id}/draft`, { document });
  expect(draft.body.document.profiles).toEqual({ decideur: { name: 'Décideur', when: title('head') } });
  const unknown = structuredClone(document);
  unknown.dimensions[0].groups.at(-1).terms[0].when = fits('nobody');
  expect((await administrator.call('PUT', `/api/models/${live.model_id}/draft`, { document: unknown })).status).toBe(
    422,
  );
});
