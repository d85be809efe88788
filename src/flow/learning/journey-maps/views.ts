import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { checkCondition } from '../../../conditions/check.ts';
import { fromSeenPeople, getSeenPerson, holdsInList, type ListContext } from '../../work/index.ts';
import { stageCatalogue } from './change.ts';
import type { JourneyPeople, PersonJourney, Stage } from './contract.ts';
import { placeFilter } from './place-filter.ts';
import { getMap, type KeptMap, listMaps } from './queries.ts';
import { type ReachedAt, reachedAt } from './reached-at.ts';

type Expression = RawBuilder<unknown>;
/** Two stages by their places. */
type Span = { from: number; to: number };
/** By place from -1 on: people and leads; by span: median days, and how many it is of. */
type Figures = { people: number[]; leads: number[]; medians: (number | null)[]; passed: number[] };

/** Where everybody who fits a profile is on its map, in one statement. Throws `not_found` without such a profile. */
export async function readJourneyPeople(tx: Tx, context: ListContext, profileId: number): Promise<JourneyPeople> {
  const { profile, when, stages } = await getMap(tx, context.workspaceId, profileId);
  const places = [-1, ...stages.keys()];
  const spans = listSpans(stages);
  const inOrder = ({ from, to }: Span) => sql`filter (where ${timeOf(to)} >= ${timeOf(from)})`;
  const days = ({ from, to }: Span) => sql`(extract(epoch from ${timeOf(to)} - ${timeOf(from)}) / 86400)::float8`;
  // Put aside first: each person is asked once, however many figures are made of the answer.
  const { rows } = await sql<Figures>`
    with q as materialized (
      select ${placeSql(context, stages)} as at, s.open_lead_id is not null as is_lead ${timesSql(context, stages)}
      ${fromSeenPeople(context)} and ${holdsInList(context, when)}
    )
    select
      array[${sql.join(places.map((at) => sql`count(*) filter (where q.at = ${at})`))}]::int[] as people,
      array[${sql.join(places.map((at) => sql`count(*) filter (where q.at = ${at} and q.is_lead)`))}]::int[] as leads,
      array[${sql.join(spans.map((span) => sql`percentile_cont(0.5) within group (order by ${days(span)}) ${inOrder(span)}`))}]::float8[]
        as medians,
      array[${sql.join(spans.map((span) => sql`count(*) ${inOrder(span)}`))}]::int[] as passed
    from q`.execute(tx);
  const { people, leads, medians, passed } = rows[0] as Figures;
  const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);
  const filterOf = (at: number) => (profile.archived ? null : placeFilter(profile.key, stages, at));
  const [before = { people: 0, leads: 0, filter: null }, ...here] = places.map((at, place) => ({
    people: people[place] ?? 0,
    leads: leads[place] ?? 0,
    filter: filterOf(at),
  }));
  const daysTo = (at: number) => {
    const place = spans.findIndex(({ to }) => to === at);
    const [since, median] = [stages[spans[place]?.from ?? -1]?.key, medians[place] ?? null];
    return since === undefined || median === null ? null : { since, median, people: passed[place] ?? 0 };
  };
  const catalogue = stageCatalogue(context);
  return {
    people: sum(people),
    leads: sum(leads),
    before,
    stages: here.map((place, at) => {
      const stage = stages[at] as Stage;
      return {
        ...place,
        key: stage.key,
        reached: sum(people.slice(at + 1)),
        days: daysTo(at),
        broken: checkCondition(stage.when, catalogue).length > 0,
      };
    }),
  };
}

/**
 * On which maps somebody is, and at which stage: those of the profiles that they fit. Throws `not_found` for one whom the asking user
 * does not see.
 */
export async function readPersonJourney(tx: Tx, context: ListContext, personId: number): Promise<PersonJourney> {
  const { person_id } = await getSeenPerson(tx, context.workspaceId, context.seen, personId);
  const maps = await listMaps(tx, context.workspaceId);
  if (maps.length === 0) return { maps: [] };
  const { rows } = await sql<Record<string, number | null | string[]>>`
    select ${sql.join(maps.flatMap((map, index) => personColumns(context, map, index)))}
    ${fromSeenPeople(context)} and s.person_id = ${person_id}`.execute(tx);
  const row = rows[0];
  if (!row) return { maps: [] };
  return {
    maps: maps.flatMap(({ profile: { profile_id, name }, stages }, index) => {
      const at = row[`at_${index}`];
      if (typeof at !== 'number') return [];
      const times = row[`times_${index}`] as (string | null)[];
      const told = stages.map((stage, place) => ({
        key: stage.key,
        name: stage.name,
        reached_at: times[place] ?? null,
      }));
      return [{ profile_id, name, stages: told, at: at < 0 ? null : at }];
    }),
  };
}

/** The signals that a proposal can be made of: those of the primary live model. Throws `not_found` without such a profile. */
export async function readSignals(tx: Tx, context: ListContext, profileId: number) {
  await getMap(tx, context.workspaceId, profileId);
  return context.vocabulary.signals;
}

function personColumns(context: ListContext, { when, stages }: KeptMap, index: number): Expression[] {
  const times = stages.map(({ when: test }) => {
    const at = reachedAt(test);
    return at
      ? sql`to_char(${reachedSql(context, at)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : sql`null`;
  });
  return [
    sql`case when ${holdsInList(context, when)} then ${placeSql(context, stages)} end as ${sql.ref(`at_${index}`)}`,
    sql`array[${sql.join(times)}]::text[] as ${sql.ref(`times_${index}`)}`,
  ];
}

/** The place of the last stage whose condition holds; -1 where none does. */
function placeSql(context: ListContext, stages: readonly Stage[]): Expression {
  if (stages.length === 0) return sql`-1`;
  const tests = stages.map(({ when }, at) => sql`when ${holdsInList(context, when)} then ${at}::int`).reverse();
  return sql`case ${sql.join(tests, sql` `)} else -1 end`;
}

/** Between which stages a time passes that can be told: each that says when it was reached, and the one before it that does. */
function listSpans(stages: readonly Stage[]): Span[] {
  const dated = stages.flatMap(({ when }, at) => (reachedAt(when) ? [at] : []));
  return dated.slice(1).map((to, index) => ({ from: dated[index] as number, to }));
}

const timeOf = (at: number) => sql.ref(`q.t${at}`);

function timesSql(context: ListContext, stages: readonly Stage[]): Expression {
  const columns = stages.flatMap(({ when }, at) => {
    const reached = reachedAt(when);
    return reached ? [sql`, ${reachedSql(context, reached)} as ${sql.ref(`t${at}`)}`] : [];
  });
  return columns.length === 0 ? sql`` : sql.join(columns, sql` `);
}

/** The instant; null for whoever has not come so far. */
function reachedSql(context: ListContext, reached: ReachedAt): Expression {
  switch (reached.by) {
    case 'first_touch':
      return sql`s.first_touch_at`;
    case 'signal':
      return sql`(
        select h.occurred_at from signal_hit h
        where h.workspace_id = ${context.workspaceId} and h.person_id = s.person_id
          and h.signal_id = ${context.signalIds.get(reached.signal) ?? 0}
        order by h.occurred_at offset ${reached.nth - 1} limit 1)`;
    case 'any':
      return sql`least(${sql.join(reached.of.map((part) => reachedSql(context, part)))})`;
    case 'all': {
      // "greatest" passes over what is missing; here one that is missing says that not all have been met.
      const parts = reached.of.map((part) => reachedSql(context, part));
      return sql`(select case when count(v.t) = count(*) then max(v.t) end from (values ${sql.join(parts.map((part) => sql`(${part})`))}) v (t))`;
    }
  }
}
