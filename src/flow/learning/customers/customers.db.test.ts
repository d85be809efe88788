import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';

import { withDatabase } from '../../../../test/harness/database.ts';
import { withLabCompany } from '../../../../test/harness/lab-company.ts';
import { inWorkspace } from '../../../base/db.ts';
import type { Catalogue } from '../../../conditions/catalogue.ts';
import { evaluateCondition } from '../../../conditions/evaluate.ts';
import { fold } from '../../../conditions/fold.ts';
import type { Condition } from '../../../conditions/format.ts';
import { type Arrival, receive } from '../../capture/index.ts';
import { loadContext } from '../../identity/index.ts';
import { termCatalogue } from '../../scoring/index.ts';
import type { Known } from './buyers.ts';
import type { CustomersAnswer, Trait } from './contract.ts';
import { matchOthers } from './matched.ts';
import { medianOf } from './statistics.ts';

const db = await withDatabase();
const DAY = 86_400_000;
const until = Date.UTC(2026, 0, 12, 12);
const { call, browser, openBrowser, workspaceId } = await withLabCompany(db, 1_200, until);

/** What brute force knows of somebody: what they were when they won, or are now, and when they gave which signal. */
type Person = Known & { read: (field: string) => unknown; hits: Map<number, number[]> };
let people: Person[] = [];
let catalogue: Catalogue;
let answer: CustomersAnswer;

type Saying = { fields: Record<string, unknown>; at: number; key: string };

/** The latest of what was said by an instant, field by field. */
function foldBy(sayings: readonly Saying[], by: number): Record<string, unknown> {
  const said = sayings.filter((each) => each.at <= by).sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  return Object.assign({}, ...said.map((each) => each.fields));
}

beforeAll(async () => {
  await learnMoreOfSome();
  answer = (await call('GET', '/api/learning/customers')).body;
  const rows = <Row>(query: ReturnType<typeof sql<Row>>) => query.execute(db.owner).then((result) => result.rows);
  const touches = await rows(sql<{
    person_id: number;
    event: string | null;
    at: number;
    key: string;
    fields: Record<string, unknown> | null;
  }>`
    select person_id, event, (extract(epoch from occurred_at) * 1000)::float8 as at, key, fields
    from touch where workspace_id = ${workspaceId}`);
  const sayings = await rows(sql<Saying & { company_id: number }>`
    select company_id, fields, (extract(epoch from occurred_at) * 1000)::float8 as at, key
    from company_saying where workspace_id = ${workspaceId}`);
  const hits = await rows(sql<{ person_id: number; signal_id: number; at: number }>`
    select person_id, signal_id, (extract(epoch from occurred_at) * 1000)::float8 as at
    from signal_hit where workspace_id = ${workspaceId}`);
  const known = await rows(sql<{ person_id: number; source: string }>`
    select p.person_id, s.key as source from person p
    join source s on s.workspace_id = p.workspace_id and s.source_id = p.first_source_id
    where p.workspace_id = ${workspaceId} and p.merged_into is null order by p.person_id`);
  const [byPerson, byCompany, hitsOf] = [
    Map.groupBy(touches, (row) => row.person_id),
    Map.groupBy(sayings, (row) => row.company_id),
    Map.groupBy(hits, (row) => row.person_id),
  ];
  people = known.map(({ person_id, source }): Person => {
    const own = byPerson.get(person_id) ?? [];
    const wins = own.filter((each) => each.event === 'Order Won').map((each) => each.at);
    const won_at = wins.length > 0 ? Math.min(...wins) : undefined;
    const by = won_at ?? Number.POSITIVE_INFINITY;
    const fields = foldBy(
      own.flatMap(({ fields: said, at, key }) => (said ? [{ fields: said, at, key }] : [])),
      by,
    );
    const company = foldBy(byCompany.get(Number(fields.company_id ?? -1)) ?? [], by);
    return {
      person_id,
      first_at: Math.min(...own.map((each) => each.at)),
      won_at,
      read: (field) => {
        if (field === 'person.first_source') return source;
        const [scope, key] = field.split('.') as [string, string];
        return (scope === 'company' ? company : fields)[key];
      },
      hits: new Map(
        [...Map.groupBy(hitsOf.get(person_id) ?? [], (hit) => hit.signal_id)].map(([id, some]) => [
          id,
          some.map((hit) => hit.at),
        ]),
      ),
    };
  });
  catalogue = await inWorkspace(db.app, workspaceId, async (tx) => termCatalogue(await loadContext(tx, workspaceId)));
}, 240_000);

/**
 * Some customers say something else after they bought, of themselves and of their company; some go to another company, that with a past of
 * its own or only then heard of; some are led to a company only then. Many people say, from the beginning, what they work with (a list) and
 * that they want to be contacted (a box).
 */
async function learnMoreOfSome() {
  const made = await call('POST', '/api/custom-fields', {
    scope: 'person',
    key: 'tools',
    type: 'list',
    label: 'Tools',
  });
  expect(made.status).toBe(201);
  const { rows } = await sql<{ email: string; source_id: number; won: boolean; first_at: number; domain: string }>`
    select i.value as email, p.first_source_id as source_id, t.won, t.first_at, p.company ->> 'domain' as domain from identifier i
    join person p on p.workspace_id = i.workspace_id and p.person_id = i.person_id
    join lateral (
      select bool_or(t.event is not distinct from 'Order Won') as won,
        (extract(epoch from min(t.occurred_at)) * 1000)::float8 as first_at
      from touch t where t.workspace_id = i.workspace_id and t.person_id = i.person_id
    ) as t on true
    where i.workspace_id = ${workspaceId} and i.kind = 'email' and p.company_id is not null
    order by i.value`.execute(db.owner);
  const say = (
    { email, source_id }: Pick<(typeof rows)[number], 'email' | 'source_id'>,
    at: number,
    said: Pick<Arrival, 'fields' | 'company'> & Partial<Arrival>,
  ): Arrival => ({
    idempotency_key: `${email}-${at}`,
    source_id,
    channel: 'tracking',
    type: 'identify',
    event: null,
    occurred_at: at,
    received_at: at,
    claims: { email },
    properties: {},
    raw: '{}',
    ...said,
  });
  const later = {
    fields: { department: 'Learnt later', industry: 'Learnt later', employees: 7 },
    company: { country: 'ZZ' },
  };
  const won = rows.filter((row) => row.won);
  const [bought, went, changed] = [won.slice(0, 8), won.slice(8, 14), won.slice(14, 20)];
  expect(changed).toHaveLength(6);
  const alone = changed.map(({ source_id }, place) => ({ email: `alone-${place}@gmail.com`, source_id }));
  const order = { type: 'track', event: 'Order Won', properties: { value: 500 }, fields: null, company: null } as const;
  // One that has been spoken of for long, by somebody else, and one that nobody had heard of.
  const known = { domain: rows.find((row) => !row.won)?.domain as string };
  const heardOf = { domain: 'heard-of-later.example', country: 'ZZ', industry: 'Learnt later', employees: 7 };
  const early = (place: number) => {
    const tools = place % 3 === 0 ? ['Excel', 'Árbol'] : ['excel', place % 2 === 0 ? 'Maps' : 'maps'];
    return { fields: { wants_contact: place % 5 === 0, tools }, company: null };
  };
  await receive(db.app, workspaceId, [
    ...bought.map((row) => say(row, until + DAY / 2, later)),
    ...went.map((row) => say(row, until + DAY / 2, { fields: null, company: known })),
    ...alone.map((row) => say(row, until, order)),
    ...[...changed, ...alone].map((row) => say(row, until + DAY / 2, { fields: null, company: heardOf })),
    ...rows.flatMap((row, place) => (row.won || place % 4 === 0 ? [say(row, row.first_at, early(place))] : [])),
  ]);
}

const customers = () => people.filter((each) => each.won_at !== undefined);
const others = () => people.filter((each) => each.won_at === undefined);
const fits = (when: Condition, { read }: Person) => evaluateCondition(when, catalogue, read, Date.now(), 'UTC');
const isKnown = (field: string): Condition => ({ combinator: 'and', rules: [{ field, operator: 'notNull' }] });

/** The same trait, counted person by person. */
function countOne({ when, field, kind }: Trait) {
  const side = (some: Person[]) => ({
    count: some.filter((each) => fits(when, each)).length,
    of: kind === 'ticked' ? some.length : some.filter((each) => fits(isKnown(field), each)).length,
  });
  return { customers: side(customers()), others: side(others()) };
}

test('every trait holds for as many customers, when they bought, and for as many others as counting one by one finds', () => {
  expect(answer).toMatchObject({ customers: customers().length, others: others().length, enough: true });
  expect(answer.customers).toBeGreaterThan(25);
  expect(new Set(answer.traits.map((each) => each.kind))).toEqual(new Set(['value', 'word', 'range', 'ticked']));
  expect(answer.traits.length).toBeGreaterThan(40);
  const tools = answer.traits.filter(({ field }) => field === 'person.tools').map(({ when }) => when.rules[0]);
  const includes = (tool: string) => ({ field: 'person.tools', operator: 'includesAny', value: [tool] });
  expect(new Set(tools)).toEqual(new Set([includes('Maps'), includes('Árbol')]));
  for (const trait of answer.traits) {
    const counted = countOne(trait);
    expect(trait, JSON.stringify(trait.when)).toMatchObject(counted);
    const shares = [counted.customers.count / counted.customers.of, counted.others.count / counted.others.of];
    expect([trait.customers.value, trait.others.value]).toEqual(shares);
    if (trait.lift) expect(trait.lift.value).toBeCloseTo((shares[0] as number) / (shares[1] as number), 12);
    else expect(counted.others.count).toBe(0);
  }
  const learntLater = answer.traits.filter(({ when }) => /learnt later|"ZZ"/i.test(JSON.stringify(when)));
  expect(learntLater.map((trait) => trait.customers.count)).toEqual(learntLater.map(() => 0));
});

test('no value that enough people share is missing', () => {
  for (const field of ['person.department', 'person.industry', 'person.adoption_time']) {
    const values = Map.groupBy(
      people.flatMap(({ read, won_at }) => {
        const value = read(field);
        return typeof value === 'string' ? [{ value: fold(value), won: won_at !== undefined }] : [];
      }),
      (each) => each.value,
    );
    const shared = [...values].filter(([, some]) => some.length >= 5);
    expect(shared.length).toBeGreaterThan(2);
    expect(shared.length).toBeLessThan(30);
    const commonest = shared.toSorted(([, a], [, b]) => b.length - a.length).slice(0, 14);
    const told = answer.traits
      .filter((trait) => trait.field === field)
      .map(({ when: { rules } }) => (rules[0] && 'value' in rules[0] ? fold(String(rules[0].value)) : ''));
    for (const [value] of commonest) expect(told).toContain(value);
  }
});

test('what was done before is counted as following everybody one by one counts it, in the order of its first time', () => {
  const way = answer.before as NonNullable<CustomersAnswer['before']>;
  const byId = new Map(people.map((each) => [each.person_id, each]));
  const asked = Date.now();
  const looks = matchOthers(people, new Set(customers().map((each) => each.person_id)), asked).map((look) => ({
    ...look,
    person: byId.get(look.person_id) as Person,
  }));
  const own = looks.filter((look) => look.is_customer);
  expect(way).toMatchObject({ customers: own.length, looks: looks.length - own.length });
  const horizon = medianOf(own.map(({ until: end, person }) => end - person.first_at)) as number;
  expect(way.horizon_days).toBeCloseTo(horizon / DAY, 9);
  const followed = people.filter(
    ({ first_at, won_at }) => first_at <= asked - horizon && (won_at ?? Number.POSITIVE_INFINITY) > first_at,
  );
  const wonSoon = (from: number, { won_at }: Person) => won_at !== undefined && won_at <= from + horizon;
  const base = followed.filter((each) => wonSoon(each.first_at, each)).length / followed.length;
  expect(way.base_rate?.value).toBeCloseTo(base, 12);
  expect(way.signals.length).toBeGreaterThan(5);
  for (const step of way.signals) {
    const before = (look: (typeof looks)[number]) =>
      (look.person.hits.get(step.signal_id) ?? []).filter((at) => at < look.until);
    const did = (some: typeof looks) => some.filter((look) => before(look).length > 0);
    expect(step.customers).toMatchObject({ count: did(own).length, of: own.length });
    expect(step.others.count).toBe(did(looks.filter((look) => !look.is_customer)).length);
    const days = (pick: (...of: number[]) => number) =>
      medianOf(did(own).map((look) => (look.until - pick(...before(look))) / DAY));
    if (step.first_days === null) expect(did(own)).toEqual([]);
    else {
      expect(step.first_days).toBeCloseTo(days(Math.min) as number, 6);
      expect(step.last_days).toBeCloseTo(days(Math.max) as number, 6);
    }
    const began = people.flatMap((person) => {
      const first = Math.min(...(person.hits.get(step.signal_id) ?? []));
      return first <= asked - horizon && (person.won_at ?? Number.POSITIVE_INFINITY) > first ? [{ first, person }] : [];
    });
    const soon = began.filter(({ first, person }) => wonSoon(first, person)).length;
    expect(step.chance).toMatchObject({ value: soon / began.length, of: began.length });
    expect(step.times).toBeCloseTo(soon / began.length / base, 9);
  }
  const firsts = way.signals.map((step) => step.first_days ?? -1);
  expect(firsts).toEqual(firsts.toSorted((a, b) => b - a));
});

test('groups add up to the customers, by any field, and the best are told by what they ordered', async () => {
  const { groups } = answer;
  expect(groups?.read).toBe(answer.customers);
  for (const { field } of groups?.fields ?? []) {
    const { body } = await call('POST', '/api/learning/customers', { group_by: field });
    const divided = (body as CustomersAnswer).groups as NonNullable<CustomersAnswer['groups']>;
    expect(divided).toMatchObject({ field, proposed: false });
    expect(divided.groups.reduce((sum, group) => sum + group.count, divided.rest)).toBe(answer.customers);
    for (const group of divided.groups)
      expect(group.count).toBe(customers().filter((each) => fits(group.when, each)).length);
  }
  expect(answer.numbers).toContain('touch.properties.value');
  const best = { field: 'touch.properties.value', share: 0.5 };
  const { body } = await call('POST', '/api/learning/customers', { best });
  const { rows } = await sql<{ amount: number }>`
    select sum((properties ->> 'value')::numeric)::float8 as amount from touch
    where workspace_id = ${workspaceId} and event = 'Order Won' group by person_id order by 1 desc`.execute(db.owner);
  const amounts = rows.map((row) => row.amount);
  const from = amounts[Math.ceil(amounts.length / 2) - 1] as number;
  expect(body).toMatchObject({
    best: { field: best.field, from, of: amounts.length },
    customers: amounts.filter((amount) => amount >= from).length,
    others: answer.others,
  });
});

test('one profile’s people are compared among themselves, and too few customers are said to be too few', async () => {
  const when = {
    combinator: 'and',
    rules: [{ field: 'person.department', operator: '=', value: 'marketing' }],
  } as const;
  const { body: profile } = await call('POST', '/api/profiles', { kind: 'persona', name: 'Marketing', when });
  const { body } = await call('POST', '/api/learning/customers', { profile: profile.key });
  const now = people.filter((each) => fits(when as unknown as Condition, each));
  expect(Math.abs(body.customers + body.others - now.length)).toBeLessThanOrEqual(8);
  const rare = await call('POST', '/api/learning/customers', {
    won: { combinator: 'and', rules: [{ field: 'touch.event', operator: '=', value: 'Nobody does this' }] },
  });
  expect(rare.body).toMatchObject({ customers: 0, enough: false, traits: [], groups: null, before: null });
});

test('another workspace learns nothing of this one, nor does a stranger, and what cannot be asked is refused', async () => {
  const elsewhere = await browser.call('GET', '/api/learning/customers');
  expect(elsewhere.body).toMatchObject({ customers: 0, sample: { people: 0 }, enough: false });
  expect((await openBrowser().call('GET', '/api/learning/customers')).status).toBe(401);
  const refuse = async (body: object) => {
    const { status, body: problem } = await call('POST', '/api/learning/customers', body);
    return [status, problem.code];
  };
  const onPeople = { combinator: 'and', rules: [{ field: 'person.title', operator: '=', value: 'x' }] };
  expect(await refuse({ won: onPeople })).toEqual([422, 'condition_invalid']);
  expect(await refuse({ profile: 'nobody' })).toEqual([404, 'not_found']);
  expect(await refuse({ group_by: 'person.email' })).toEqual([400, 'invalid_input']);
  expect(await refuse({ best: { field: 'person.title' } })).toEqual([400, 'invalid_input']);
  expect(await refuse({ best: { field: 'touch.properties.nothing' } })).toEqual([400, 'invalid_input']);
});
