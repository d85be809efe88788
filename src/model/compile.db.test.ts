import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { withDatabase } from '../../test/harness/database.ts';
import {
  NOON,
  type RandomPerson,
  randomCatalogue,
  randomModel,
  randomPerson,
  subjectOf,
} from '../../test/harness/random-model.ts';
import type { Bindings } from '../conditions/compile-bindings.ts';
import { bandAfter } from './band.ts';
import { compileScores, type ScoreSources } from './compile.ts';
import { compileTermCounts } from './compile-term-counts.ts';
import { type PreparedModel, prepareModel, scoreAt, shownOf } from './evaluate.ts';
import type { Model } from './format.ts';
import { nextChangeAt } from './next-change.ts';
import { readModel } from './read-model.ts';

const db = await withDatabase();
const DAY = 86_400_000;
const people = fc.sample(randomPerson, { seed: 5, numRuns: 100 });
const models = fc.sample(randomModel, { seed: 6, numRuns: 240 });
const instants = [NOON, NOON + 1, NOON - 7 * DAY, NOON + 12_345_678, NOON - 30 * DAY + 1];
const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Europe/Chisinau'];
const previousBands = ['cold', 'warm', 'hot', null, 'gone'];

const bindings: Bindings = (field) => ({ kind: 'jsonb_key', raw: sql`p.fields`, key: field.replace('person.', '') });

function sourcesAt(now: number, timeZone: string): ScoreSources {
  const signalIds = new Map([
    ['s1', 11],
    ['s2', 12],
    ['s3', 13],
  ]);
  const previousBand = sql`p.band`;
  return {
    people: sql`somebody`,
    hits: sql`hit`,
    adjustments: sql`adjusted`,
    signalIds,
    catalogue: randomCatalogue,
    bindings,
    now,
    timeZone,
    previousBand,
  };
}

async function ask<T>(query: RawBuilder<T>): Promise<T[]> {
  return (await query.execute(db.owner)).rows;
}

beforeAll(async () => {
  await sql`create table somebody (person_id bigint primary key, fields jsonb, band text)`.execute(db.owner);
  await sql`create table hit (person_id bigint, signal_id integer, occurred_at timestamptz, key bigint)`.execute(
    db.owner,
  );
  await sql`create table adjusted (person_id bigint, dimension text, points integer, starts_at timestamptz, ends_at timestamptz)`.execute(
    db.owner,
  );
  const adjusted = people.flatMap(({ adjustments }, person_id) =>
    adjustments.map(({ starts_at, ends_at, dimension, points }) => ({
      person_id,
      dimension,
      points,
      starts_at: new Date(starts_at),
      ends_at: ends_at === null ? null : new Date(ends_at),
    })),
  );
  await sql`insert into adjusted select * from jsonb_populate_recordset(null::adjusted, ${JSON.stringify(adjusted)}::jsonb)`.execute(
    db.owner,
  );
  const rows = people.map(({ fields }, person_id) => {
    const own = Object.entries(fields).map(([field, value]) => [field.replace('person.', ''), value]);
    return { person_id, fields: Object.fromEntries(own), band: previousBands[person_id % previousBands.length] };
  });
  const hits = people.flatMap((person, person_id) =>
    [...person.hits].flatMap(([signal, list]) =>
      list.map(({ occurred_at, id }) => ({
        person_id,
        signal_id: 10 + Number(signal.slice(1)),
        occurred_at: new Date(occurred_at),
        key: id,
      })),
    ),
  );
  await sql`insert into somebody select * from jsonb_populate_recordset(null::somebody, ${JSON.stringify(rows)}::jsonb)`.execute(
    db.owner,
  );
  await sql`insert into hit select * from jsonb_populate_recordset(null::hit, ${JSON.stringify(hits)}::jsonb)`.execute(
    db.owner,
  );
});

/** Every model at one of the instants and in one of the zones, made ready. */
const trials = models.map((model, index) => {
  const now = instants[index % instants.length] as number;
  const zone = zones[index % zones.length] as string;
  return { model, now, zone, ready: prepareModel(model, randomCatalogue, zone) };
});

describe('a model in SQL says what it says in TypeScript', () => {
  it('to the shown digit, with band, cell and a next change that nothing shown comes before', async () => {
    for (const [trial, { model, now, zone, ready }] of trials.entries()) {
      const rows = await ask(compileScores(model, sourcesAt(now, zone)));
      expect(rows.length).toBe(people.length);
      for (const { next_change_at, ...row } of rows) {
        const subject = {
          ...subjectOf(people[row.person_id] as RandomPerson),
          previous_band: previousBands[row.person_id % previousBands.length],
        };
        const score = scoreAt(ready, subject, now);
        const { exact, dimension_exact, previous_band: _, ...shown } = row;
        expect({ model, ...shown }).toEqual({
          model,
          person_id: row.person_id,
          points: score.points,
          dimension_points: score.dimensions.map((dimension) => dimension.points),
          band: bandAfter(model.bands, subject.previous_band, score.points),
          cell: score.cell,
        });
        // A half of a millionth may be rounded either way.
        const differences = score.dimensions.map(
          (dimension, place) => dimension.exact - (dimension_exact[place] as number),
        );
        for (const difference of [...differences, score.exact - exact])
          expect(Math.abs(difference)).toBeLessThan(1.5e-6);
        if (row.person_id % 4 === trial % 4) expectQuiet(model, ready, subject, now, next_change_at?.getTime() ?? null);
      }
    }
  });

  it('and for how many people each term holds and gives points', async () => {
    for (const { model, now, zone, ready } of trials.slice(0, 60)) {
      const counts = new Map<string, { holds: number; gives: number }>();
      for (const person of people) {
        const terms = readModel(ready, subjectOf(person), now).flatMap((dimension) =>
          dimension.groups.flatMap((group) => group.terms),
        );
        for (const { term, reading, points, taken } of terms) {
          const count = counts.get(term.key) ?? { holds: 0, gives: 0 };
          counts.set(term.key, {
            holds: count.holds + (reading.holds ? 1 : 0),
            gives: count.gives + (taken && points !== 0 ? 1 : 0),
          });
        }
      }
      const rows = await ask(compileTermCounts(model, sourcesAt(now, zone)));
      expect({ model, rows }).toEqual({ model, rows: [...counts].map(([term, count]) => ({ term, ...count })) });
    }
  });
});

/** SQL may name an earlier instant than the exact one, to look again at, and never a later one. */
function expectQuiet(
  model: Model,
  ready: PreparedModel,
  subject: ReturnType<typeof subjectOf>,
  now: number,
  next: number | null,
): void {
  const shown = (at: number) => {
    const { points, dimensions } = shownOf(model, readModel(ready, subject, at));
    return { points, dimensions };
  };
  const exact = nextChangeAt(ready, subject, now);
  if (next === null) expect({ model, exact }).toEqual({ model, exact: null });
  else {
    expect(next).toBeGreaterThan(now);
    if (exact !== null) expect({ model, next }).toEqual({ model, next: Math.min(next, exact) });
    expect({ model, ...shown(next - 1) }).toEqual({ model, ...shown(now) });
  }
}
