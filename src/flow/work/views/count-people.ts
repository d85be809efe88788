import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { isTimeout } from '../../../base/time-limit.ts';
import type { LeadCount, LeadKind, LeadSelection } from '../contract.ts';
import { estimateRows } from './estimate.ts';
import type { ListContext } from './list-context.ts';
import { standingScope } from './narrowings.ts';
import { joinParts, type PeopleFilter, readFilter } from './people-filter.ts';
import { fromWhere, joinOthers, tablesOf } from './people-sql.ts';

/** How much a count may look at: people without a filter, with one, found by index, of a sample; ms for a rare filter. */
export const limits = { unfiltered: 100_000, filtered: 30_000, narrowed: 20_000, sample: 6_000, rareMs: 1_500 };
/** Fewer in a sample say too little. */
const leastHits = 30;

/**
 * How many people a selection holds for. Exact where that is quick to find out, and up to 10,000 wherever it can be told within
 * a second and a half; otherwise estimated from a random sample and rounded, to be called "about".
 */
export async function countPeople(tx: Tx, context: ListContext, selection: LeadSelection): Promise<LeadCount> {
  const filter = readFilter(context, selection);
  const isPlain = filter.parts.length === 0;
  const scope = await countScope(tx, context, filter, isPlain ? limits.unfiltered : limits.filtered);
  if (isPlain) return scope;
  if (scope.exact) return { count: await countAll(tx, context, filter), exact: true };
  const sample = await readSample(tx, context, filter, scope.count);
  const share = sample.people === 0 ? 0 : sample.hits / sample.people;
  const estimate = { count: roundTo(2, scope.count * share), exact: false };
  // An index that finds so many one by one would take longer than a count is worth.
  if (estimate.count > limits.narrowed) return estimate;
  const narrowed = await countNarrowed(tx, context, filter);
  if (narrowed !== undefined) return { count: narrowed, exact: true };
  if (sample.hits >= leastHits) return estimate;
  const exact = await countRare(tx, context, filter);
  return exact === undefined ? estimate : { count: exact, exact: true };
}

/** Everybody of the kind: exact up to `limit`, else what the planner believes. */
async function countScope(tx: Tx, context: ListContext, { kind }: PeopleFilter, limit: number): Promise<LeadCount> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select from standing s where ${standingScope(context, kind)} limit ${limit + 1}) met`.execute(
    tx,
  );
  const met = rows[0]?.n ?? 0;
  if (met <= limit) return { count: met, exact: true };
  const believed = (some: LeadKind) =>
    estimateRows(tx, sql`select from standing s where ${standingScope(context, some)}`);
  // How many are of no lead the planner knows from its statistics; how many are of any, only as the rest.
  const count = kind === 'lead' ? (await believed('all')) - (await believed('interest')) : await believed(kind);
  return { count: roundTo(3, Math.max(count, met)), exact: false };
}

async function countAll(tx: Tx, context: ListContext, filter: PeopleFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n ${fromWhere(context, filter)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Undefined where the filter has no index that finds few enough. */
async function countNarrowed(tx: Tx, context: ListContext, filter: PeopleFilter): Promise<number | undefined> {
  if (filter.narrowings.length === 0) return undefined;
  await sql`set local enable_seqscan = off`.execute(tx);
  let found: number | undefined;
  for (const { people } of filter.narrowings) {
    const { rows } = await sql<{ met: number; n: number }>`
      with narrowed as materialized (${people} limit ${limits.narrowed + 1}), size as (select count(*)::int as met from narrowed)
      select size.met, counted.n from size left join lateral (
        select count(*) as n from narrowed n
        join standing s on ${standingScope(context, filter.kind)} and s.person_id = n.person_id
        ${joinOthers(context, 's', tablesOf(filter.parts, []))}
        where size.met <= ${limits.narrowed} and ${joinParts(filter.parts)}
      ) counted on true`.execute(tx);
    if (rows[0] && rows[0].met <= limits.narrowed) {
      found = rows[0].n;
      break;
    }
  }
  await sql`set local enable_seqscan = on`.execute(tx);
  return found;
}

/** How many of some thousands of people, met at random pages of the table, the filter holds for. `among`: how many there are. */
async function readSample(
  tx: Tx,
  context: ListContext,
  filter: PeopleFilter,
  among: number,
): Promise<{ people: number; hits: number }> {
  // More pages than needed, and a part of each, because those who stand together are alike.
  const percent = Math.min(100, (400 * limits.sample) / among);
  const { rows } = await sql<{ people: number; hits: number }>`
    select count(*) as people, count(*) filter (where ${joinParts(filter.parts)}) as hits
    from (
      select s.* from standing s tablesample system (${percent}::real)
      where ${standingScope(context, filter.kind)} and random() < ${percent < 100 ? 0.25 : 1}
    ) s ${joinOthers(context, 's', tablesOf(filter.parts, []))}`.execute(tx);
  return rows[0] ?? { people: 0, hits: 0 };
}

/** Reads everybody, if that can be done in time. */
async function countRare(tx: Tx, context: ListContext, filter: PeopleFilter): Promise<number | undefined> {
  await sql`savepoint rare`.execute(tx);
  try {
    await sql`select set_config('statement_timeout', ${String(limits.rareMs)}, true)`.execute(tx);
    const count = await countAll(tx, context, filter);
    await sql`rollback to savepoint rare`.execute(tx);
    return count;
  } catch (error) {
    await sql`rollback to savepoint rare`.execute(tx);
    if (isTimeout(error)) return undefined;
    throw error;
  }
}

/** A whole number of so many significant digits. */
function roundTo(digits: number, value: number): number {
  return Math.round(Number(value.toPrecision(digits)));
}
