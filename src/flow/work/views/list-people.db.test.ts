import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../../../test/harness/database.ts';
import { filterOn } from '../../../../test/harness/random-filters.ts';
import {
  insertPeople,
  insertSurroundings,
  type ListedPerson,
  makePeople,
  now,
  readerOf,
  searchedText,
  userIds,
} from '../../../../test/harness/random-people.ts';
import { seesOwner, type Visibility } from '../../../access/index.ts';
import { inWorkspace } from '../../../base/db.ts';
import { evaluateCondition, type Read } from '../../../conditions/evaluate.ts';
import { fold } from '../../../conditions/fold.ts';
import { type Condition, isGroup } from '../../../conditions/format.ts';
import { completenessField, completenessOf } from '../../identity/index.ts';
import type { LeadQuery, LeadSelection, LeadSort } from '../contract.ts';
import { matchesSearch, readSearch } from '../search-terms.ts';
import { type SaidByHand, temperatureAt } from '../temperature/temperature-at.ts';
import { countPeople, limits } from './count-people.ts';
import { type ListContext, loadListContext } from './list-context.ts';
import { effort, listPeople } from './list-people.ts';

const db = await withDatabase();
const workspaceId = await createTestWorkspace(db, { time_zone: 'Europe/Chisinau' });
await insertSurroundings(db.owner, workspaceId);
const people = makePeople(240, 7);
await insertPeople(db.app, workspaceId, people);
/** What makes a lead valid here: a name, and a firm that is not too small where its size is known. */
const validityRules: Condition[] = [
  { combinator: 'and', rules: [{ field: 'person.full_name', operator: 'notNull' }] },
  { combinator: 'and', not: true, rules: [{ field: 'person.employees', operator: '<', value: 5 }] },
];
for (const [position, when] of validityRules.entries())
  await sql`insert into validity_rule (workspace_id, name, condition, reason, position)
    values (${workspaceId}, 'Rule', ${JSON.stringify(when)}::jsonb, ${`Reason ${position}`}, ${position})`.execute(
    db.owner,
  );
/** What is said by hand of some of them, some of it over by now or not begun, and how fast the rest cools. */
const said = people
  .filter((_, i) => i % 3 === 0)
  .flatMap(({ person_id }, i): (SaidByHand & { person_id: number })[] => {
    const starts_at = now - (i % 4) * 86_400_000;
    const one = {
      temperature_id: i * 2 + 1,
      person_id,
      band: ['cold', 'warm', 'hot', 'boiling'][i % 4] as string,
      starts_at,
    };
    const again = {
      ...one,
      temperature_id: i * 2 + 2,
      band: ['hot', 'cold'][i % 2] as string,
      starts_at: now + (i % 2),
    };
    return [
      { ...one, ends_at: i % 5 === 0 ? now : i % 5 === 1 ? now + 1 : null },
      ...(i % 3 === 0 ? [{ ...again, ends_at: null }] : []),
    ];
  });
await sql`
  insert into temperature (workspace_id, person_id, temperature_id, origin_person_id, band, reason, starts_at, ends_at, made_by)
  overriding system value
  select ${workspaceId}::int, t.person_id, t.temperature_id, t.person_id, t.band, 'Said', to_timestamp(t.starts_at / 1000),
    to_timestamp(t.ends_at / 1000), 'ann'
  from json_to_recordset(${JSON.stringify(said)}::json)
    as t (person_id bigint, temperature_id bigint, band text, starts_at float8, ends_at float8)`.execute(db.owner);
const cooling = { bands: ['cold', 'warm', 'hot'], days: new Map(Object.entries({ hot: 5, warm: 12 })) };
await sql`
  insert into cooling (workspace_id, band, days)
  select ${workspaceId}::int, c.key, c.value::int from jsonb_each_text(${JSON.stringify(Object.fromEntries(cooling.days))}::jsonb) c`.execute(
  db.owner,
);
// Somebody else's people must not show, whatever the way.
const elsewhere = await createTestWorkspace(db);
await insertSurroundings(db.owner, elsewhere);
await insertPeople(
  db.app,
  elsewhere,
  makePeople(40, 8).map((each) => ({ ...each, person_id: each.person_id + 10_000 })),
);

const administrator = {
  workspace_id: workspaceId,
  role: 'administrator',
  user_id: 'ann',
  team_user_ids: ['ann'],
} as const;
const context = await inWorkspace(db.app, workspaceId, (tx) => loadListContext(tx, administrator, now));

const everything: Visibility = { kind: 'all', user_ids: [], unowned: true };
const usualEffort = { ...effort };
const usualLimits = { ...limits };
afterEach(() => {
  Object.assign(effort, usualEffort);
  Object.assign(limits, usualLimits);
});

/** As much effort as at a million people, or so little that at 240 every way is taken. */
const efforts = fc.constantFrom(
  usualEffort,
  { firstWalk: 7, walk: 20, longestWalk: 60, narrow: 30 },
  { firstWalk: 3, walk: 3, longestWalk: 3, narrow: 1000 },
  { firstWalk: 3, walk: 3, longestWalk: 3, narrow: 0 },
  { firstWalk: 5, walk: 1000, longestWalk: 1000, narrow: 0 },
);
const kinds = fc.constantFrom('lead', 'interest', 'all');
const sort: fc.Arbitrary<LeadSort> = fc.record({
  by: fc.constantFrom(
    ...['total', 'fit', 'engagement', 'last_touch_at', 'first_touch_at', 'opened_at', 'full_name', 'company_name'],
    ...[
      'score.total',
      'score.cell',
      'person.employees',
      'person.title',
      'lead.owner',
      'touch_count',
      'company.industry',
      'profile.valid',
      'lead.temperature',
      'validity.reasons',
    ],
  ),
  direction: fc.constantFrom('asc', 'desc'),
});
const search = fc.constantFrom(
  ...[
    'anna',
    'acme',
    '王',
    '芳',
    '王芳',
    '明',
    'li',
    'we',
    'иван',
    'ёлк',
    'head sales',
    'sales head',
    '069 123 456',
    '138',
  ],
  ...['a_b', '100%', "o'neil", 'c++', '@', 'md', 'nobody here', 'k', '北京', '京科', '김', '민준', 'x\\', ' '],
);
const filter = filterOn([...context.catalogue.values()]);
const seen: fc.Arbitrary<Visibility> = fc.oneof(
  fc.constant(everything),
  fc.record({
    kind: fc.constantFrom('own' as const, 'team' as const),
    user_ids: fc.subarray([...userIds]),
    unowned: fc.boolean(),
  }),
);

test('pages put together are the whole sorted list, whatever the order, the ties and the way it is found', async () => {
  await fc.assert(
    fc.asyncProperty(kinds, sort, fc.integer({ min: 1, max: 40 }), efforts, async (kind, order, limit, tried) => {
      Object.assign(effort, tried);
      const query = { kind, sort: order, limit } as const;
      expect(await readAllPages(context, query)).toEqual(expected({ kind }, order));
    }),
    { seed: 1, numRuns: 80 },
  );
}, 120_000);

test('a filter and a search find exactly those whom the reader in TypeScript finds, for everybody who may look', async () => {
  const selection = fc.record({
    kind: kinds,
    filter: fc.option(filter, { nil: undefined, freq: 5 }),
    search: fc.option(search, { nil: undefined, freq: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(selection, sort, seen, efforts, async (wanted, order, visible, tried) => {
      Object.assign(effort, tried);
      const viewed = { ...context, seen: visible };
      const found = await readAllPages(viewed, { ...wanted, sort: order, limit: 50 } as LeadQuery);
      expect(found).toEqual(expected(wanted as LeadSelection, order, visible));
      const { count, exact } = await inWorkspace(db.app, workspaceId, (tx) =>
        countPeople(tx, viewed, wanted as LeadSelection),
      );
      expect({ count, exact }).toEqual({ count: found.length, exact: true });
    }),
    { seed: 2, numRuns: 250 },
  );
}, 240_000);

test('a place in the list stays where it was while people come, go and move', async () => {
  const sortBy = { by: 'total', direction: 'desc' } as const;
  const first = await read(context, { kind: 'lead', sort: sortBy, limit: 10 });
  const rest = expected({ kind: 'lead' }, sortBy).slice(10);
  const moved = first.rows[0] as number;
  await inWorkspace(db.app, workspaceId, async (tx) => {
    await sql`update standing set total = -100 where person_id = ${moved}`.execute(tx);
    const second = await listPeople(tx, context, { kind: 'lead', sort: sortBy, limit: 200, after: first.next ?? '' });
    expect(second.rows).toEqual([...rest, moved]);
    await sql`update standing set total = ${people.find((each) => each.person_id === moved)?.total} where person_id = ${moved}`.execute(
      tx,
    );
  });
});

test('a count beyond what is counted one by one is near the truth and says that it is about', async () => {
  Object.assign(limits, { unfiltered: 20, filtered: 20, narrowed: 5, sample: 1_000 });
  const count = (selection: LeadSelection) =>
    inWorkspace(db.app, workspaceId, (tx) => countPeople(tx, context, selection));
  await sql`analyze standing`.execute(db.owner);
  const leads = people.filter((each) => each.lead).length;
  const all = await count({ kind: 'lead' });
  expect(all.exact).toBe(false);
  expect(Math.abs(all.count - leads) / leads).toBeLessThan(0.1);
  const common: Condition = { combinator: 'and', rules: [{ field: 'score.total', operator: '>=', value: 0 }] };
  const some = await count({ kind: 'lead', filter: common });
  const truth = expected({ kind: 'lead', filter: common }, { by: 'total', direction: 'asc' }).length;
  expect(some.exact).toBe(false);
  expect(Math.abs(some.count - truth) / truth).toBeLessThan(0.15);
  const rare: Condition = { combinator: 'and', rules: [{ field: 'person.employees', operator: '=', value: 10.5 }] };
  const few = await count({ kind: 'lead', filter: rare, search: 'wei' });
  expect(few).toEqual({
    count: expected({ kind: 'lead', filter: rare, search: 'wei' }, { by: 'total', direction: 'asc' }).length,
    exact: true,
  });
});

test('a filter that names what is not there, a sort by it and a cursor of another order are refused', async () => {
  const bad: Condition = { combinator: 'and', rules: [{ field: 'person.shoe_size', operator: '=', value: 'x' }] };
  const sortBy = { by: 'total', direction: 'desc' } as const;
  await expect(read(context, { kind: 'lead', filter: bad, sort: sortBy, limit: 1 })).rejects.toMatchObject({
    code: 'condition_invalid',
    errors: [{ path: ['filter', 'rules', 0, 'field'] }],
  });
  await expect(
    read(context, { kind: 'lead', sort: { by: 'shoe_size', direction: 'asc' }, limit: 1 }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
  const { next } = await read(context, { kind: 'lead', sort: sortBy, limit: 1 });
  const other = { by: 'fit', direction: 'desc' } as const;
  await expect(read(context, { kind: 'lead', sort: other, limit: 1, after: next ?? '' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

type Asked = Parameters<typeof listPeople>[2];

function read(viewed: ListContext, query: Asked) {
  return inWorkspace(db.app, workspaceId, (tx) => listPeople(tx, viewed, query));
}

async function readAllPages(viewed: ListContext, query: Asked): Promise<number[]> {
  const found: number[] = [];
  let after: string | undefined;
  do {
    const page = await read(viewed, { ...query, after });
    expect(page.rows.length).toBeLessThanOrEqual(query.limit);
    found.push(...page.rows);
    after = page.next ?? undefined;
  } while (after !== undefined && found.length <= people.length);
  return found;
}

function expected(
  { kind, filter, search }: Partial<LeadSelection>,
  order: LeadSort,
  visible: Visibility = everything,
): number[] {
  const terms = readSearch(search ?? '');
  const condition = filter && asViewer(filter);
  return people
    .filter((each) => kind === 'all' || (each.lead !== null) === (kind === 'lead'))
    .filter((each) => seesOwner(visible, each.lead?.owner ?? null))
    .filter((each) => matchesSearch(terms, searchedText(each)))
    .filter(
      (each) => !condition || evaluateCondition(condition, context.catalogue, readAll(each), now, 'Europe/Chisinau'),
    )
    .sort((a, b) => compare(a, b, order))
    .map((each) => each.person_id);
}

/** How conditions read somebody, with what follows from the validity rules, and how warm they are. */
function readAll(person: ListedPerson): Read {
  const read = readerOf(person);
  const holds = (when: Condition) => evaluateCondition(when, context.catalogue, read, now, 'Europe/Chisinau');
  return (name) => {
    if (name === 'profile.valid') return validityRules.every(holds);
    if (name === 'lead.temperature') return warmth(person);
    if (name === completenessField.name) return completenessOf(read);
    return read(name);
  };
}

function warmth(person: ListedPerson): string {
  const own = said.filter((each) => each.person_id === person.person_id);
  return temperatureAt({ ...person, said: own }, cooling, now).band;
}

function asViewer(group: Condition): Condition {
  const name = (value: unknown) => JSON.parse(JSON.stringify(value ?? null).replaceAll('"@me"', '"ann"'));
  return {
    ...group,
    rules: group.rules.map((node) =>
      isGroup(node) ? asViewer(node) : { ...node, ...(node.value === undefined ? {} : { value: name(node.value) }) },
    ),
  };
}

/** By value, those without one last in either direction, then by id in the same direction. */
function compare(a: ListedPerson, b: ListedPerson, { by, direction }: LeadSort): number {
  const sign = direction === 'asc' ? 1 : -1;
  const [left, right] = [sortedBy(a, by), sortedBy(b, by)];
  if ((left === undefined) !== (right === undefined)) return left === undefined ? 1 : -1;
  const order =
    typeof left === 'string'
      ? Buffer.compare(Buffer.from(left), Buffer.from(String(right)))
      : Number(left ?? 0) - Number(right ?? 0);
  return sign * (order || a.person_id - b.person_id);
}

function sortedBy(person: ListedPerson, by: string): string | number | undefined {
  const folded = (value: unknown) => (typeof value === 'string' ? fold(value) : undefined);
  const read = readAll(person);
  switch (by) {
    case 'opened_at':
      return person.lead?.opened_at;
    case 'full_name':
    case 'person.title':
      return folded(read(by.includes('.') ? by : `person.${by}`));
    case 'company_name':
      return folded(person.company.name ?? person.fields.company_name);
    case 'company.industry':
      return folded(read(by));
    case 'total':
    case 'fit':
    case 'engagement':
      return (person[by] as number | null) ?? undefined;
    case 'validity.reasons': {
      const failing = validityRules.findIndex(
        (when) => !evaluateCondition(when, context.catalogue, read, now, 'Europe/Chisinau'),
      );
      return failing < 0 ? undefined : `Reason ${failing}`;
    }
    case 'lead.temperature':
      return cooling.bands.indexOf(warmth(person));
    default:
      return (read(by) as string | number | null) ?? undefined;
  }
}
