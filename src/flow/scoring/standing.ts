import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { compileScores, type ScoreSources } from '../../model/compile.ts';
import type { Model } from '../../model/format.ts';
import type { loadContext } from '../identity/index.ts';
import { personBinding, termCatalogue } from './catalogue.ts';
import { announceCrossings, crossingsKept, keepCrossings } from './crossings.ts';
import type { Cause, Crossing } from './facts.ts';
import type { LiveModel } from './live-model.ts';
import { findUnseen, settleBands } from './settle-bands.ts';
import { theseIds, type Whom } from './whom.ts';

type Context = Awaited<ReturnType<typeof loadContext>>;
type Sql = RawBuilder<unknown>;

/**
 * What a batch adds to a person's recency (instants in epoch ms), and the lead it opened; `recount` when touches came from or
 * went to somebody else, or when the batch kept none of them.
 */
export type Activity = {
  person_id: number;
  first: number;
  last: number;
  touches: number;
  lead_id: number | null;
  recount: boolean;
};

/** What scores of these people are computed from; `now` is epoch milliseconds. */
export function scoreSources(
  workspaceId: number,
  published: LiveModel,
  context: Context,
  whom: Whom,
  now: number,
): ScoreSources {
  return {
    people: sql`(
      select p.person_id, p.fields, p.folded, p.company, p.company_folded, src.key as first_source_key, s.band as previous_band
      from person p
      left join source src on src.workspace_id = p.workspace_id and src.source_id = p.first_source_id
      left join standing s on s.workspace_id = p.workspace_id and s.person_id = p.person_id and s.model_id = ${published.model_id}
        and ${whom(sql.ref('s.person_id'))}
      where p.workspace_id = ${workspaceId} and p.merged_into is null and ${whom(sql.ref('p.person_id'))})`,
    hits: sql`(
      select h.person_id, h.signal_id, h.occurred_at, h.touch_id as key from signal_hit h
      where h.workspace_id = ${workspaceId} and ${whom(sql.ref('h.person_id'))})`,
    ...(published.adjusted && {
      adjustments: sql`(
        select a.person_id, a.dimension, a.points, a.starts_at, a.ends_at from adjustment a
        where a.workspace_id = ${workspaceId} and a.model_id = ${published.model_id} and ${whom(sql.ref('a.person_id'))})`,
    }),
    signalIds: published.signal_ids,
    catalogue: termCatalogue(context),
    bindings: personBinding,
    previousBand: sql.ref('p.previous_band'),
    now,
    timeZone: context.time_zone,
  };
}

/**
 * Runs a statement over scores without nested loops. Every table in it is narrowed by its own index already; a planner that takes
 * a large set for one row (tables not analysed yet, arrays of ids) would otherwise add up everybody's hits once per person.
 */
export async function withoutNestedLoops<T>(tx: Tx, run: () => Promise<T>): Promise<T> {
  await sql`set local enable_nestloop = off`.execute(tx);
  const result = await run();
  await sql`set local enable_nestloop = on`.execute(tx);
  return result;
}

/** The shown columns of `standing` out of a `ScoreRow` called `r`. */
function shownColumns(model: Model): Sql {
  const place = (key: string) => model.dimensions.findIndex((dimension) => dimension.key === key) + 1;
  const points = (key: string) => (place(key) > 0 ? sql`r.dimension_points[${sql.lit(place(key))}]` : sql`null::int`);
  return sql`r.points, ${points('fit')}, ${points('engagement')}, r.dimension_points, r.band, r.cell, r.next_change_at`;
}

const scored = sql`
  version = excluded.version, total = excluded.total, fit = excluded.fit, engagement = excluded.engagement,
  dimension_points = excluded.dimension_points, band = excluded.band, cell = excluded.cell, computed_at = excluded.computed_at,
  next_change_at = excluded.next_change_at`;

/**
 * Writes where the touched people stand under a model: points, band, recency, open lead. Recency is added to what is there; of
 * those to be counted again it and the open lead are read from their tables.
 */
export async function saveStandings(
  tx: Tx,
  workspaceId: number,
  published: LiveModel,
  context: Context,
  { activity, now }: { activity: Activity[]; now: number },
): Promise<void> {
  const [recount, add] = [activity.filter((each) => each.recount), activity.filter((each) => !each.recount)];
  const scoresOf = (some: Activity[]) => {
    const whom = theseIds(some.map((each) => each.person_id));
    return compileScores(published.model, scoreSources(workspaceId, published, context, whom, now));
  };
  const column = <K extends keyof Activity>(some: Activity[], key: K) => some.map((each) => each[key]);
  const into = sql`
    insert into standing as s (workspace_id, person_id, model_id, version, total, fit, engagement, dimension_points, band, cell,
                               next_change_at, computed_at, open_lead_id, owner_id, first_touch_at, last_touch_at, touch_count)
    select ${workspaceId}::int, r.person_id, ${published.model_id}::int, ${published.version}::int, ${shownColumns(published.model)},
           to_timestamp(${now}::float8 / 1000), r.lead_id, r.owner_id, r.first_at, r.last_at, r.touches
    from scored as r
    on conflict (workspace_id, person_id, model_id) do update set ${scored}`;
  const ids = activity.map((each) => each.person_id);
  const unseen = new Set(await findUnseen(tx, workspaceId, published, theseIds(ids), now));
  const crossings: Crossing[] = [];
  const write = async (scores: Sql, update: Sql) => {
    const statement = sql<{ crossings: Crossing[] }>`
      with scored as (${scores}), written as (${into}, ${update}),
        ${keepCrossings(workspaceId, published, sql`scored`, 'touch', now)}
      select ${crossingsKept} as crossings`;
    const { rows } = await withoutNestedLoops(tx, () => statement.execute(tx));
    crossings.push(...(rows[0]?.crossings ?? []));
  };
  if (add.length > 0) {
    await write(
      sql`select r.*, a.lead_id, null::text as owner_id, to_timestamp(a.first / 1000) as first_at,
          to_timestamp(a.last / 1000) as last_at, a.touches
        from (${scoresOf(add)}) as r
        join unnest(${column(add, 'person_id')}::bigint[], ${column(add, 'first')}::float8[], ${column(add, 'last')}::float8[],
                    ${column(add, 'touches')}::int[], ${column(add, 'lead_id')}::bigint[]) as a (person_id, first, last, touches, lead_id) on a.person_id = r.person_id`,
      sql`open_lead_id = coalesce(excluded.open_lead_id, s.open_lead_id),
        first_touch_at = least(s.first_touch_at, excluded.first_touch_at),
        last_touch_at = greatest(s.last_touch_at, excluded.last_touch_at),
        touch_count = s.touch_count + excluded.touch_count`,
    );
  }
  if (recount.length > 0) {
    const ids = column(recount, 'person_id');
    await write(
      sql`select r.*, l.lead_id, l.owner_id, coalesce(c.first_at, now()) as first_at, coalesce(c.last_at, now()) as last_at,
          coalesce(c.touches, 0) as touches
        from (${scoresOf(recount)}) as r
        left join (
          select t.person_id, min(t.occurred_at) as first_at, max(t.occurred_at) as last_at, count(*)::int as touches
          from touch t
          where t.workspace_id = ${workspaceId} and t.person_id = any(${ids}::bigint[])
          group by t.person_id
        ) as c on c.person_id = r.person_id
        left join lead l on l.workspace_id = ${workspaceId} and l.person_id = r.person_id and l.person_id = any(${ids}::bigint[])
          and l.pipeline = 'main' and l.closed_at is null`,
      sql`open_lead_id = excluded.open_lead_id, owner_id = excluded.owner_id, first_touch_at = excluded.first_touch_at,
        last_touch_at = excluded.last_touch_at, touch_count = excluded.touch_count`,
    );
  }
  const late = activity.filter((each) => each.recount || each.first < now - lateness || unseen.has(each.person_id));
  const lateIds = late.map((each) => each.person_id);
  const settled = await settleBands(tx, workspaceId, published, context, lateIds, crossings, 'touch', now);
  await announceCrossings(tx, workspaceId, published, settled, 'touch', now);
}

/** A touch that occurred longer ago than this (milliseconds) has changed the past; a change by time longer ago than this has gone by unseen. */
const lateness = 60_000;

/**
 * Scores these people anew and writes those rows whose shown numbers or band are other now, or whose next change has come or is
 * noted too late. One that is noted too early only means one look too many, which costs less than writing. Answers how many.
 */
export async function rescore(
  tx: Tx,
  workspaceId: number,
  published: LiveModel,
  context: Context,
  whom: Whom,
  now: number,
  cause: Cause,
): Promise<number> {
  const unseen = await findUnseen(tx, workspaceId, published, whom, now - lateness);
  const scores = compileScores(published.model, scoreSources(workspaceId, published, context, whom, now));
  const statement = sql<{ written: number; crossings: Crossing[] }>`
    with changed as (
      update standing s
      set version = ${published.version}, (total, fit, engagement, dimension_points, band, cell, next_change_at) = row(${shownColumns(published.model)}),
          computed_at = to_timestamp(${now}::float8 / 1000)
      from (${scores}) as r
      where s.workspace_id = ${workspaceId} and s.model_id = ${published.model_id} and s.person_id = r.person_id
        and ${whom(sql.ref('s.person_id'))}
        and ((s.total, s.dimension_points, s.band, s.cell) is distinct from (r.points, r.dimension_points, r.band, r.cell)
          or s.next_change_at <= to_timestamp(${now}::float8 / 1000)
          or (r.next_change_at < s.next_change_at) is not false and r.next_change_at is not null)
      returning r.person_id, r.band, r.previous_band, r.points
    ), ${keepCrossings(workspaceId, published, sql`changed`, cause, now)}
    select (select count(*) from changed) as written, ${crossingsKept} as crossings`;
  const { rows } = await withoutNestedLoops(tx, () => statement.execute(tx));
  const crossings = rows[0]?.crossings ?? [];
  const settled = await settleBands(tx, workspaceId, published, context, unseen, crossings, cause, now);
  await announceCrossings(tx, workspaceId, published, settled, cause, now);
  return rows[0]?.written ?? 0;
}

/** Rows of people who are part of somebody else now. */
export async function dropStandings(tx: Tx, workspaceId: number, personIds: readonly number[]): Promise<void> {
  if (personIds.length === 0) return;
  await sql`delete from standing s where s.workspace_id = ${workspaceId} and s.person_id = any(${personIds}::bigint[])`.execute(
    tx,
  );
}
