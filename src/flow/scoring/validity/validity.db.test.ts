import { expect, test } from 'vitest';
import { joinAs } from '../../../../test/harness/access-server.ts';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';
import type { Condition } from '../../../conditions/format.ts';

const db = await withDatabase();
const { administrator, openBrowser, arrive } = await withWorkServer(db);

const ageBetween = (low: number, high: number): Condition => ({
  combinator: 'and',
  rules: [{ field: 'person.employees', operator: 'between', value: [low, high] }],
});
const companyKnown: Condition = {
  combinator: 'or',
  rules: [
    { field: 'company.name', operator: 'notNull' },
    { field: 'person.company_name', operator: 'notNull' },
  ],
};
const validIs = (value: boolean): Condition => ({
  combinator: 'and',
  rules: [{ field: 'profile.valid', operator: '=', value }],
});
const list = async () => (await administrator.call('GET', '/api/validity-rules')).body;
const rows = async (query: object) =>
  (await administrator.call('POST', '/api/leads/query', { sort: { by: 'full_name', direction: 'asc' }, ...query })).body
    .rows as { full_name: string; columns: Record<string, unknown> }[];
const names = async (filter: Condition) => (await rows({ filter })).map((row) => row.full_name);
const cardOf = async (id: number) => (await administrator.call('GET', `/api/people/${id}`)).body.card;
const people: Record<string, number> = {};

test('everybody is valid where there is no rule, and no door refuses whom a rule would fail', async () => {
  for (const [name, fields] of [
    ['Ada', { employees: 30, company_name: 'Fir' }],
    ['Bea', { employees: 5, company_name: 'Fir' }],
    ['Cy', { company_name: 'Fir' }],
    ['Di', { employees: 5 }],
  ] as const) {
    const arrived = await arrive(
      { email: `${name.toLowerCase()}@gmail.com` },
      { type: 'form', fields: { full_name: name, ...fields } },
    );
    people[name] = arrived.person_id;
  }
  expect(await names(validIs(true))).toEqual(['Ada', 'Bea', 'Cy', 'Di']);
  expect((await cardOf(people.Bea as number)).validity).toEqual({ rules: 0, failing: [] });
  expect(await list()).toEqual({ rules: [], leads: 4, leads_not_valid: 0 });
});

test('who does not fulfil a rule is kept, is not valid, and it is said why; what is not known yet is told apart', async () => {
  const size = { name: 'Size', when: ageBetween(10, 50), reason: 'We serve firms of 10 to 50 people' };
  const made = await administrator.call('POST', '/api/validity-rules', size);
  expect(made.status).toBe(201);
  await administrator.call('POST', '/api/validity-rules', { name: 'Firm', when: companyKnown, reason: 'No company' });
  expect(await list()).toMatchObject({
    rules: [
      { name: 'Size', people: 3, leads: 3, leads_unknown: 1 },
      { name: 'Firm', people: 1, leads: 1, leads_unknown: 1 },
    ],
    leads: 4,
    leads_not_valid: 3,
  });
  expect(await names(validIs(true))).toEqual(['Ada']);
  expect(await names(validIs(false))).toEqual(['Bea', 'Cy', 'Di']);
  const late = await arrive({ email: 'ed@gmail.com' }, { type: 'row', fields: { full_name: 'Ed', employees: 1 } });
  expect(await names(validIs(false))).toContain('Ed');
  expect((await cardOf(late.person_id)).kind).toBe('lead');
  expect((await cardOf(people.Bea as number)).validity).toEqual({
    rules: 2,
    failing: [
      {
        validity_rule_id: made.body.validity_rule_id,
        name: 'Size',
        reason: size.reason,
        unknown: false,
        shortfalls: [{ field: 'person.employees', value: 5, expected: size.when }],
      },
    ],
  });
  expect((await cardOf(people.Cy as number)).validity.failing).toMatchObject([
    { name: 'Size', unknown: true, shortfalls: [{ field: 'person.employees', value: null }] },
  ]);
});

test('a list shows who is valid and why not, is sorted and filtered by it, page after page', async () => {
  const columns = ['profile.valid', 'validity.reasons'];
  const sort = { by: 'profile.valid', direction: 'asc' };
  const first = (await administrator.call('POST', '/api/leads/query', { columns, sort, limit: 3 })).body;
  const { rows: rest } = (
    await administrator.call('POST', '/api/leads/query', { columns, sort, limit: 3, after: first.next })
  ).body;
  const shown = [...first.rows, ...rest].map((row: { full_name: string; columns: object }) => [
    row.full_name,
    row.columns,
  ]);
  expect(shown.at(-1)).toEqual(['Ada', { 'profile.valid': true, 'validity.reasons': [] }]);
  expect(Object.fromEntries(shown)).toMatchObject({
    Di: { 'profile.valid': false, 'validity.reasons': ['We serve firms of 10 to 50 people', 'No company'] },
  });
  const because: Condition = {
    combinator: 'and',
    rules: [{ field: 'validity.reasons', operator: 'includesAny', value: ['no company'] }],
  };
  expect(await names(because)).toEqual(['Di', 'Ed']);
});

test('rules are changed, ordered, archived and brought back; it is in the audit log, and a profile cannot take their place', async () => {
  const [size, firm] = (await list()).rules;
  const put = await administrator.call('PUT', '/api/validity-rules/order', {
    validity_rule_ids: [firm.validity_rule_id],
  });
  expect(put.status).toBe(204);
  expect((await cardOf(people.Di as number)).validity.failing.map((each: { name: string }) => each.name)).toEqual([
    'Firm',
    'Size',
  ]);
  // Nothing changes, nothing is written; a rule that is not there cannot be put anywhere.
  const order = (...ids: number[]) =>
    administrator.call('PUT', '/api/validity-rules/order', { validity_rule_ids: ids });
  expect((await order(firm.validity_rule_id, size.validity_rule_id)).status).toBe(204);
  expect(await order(size.validity_rule_id, 999_999)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  expect((await list()).rules.map((rule: { name: string }) => rule.name)).toEqual(['Firm', 'Size']);
  const path = `/api/validity-rules/${size.validity_rule_id}`;
  await administrator.call('PATCH', path, { archived: true });
  expect((await list()).rules).toMatchObject([
    { name: 'Firm', people: 2, leads: 2 },
    { name: 'Size', people: null, leads: null, leads_unknown: null },
  ]);
  expect(await names(validIs(false))).toEqual(['Di', 'Ed']);
  await administrator.call('PATCH', path, { archived: false, when: ageBetween(1, 5) });
  expect(await names(validIs(true))).toEqual(['Bea']);
  const { entries } = (await administrator.call('GET', '/api/audit?subject_kind=validity_rule')).body;
  expect(entries.map((entry: { action: string }) => entry.action)).toEqual([
    'validity_rule.changed',
    'validity_rule.changed',
    'validity_rule.ordered',
    'validity_rule.made',
    'validity_rule.made',
  ]);
  expect(entries[2]).toMatchObject({
    before: { validity_rule_ids: [size.validity_rule_id, firm.validity_rule_id] },
    after: { validity_rule_ids: [firm.validity_rule_id, size.validity_rule_id] },
  });
  const wrong = await administrator.call('POST', '/api/validity-rules', { ...size, when: validIs(true) });
  expect(wrong).toMatchObject({
    status: 422,
    body: { code: 'condition_invalid', errors: [{ path: ['body', 'when', 'rules', 0, 'field'] }] },
  });
  const taken = { kind: 'other', name: 'Valid', when: companyKnown };
  expect((await administrator.call('POST', '/api/profiles', { ...taken, key: 'valid' })).status).toBe(409);
  expect((await administrator.call('POST', '/api/profiles', taken)).body.key).toBe('valid_2');
});

test('a model may give points for it, and keeps what valid meant when it was published', async () => {
  const [live] = (await administrator.call('GET', '/api/models')).body.models;
  const { document } = (await administrator.call('GET', `/api/models/${live.model_id}/versions/live`)).body;
  document.dimensions[0].groups.push({
    key: 'validity',
    name: 'Validity',
    terms: [{ key: 'valid', kind: 'field', points: 5, when: validIs(true) }],
  });
  const draft = await administrator.call('PUT', `/api/models/${live.model_id}/draft`, { document });
  expect(draft.body.document.profiles.valid.when).toEqual({
    combinator: 'and',
    rules: [companyKnown, ageBetween(1, 5)],
  });
});

test('salespeople see the rules and change none', async () => {
  const bob = await joinAs(administrator, openBrowser(), { email: 'bob@example.com', role: 'salesperson' });
  expect((await bob.call('GET', '/api/validity-rules')).status).toBe(200);
  expect((await bob.call('POST', '/api/validity-rules', { name: 'X', when: companyKnown, reason: 'X' })).status).toBe(
    403,
  );
  const { rules } = await list();
  expect((await bob.call('PATCH', `/api/validity-rules/${rules[0].validity_rule_id}`, { archived: true })).status).toBe(
    403,
  );
});

test('who sees only some leads is told how many of these fail, as the list behind the figure shows', async () => {
  const cleo = await joinAs(administrator, openBrowser(), { email: 'cleo@example.com', role: 'salesperson' });
  const { user_id } = (await cleo.call('GET', '/api/me')).body.user;
  await administrator.call('PUT', `/api/people/${people.Bea}/owner`, { owner_id: user_id });
  await administrator.call('PUT', `/api/people/${people.Di}/owner`, { owner_id: user_id });
  const read = async () => (await cleo.call('GET', '/api/validity-rules')).body;
  expect(await read()).toEqual(await list());
  for (const [sees, leads] of [
    ['own', 2],
    ['team', 5],
  ] as const) {
    await administrator.call('PATCH', '/api/workspace', { salespeople_see: sees });
    const { rules, ...sum } = await read();
    const shown = async (filter: Condition) =>
      (await cleo.call('POST', '/api/leads/query', { kind: 'lead', filter })).body.rows.length;
    expect(sum).toEqual({ leads, leads_not_valid: await shown(validIs(false)) });
    for (const rule of rules)
      expect(rule.leads).toBe(await shown({ combinator: 'and', not: true, rules: [rule.when] }));
  }
  await administrator.call('PATCH', '/api/workspace', { salespeople_see: 'all' });
});

test('fifty rules may be in use, one more is refused by either door, and archived ones are as many as there are', async () => {
  const make = (name: string) =>
    administrator.call('POST', '/api/validity-rules', { name, when: companyKnown, reason: 'No company' });
  const archive = (id: number, archived: boolean) =>
    administrator.call('PATCH', `/api/validity-rules/${id}`, { archived });
  const { rules } = await list();
  for (let count = rules.length; count < 49; count++) await make(`Rule ${count}`);
  const last = await Promise.all([make('Fiftieth'), make('Fifty-first')]);
  expect(last.map(({ status }) => status).sort()).toEqual([201, 409]);
  const id = rules[0].validity_rule_id;
  expect((await archive(id, true)).status).toBe(200);
  expect((await make('In its place')).status).toBe(201);
  expect(await archive(id, false)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect((await archive(id, true)).status).toBe(200);
  expect((await list()).rules).toHaveLength(51);
});
