import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { withDatabase } from '../../test/harness/database.ts';
import { bind, catalogue, condition, now, readFrom, rule, subject } from '../../test/harness/random-conditions.ts';
import { withBenefitOfDoubt } from './benefit-of-doubt.ts';
import { compilePrepared } from './compile.ts';
import { compileNextTurn } from './compile-next-turn.ts';
import { holds } from './evaluate.ts';
import { foldFields } from './fold.ts';
import type { Condition } from './format.ts';
import { nextTurn } from './next-turn.ts';
import { type PreparedCondition, prepareCondition } from './prepare.ts';
import { validKey, withoutProfiles } from './profiles.ts';

const db = await withDatabase();
const timeZones = ['UTC', 'Europe/Chisinau', 'Pacific/Apia', 'America/St_Johns', 'Africa/Cairo', 'America/Havana'];
const subjects = fc.sample(subject, { seed: 7, numRuns: 150 });

beforeAll(async () => {
  await sql`create table s (
    id integer, person jsonb, person_folded jsonb, company jsonb, hits timestamptz[], "text" text, "select" text, "number" float8,
    "boolean" boolean, "date" date, "instant" timestamptz, list jsonb, select_exact text, list_exact jsonb, open text
  )`.execute(db.owner);
  const rows = subjects.map(({ person, company, column, hits }, id) => ({
    ...column,
    ...{ id, person, company, person_folded: foldFields(person), hits: hits.map((at) => new Date(at)) },
  }));
  const records = sql`jsonb_populate_recordset(null::s, ${JSON.stringify(rows)}::jsonb)`;
  await sql`insert into s select * from ${records}`.execute(db.owner);
});

/** Asks SQL and TypeScript each of these conditions about every subject: what holds, and when it may turn. The disagreements. */
async function disagreements(conditions: readonly Condition[], timeZone: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for (let start = 0; start < conditions.length; start += 100) {
    const batch = conditions.slice(start, start + 100);
    const prepared = batch.map((each) => prepareCondition(each, catalogue, timeZone));
    const answers = await askSql(prepared);
    for (const [index, each] of prepared.entries()) {
      for (const [id, person] of subjects.entries()) {
        const read = readFrom(person);
        const inTypeScript = { holds: holds(each, read, now), turns: nextTurn(each, read, now) };
        const inSql = {
          holds: answers[id]?.holds[index],
          turns: answers[id]?.turns[index] ?? Number.POSITIVE_INFINITY,
        };
        if (inSql.holds !== inTypeScript.holds || inSql.turns !== inTypeScript.turns) {
          found.push({ asked: JSON.stringify(batch[index]), person, inSql, inTypeScript });
        }
      }
    }
  }
  return found;
}

async function askSql(prepared: readonly PreparedCondition[]) {
  const compiled = prepared.map((each) => compilePrepared(each, bind, now));
  const turns = prepared.map((each) => {
    const turn = compileNextTurn(each, bind, now) ?? sql`null::timestamptz`;
    return sql`(extract(epoch from ${turn}) * 1000)::float8`;
  });
  const { rows } = await sql<{ holds: (boolean | null)[]; turns: (number | null)[] }>`
    select array[${sql.join(compiled)}] as holds, array[${sql.join(turns)}] as turns from s order by s.id`.execute(
    db.owner,
  );
  return rows;
}

describe('a condition in SQL says what it says in TypeScript', () => {
  test('every rule alone, of every field and operator', async () => {
    const rules = fc.sample(rule, { seed: 11, numRuns: 2500 });
    const conditions = rules.map((each): Condition => ({ combinator: 'and', rules: [each] }));
    expect((await disagreements(conditions, 'Europe/Chisinau')).slice(0, 3)).toEqual([]);
  });

  test.each(timeZones)('trees of rules, with days of %s', async (timeZone) => {
    const conditions = fc.sample(condition, { seed: 17 + timeZones.indexOf(timeZone), numRuns: 150 });
    expect((await disagreements(conditions, timeZone)).slice(0, 3)).toEqual([]);
  });
});

test('a rule on a profile, such as who is valid, asks what the profile asks, and the benefit of the doubt is the same in both', async () => {
  const [conditions, profiles] = [31, 37].map((seed) => fc.sample(condition, { seed, numRuns: 150 }));
  const asked = (conditions ?? []).map((own, i): Condition => {
    const when = profiles?.[i] as Condition;
    const rule = { field: `profile.${validKey}`, operator: '=' as const, value: i % 2 === 0 };
    const expanded = withoutProfiles({ combinator: 'and', rules: [rule, own] }, { valid: { name: 'Valid', when } });
    for (const person of subjects.slice(0, 40)) {
      const says = (each: Condition) => holds(prepareCondition(each, catalogue, 'UTC'), readFrom(person), now);
      expect(says(expanded)).toBe(says(when) === (i % 2 === 0) && says(own));
    }
    return expanded;
  });
  expect((await disagreements(asked, 'UTC')).slice(0, 3)).toEqual([]);
  const doubted = (conditions ?? []).map((each) => withBenefitOfDoubt(each, catalogue));
  expect((await disagreements(doubted, 'UTC')).slice(0, 3)).toEqual([]);
});

describe('an index serves', () => {
  beforeAll(async () => {
    await sql`create index s_folded on s using gin (person_folded jsonb_path_ops)`.execute(db.owner);
    await sql`create index s_number on s ("number")`.execute(db.owner);
    await sql`create index s_instant on s ("instant")`.execute(db.owner);
  });

  async function explain(rules: Condition['rules']): Promise<string> {
    const compiled = compilePrepared(prepareCondition({ combinator: 'and', rules }, catalogue, 'UTC'), bind, now);
    return db.owner.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      const { rows } = await sql`explain select from s where ${compiled}`.execute(tx);
      return JSON.stringify(rows);
    });
  }

  test.each<[string, Condition['rules'][number]]>([
    ['s_folded', { field: 'person.text', operator: '=', value: 'US' }],
    ['s_folded', { field: 'person.select', operator: 'in', value: ['a', 'b'] }],
    ['s_folded', { field: 'person.boolean', operator: '=', value: true }],
    ['s_number', { field: 'column.number', operator: '>=', value: 50 }],
    ['s_instant', { field: 'column.instant', operator: 'inLast', value: { amount: 7, unit: 'days' } }],
  ])('%s: %j, even beside rules that no index serves', async (index, rule) => {
    expect(await explain([rule, { field: 'person.text', operator: 'contains', value: 'x' }])).toContain(index);
  });
});
