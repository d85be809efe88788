import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { usedSignals } from '../../../model/catalogue.ts';
import type { Signal } from '../../../model/format.ts';
import { readLiveModels, theseIds } from '../../scoring/index.ts';
import type { Buyers, Known } from './buyers.ts';
import { type Before, FEWEST_CUSTOMERS, type Way } from './contract.ts';
import { type Look, matchOthers } from './matched.ts';
import { heldBy, medianOf } from './statistics.ts';
import { compareShares, judgeAll } from './traits.ts';
import { findTurningPoint } from './turning-point.ts';

const DAY = 86_400_000;

type Counted = { signal_id: number; key: string; signal: Signal };

/**
 * What customers did before they won. A signal's share among customers is of those just before their win; of the others of those as long after
 * their first touch (see `matchOthers`). The chance after a signal is counted as the base rate is: over `horizon_days`, the customers' median
 * time from first touch to win, of people who could be followed so long; from the first touch for the base rate, from the first occurrence for
 * the signal. `now` is epoch ms. Null where fewer than `FEWEST_CUSTOMERS` were known before they won.
 */
export async function tellWay(tx: Tx, workspaceId: number, buyers: Buyers, now: number): Promise<Way | null> {
  const { everybody, whom } = buyers;
  const leftOut = new Set(buyers.leaveOut);
  const compared = everybody.filter(({ person_id }) => !leftOut.has(person_id));
  const looks = matchOthers(compared, new Set(buyers.customers.map((each) => each.person_id)), now);
  const cases = looks.filter((look) => look.is_customer);
  if (cases.length < FEWEST_CUSTOMERS) return null;
  const signals = await listCounted(tx, workspaceId);
  const ids = signals.map((each) => each.signal_id);
  const done = await countBefore(tx, workspaceId, ids, looks);
  const byId = new Map(compared.map((each) => [each.person_id, each]));
  const waits = cases.map((each) => each.until - (byId.get(each.person_id) as Known).first_at);
  const horizon = Math.max(DAY, medianOf(waits) ?? DAY);
  const base_rate = baseRate(compared, horizon, now);
  const after = await countAfter(
    tx,
    workspaceId,
    ids,
    compared,
    sql`${whom(sql.ref('h.person_id'))} and h.person_id <> all(${buyers.leaveOut}::bigint[])`,
    horizon,
    now,
  );
  const others = looks.length - cases.length;
  const told = signals.flatMap((each) => {
    const row = done.get(each.signal_id);
    if (!row) return [];
    const chance = after.get(each.signal_id);
    return [
      {
        ...each,
        ...compareShares({ count: row.customers, of: cases.length }, { count: row.others, of: others }),
        first_days: row.first_days,
        last_days: row.last_days,
        chance: chance ? heldBy(chance) : null,
        times: chance && base_rate && base_rate.value > 0 ? chance.count / chance.of / base_rate.value : null,
      },
    ];
  });
  const inOrder = judgeAll(told).toSorted(byTime);
  return {
    customers: cases.length,
    looks: others,
    horizon_days: horizon / DAY,
    base_rate,
    signals: inOrder,
    turning_point: base_rate ? findTurningPoint(inOrder, base_rate.value) : null,
  };
}

/** Earliest first; what no customer did comes last. */
function byTime(a: Pick<Before, 'first_days' | 'signal_id'>, b: Pick<Before, 'first_days' | 'signal_id'>): number {
  return (b.first_days ?? -1) - (a.first_days ?? -1) || a.signal_id - b.signal_id;
}

/** The signals that the live models count, each once, by the key of the model that comes first. */
async function listCounted(tx: Tx, workspaceId: number): Promise<Counted[]> {
  const counted = new Map<number, Counted>();
  for (const { model, signal_ids } of await readLiveModels(tx, workspaceId)) {
    for (const key of usedSignals(model)) {
      const [signal_id, signal] = [signal_ids.get(key), model.signals[key]];
      if (signal_id !== undefined && signal && !counted.has(signal_id))
        counted.set(signal_id, { signal_id, key, signal });
    }
  }
  return [...counted.values()];
}

type Done = {
  signal_id: number;
  customers: number;
  others: number;
  first_days: number | null;
  last_days: number | null;
};

/** By signal, in how many looks it had been given by then, and how many days before customers gave it first and last. */
async function countBefore(
  tx: Tx,
  workspaceId: number,
  signalIds: readonly number[],
  looks: readonly Look[],
): Promise<Map<number, Done>> {
  const people = [...new Set(looks.map((look) => look.person_id))];
  const { rows } = await sql<Done>`
    with look as (
      select * from unnest(${looks.map((look) => look.person_id)}::bigint[], ${looks.map((look) => look.until)}::float8[],
        ${looks.map((look) => look.is_customer)}::boolean[]) with ordinality as look (person_id, until, is_customer, look)
    ), done as (
      select l.look, l.is_customer, h.signal_id, l.until - min(h.at) as first_ms, l.until - max(h.at) as last_ms
      from look l
      join (${hitsOf(workspaceId, signalIds, theseIds(people)(sql.ref('h.person_id')))}) as h on h.person_id = l.person_id and h.at < l.until
      group by l.look, l.is_customer, l.until, h.signal_id
    )
    select d.signal_id, count(*) filter (where d.is_customer) as customers, count(*) filter (where not d.is_customer) as others,
      percentile_cont(0.5) within group (order by d.first_ms) filter (where d.is_customer) / ${DAY} as first_days,
      percentile_cont(0.5) within group (order by d.last_ms) filter (where d.is_customer) / ${DAY} as last_days
    from done d group by d.signal_id`.execute(tx);
  return new Map(rows.map((row) => [row.signal_id, row]));
}

/** Touches of these signals by some people, at epoch ms. */
function hitsOf(workspaceId: number, signalIds: readonly number[], whose: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select h.person_id, h.signal_id, (extract(epoch from h.occurred_at) * 1000)::float8 as at from signal_hit h
    where h.workspace_id = ${workspaceId} and h.signal_id = any(${signalIds}::int[]) and ${whose}`;
}

/** Of those known for the horizon and not customers from their first touch on, who won within it. Null where there are none. */
function baseRate(everybody: readonly Known[], horizon: number, now: number): Way['base_rate'] {
  const followed = everybody.filter(
    ({ first_at, won_at }) => first_at <= now - horizon && (won_at === undefined || won_at > first_at),
  );
  const won = followed.filter(({ first_at, won_at }) => won_at !== undefined && won_at <= first_at + horizon);
  return followed.length === 0 ? null : heldBy({ count: won.length, of: followed.length });
}

/** By signal, how many first gave it before any win and could be followed for the horizon, and how many of them won within it. */
async function countAfter(
  tx: Tx,
  workspaceId: number,
  signalIds: readonly number[],
  everybody: readonly Known[],
  whose: RawBuilder<unknown>,
  horizon: number,
  now: number,
): Promise<Map<number, { count: number; of: number }>> {
  const won = everybody.filter((each) => each.won_at !== undefined);
  const { rows } = await sql<{ signal_id: number; count: number; of: number }>`
    with won as (
      select * from unnest(${won.map((each) => each.person_id)}::bigint[], ${won.map((each) => each.won_at)}::float8[]) as won (person_id, won_at)
    ), began as (
      select h.person_id, h.signal_id, min(h.at) as at from (${hitsOf(workspaceId, signalIds, whose)}) as h group by h.person_id, h.signal_id
    )
    select b.signal_id, count(*) as of, count(*) filter (where w.won_at <= b.at + ${horizon}::float8) as count
    from began b left join won w on w.person_id = b.person_id
    where b.at <= ${now - horizon}::float8 and (w.won_at is null or w.won_at > b.at)
    group by b.signal_id`.execute(tx);
  return new Map(rows.map(({ signal_id, ...count }) => [signal_id, count]));
}
