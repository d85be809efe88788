import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import type { Page } from '../../../base/pages.ts';
import type { LeadQuery } from '../contract.ts';
import { estimateRows } from './estimate.ts';
import type { ListContext } from './list-context.ts';
import { type PeopleFilter, readFilter, readsOnly } from './people-filter.ts';
import { type PeopleOrder, type Place, readOrder, readPlace, type Way, writePlace } from './people-order.ts';
import { allSql, edgeSql, type Found, narrowSql, type Stretch, walkSql } from './people-sql.ts';

/**
 * How many people are looked at before another way is tried. Met along an index, one costs about 5 µs; found by a narrower
 * index and sorted, about 7 µs: at a million people whichever way suits a filter stays under a tenth of a second.
 */
export const effort = { firstWalk: 2_000, walk: 10_000, longestWalk: 60_000, narrow: 12_000 };

/** The ids of a page of people in the order asked for. Throws `condition_invalid` or `invalid_input`. */
export async function listPeople(
  tx: Tx,
  context: ListContext,
  query: Pick<LeadQuery, 'kind' | 'filter' | 'search' | 'sort' | 'after' | 'limit'>,
): Promise<Page<number>> {
  const filter = readFilter(context, query);
  const order = readOrder(context, query.sort);
  const from = query.after === undefined ? undefined : readPlace(order, query.after);
  const search: Search = { tx, context, filter, order, way: from?.way ?? 'walk' };
  const found = await findFrom(search, from?.place, query.limit + 1);
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((each) => each.person_id),
    next: found.length > query.limit && last ? writePlace(order, last, search.way) : null,
  };
}

/** What is looked for. `way` is the one to begin with, and then the one that led there. */
type Search = { tx: Tx; context: ListContext; filter: PeopleFilter; order: PeopleOrder; way: Way };

async function findFrom(search: Search, place: Place | undefined, limit: number): Promise<Found[]> {
  const { order } = search;
  const isPastKnown = place !== undefined && place.value === null;
  const found = isPastKnown ? [] : await findStretch(search, { order, known: 'known', place }, limit);
  if (found.length >= limit || !order.nullable) return found;
  const rest: Stretch = { order, known: 'missing', place: isPastKnown ? place : undefined };
  return [...found, ...(await findStretch(search, rest, limit - found.length))];
}

/**
 * Finds the first people of a stretch. First it walks along the index of the order, a little way; if few of those met
 * are wanted, the filter is rare, and it asks the filter's own index who they are; if there is none, or they are too many
 * after all, it walks on, or reads everybody. PostgreSQL cannot choose so by itself: it does not know how rare a value
 * inside JSON is.
 */
async function findStretch(search: Search, stretch: Stretch, limit: number): Promise<Found[]> {
  const found: Found[] = [];
  const met = { people: 0 };
  let here = stretch;
  const walkOn = async (most: number): Promise<boolean> => {
    const walked = await walk(search, here, { most, limit }, found, met);
    here = { ...stretch, place: walked.place };
    return walked.isComplete;
  };
  if (search.way === 'walk' && (await walkOn(effort.walk * easeOf(search.filter, stretch)))) return found;
  if (search.way !== 'all') {
    const narrowed = await narrow(search, here, limit - found.length);
    if (narrowed) {
      search.way = 'narrow';
      return [...found, ...narrowed];
    }
    const isPromising = found.length > 0 || search.way === 'narrow';
    if (isPromising && (await walkOn(effort.longestWalk))) return found;
  }
  search.way = 'all';
  return [...found, ...(await readAll(search, here, limit - found.length))];
}

/** Walks on, adding to `found`, as long as the rest seems to be within reach. Says where it stopped, or that it is done. */
async function walk(
  { tx, context, filter }: Search,
  stretch: Stretch,
  { most, limit }: { most: number; limit: number },
  found: Found[],
  met: { people: number },
): Promise<{ place: Place | undefined; isComplete: boolean }> {
  let { place } = stretch;
  if (!isWalkable(filter, stretch)) return { place, isComplete: false };
  // What must be sorted first costs the same however far one walks.
  const first = isSorted(filter, stretch) ? effort.firstWalk : effort.walk;
  let bound = met.people === 0 ? first : nextBound(found.length, met.people, { most, limit });
  while (bound > 0) {
    const here = { ...stretch, place };
    const step = await walkSql(context, filter, here, { bound, limit: limit - found.length }).execute(tx);
    found.push(...step.rows);
    if (found.length >= limit) return { place, isComplete: true };
    const edge = (await edgeSql(context, filter, here, bound).execute(tx)).rows[0];
    if (!edge) return { place, isComplete: true };
    place = edge;
    met.people += bound;
    bound = nextBound(found.length, met.people, { most, limit });
  }
  return { place, isComplete: false };
}

/** How far to walk next: as rare as so far, so many more must be met, and a few more for chance; 0 when that is too far. */
function nextBound(found: number, met: number, { most, limit }: { most: number; limit: number }): number {
  const expected = found === 0 ? Number.POSITIVE_INFINITY : ((limit - found) * met) / found;
  return met + expected <= most ? Math.ceil(expected * 1.3) + 100 : 0;
}

/** Whom a look at their standing already rules out costs a third of one whose card must be opened. */
function easeOf({ parts }: PeopleFilter, { order }: Stretch): number {
  return order.table === 's' && parts.some((part) => readsOnly(part, 's')) ? 3 : 1;
}

/** Whether an index has the order, so that the first of it cost nothing but themselves. */
function isSorted({ kind }: PeopleFilter, { order }: Stretch): boolean {
  return order.found === 'index' || (order.found === 'lead_index' && kind === 'lead');
}

/** Nobody without a lead is in an index of leads. */
function isWalkable({ kind }: PeopleFilter, { order, known }: Stretch): boolean {
  return order.found !== 'all' && (order.table !== 'l' || kind === 'lead' || known === 'known');
}

async function narrow(search: Search, stretch: Stretch, limit: number): Promise<Found[] | undefined> {
  const { tx, filter } = search;
  if (filter.narrowings.length === 0) return undefined;
  // A wrong guess at how common a value is must not lead to reading the whole table.
  await sql`set local enable_seqscan = off`.execute(tx);
  const found = await tryNarrowings(search, stretch, limit);
  await sql`set local enable_seqscan = on`.execute(tx);
  return found;
}

async function tryNarrowings(
  { tx, context, filter }: Search,
  stretch: Stretch,
  limit: number,
): Promise<Found[] | undefined> {
  for (const narrowing of filter.narrowings) {
    if (narrowing.isEstimable && (await estimateRows(tx, narrowing.people)) > 1.5 * effort.narrow) continue;
    const asked = narrowSql(context, filter, stretch, narrowing, { bound: effort.narrow, limit });
    const { rows } = await asked.execute(tx);
    if ((rows[0]?.met ?? 0) <= effort.narrow) return rows.filter(isFound);
  }
  return undefined;
}

function isFound<T extends { person_id: number | null }>(row: T): row is T & { person_id: number } {
  return row.person_id !== null;
}

async function readAll({ tx, context, filter }: Search, stretch: Stretch, limit: number): Promise<Found[]> {
  const { rows } = await sql<Found>`${allSql(context, filter, stretch)} limit ${limit}`.execute(tx);
  return rows;
}
