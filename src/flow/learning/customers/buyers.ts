import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { compileCondition } from '../../../conditions/compile.ts';
import type { Condition } from '../../../conditions/format.ts';
import type { loadContext } from '../../identity/index.ts';
import {
  drawPeople,
  personBinding,
  readProfiles,
  readWins,
  scaleUp,
  signalCatalogue,
  termCatalogue,
  theseIds,
  touchBinding,
  type Whom,
} from '../../scoring/index.ts';
import type { Win } from './as-they-stood.ts';
import type { AskedCustomers, CustomersAnswer } from './contract.ts';
import { numberOf } from './numbers.ts';
import { traitFields } from './trait-fields.ts';

type Context = Awaited<ReturnType<typeof loadContext>>;

/** People who are compared at most; of more, a random part. */
export const MOST_READ = 100_000;

const property = 'touch.properties.';
/** A number of the winning touches is offered where this share of customers have it. */
const leastShare = 0.1;
const mostProperties = 10;

/** Somebody with their first touch and, of those who won, their first win (epoch ms). */
export type Known = { person_id: number; first_at: number; won_at: number | undefined };

/**
 * Who is compared: the customers asked about, the customers left out on both sides (not the best ones), and everybody with their
 * first touch. `amounts`: by property, what the touches by which each customer won add up to.
 */
export type Buyers = {
  sample: CustomersAnswer['sample'];
  whom: Whom;
  everybody: Known[];
  customers: Win[];
  leaveOut: number[];
  best: CustomersAnswer['best'];
  amounts: Map<string, Map<number, number>>;
};

/**
 * Finds the customers at `now` (epoch ms) and whom they are compared with. Throws `not_found` for a profile that is not in use,
 * `invalid_input` for a number that nobody has.
 */
export async function findBuyers(
  tx: Tx,
  workspaceId: number,
  won: Condition,
  { best, profile }: Pick<AskedCustomers, 'best' | 'profile'>,
  context: Context,
  now: number,
): Promise<Buyers> {
  const drawn = await drawPeople(tx, workspaceId, 'everybody', MOST_READ);
  const fitting =
    profile === undefined ? undefined : await listFitting(tx, workspaceId, profile, drawn.whom, context, now);
  const whom = fitting ? theseIds(fitting) : drawn.whom;
  const sample = fitting
    ? { people: scaleUp(drawn, fitting.length), read: fitting.length }
    : { people: drawn.people, read: drawn.read };
  const wins = await readWins(tx, workspaceId, won, context, whom, now);
  const { rows } = await sql<{ person_id: number; first_at: number }>`
    select t.person_id, (extract(epoch from min(t.occurred_at)) * 1000)::float8 as first_at from touch t
    where t.workspace_id = ${workspaceId} and ${whom(sql.ref('t.person_id'))}
    group by t.person_id order by t.person_id`.execute(tx);
  const everybody = rows.map((row): Known => ({ ...row, won_at: wins.get(row.person_id) }));
  const all = everybody.flatMap(({ person_id, won_at }): Win[] =>
    won_at === undefined ? [] : [{ person_id, won_at }],
  );
  const amounts = await readAmounts(tx, workspaceId, won, all, context, now);
  if (best === undefined) return { sample, whom, everybody, customers: all, leaveOut: [], best: null, amounts };
  const numbers = best.field.startsWith(property)
    ? (amounts.get(best.field) ?? new Map<number, number>())
    : await readNumbers(tx, workspaceId, best.field, all, context);
  const ranked = [...numbers.values()].sort((a, b) => b - a);
  const from = ranked[Math.ceil(best.share * ranked.length) - 1];
  if (from === undefined)
    throw new AppError('invalid_input', `${best.field}: expected a number that customers have, found none`);
  const isBest = ({ person_id }: Win) => (numbers.get(person_id) ?? Number.NEGATIVE_INFINITY) >= from;
  return {
    sample,
    whom,
    everybody,
    customers: all.filter(isBest),
    leaveOut: all.filter((each) => !isBest(each)).map((each) => each.person_id),
    best: { field: best.field, from, of: ranked.length },
    amounts,
  };
}

/** People of whom the profile holds now. */
async function listFitting(
  tx: Tx,
  workspaceId: number,
  key: string,
  whom: Whom,
  context: Context,
  now: number,
): Promise<number[]> {
  const profile = (await readProfiles(tx, workspaceId))[key];
  if (!profile) throw new AppError('not_found', `Profile ${key}: not in use in this workspace`);
  const fits = compileCondition(profile.when, termCatalogue(context), personBinding, now, context.time_zone);
  const { rows } = await sql<{ person_id: number }>`
    select p.person_id from (
      select p.*, src.key as first_source_key from person p
      left join source src on src.workspace_id = p.workspace_id and src.source_id = p.first_source_id
      where p.workspace_id = ${workspaceId} and p.merged_into is null and ${whom(sql.ref('p.person_id'))}
    ) as p where ${fits} order by p.person_id`.execute(tx);
  return rows.map((row) => row.person_id);
}

/** What the touches by which these customers won add up to, by numeric property: the commonest ones that are not the same for all. */
async function readAmounts(
  tx: Tx,
  workspaceId: number,
  won: Condition,
  customers: readonly Win[],
  context: Context,
  now: number,
): Promise<Map<string, Map<number, number>>> {
  const holds = compileCondition(won, signalCatalogue, touchBinding, now, context.time_zone);
  const ids = theseIds(customers.map((each) => each.person_id));
  const { rows } = await sql<{ person_id: number; key: string; amount: number }>`
    select t.person_id, e.key, sum(e.value::numeric)::float8 as amount
    from touch t
    left join source src on src.workspace_id = t.workspace_id and src.source_id = t.source_id
    cross join lateral jsonb_each(t.properties) as e
    where t.workspace_id = ${workspaceId} and ${ids(sql.ref('t.person_id'))} and ${holds} and jsonb_typeof(e.value) = 'number'
      and t.occurred_at <= to_timestamp(${now}::float8 / 1000)
    group by t.person_id, e.key`.execute(tx);
  const byKey = Map.groupBy(rows, (row) => `${property}${row.key}`);
  const tells = (of: typeof rows) =>
    of.length >= leastShare * customers.length && of.some(({ amount }) => amount !== of[0]?.amount);
  const common = [...byKey].filter(([, of]) => tells(of));
  return new Map(
    common
      .sort(([a, some], [b, more]) => more.length - some.length || (a < b ? -1 : 1))
      .slice(0, mostProperties)
      .map(([key, of]) => [key, new Map(of.map((row) => [row.person_id, row.amount]))]),
  );
}

/** A number field of these people, as it is now: what somebody spent is learnt when they buy, or later. */
async function readNumbers(
  tx: Tx,
  workspaceId: number,
  field: string,
  people: readonly Win[],
  context: Context,
): Promise<Map<number, number>> {
  if (!traitFields(context).some(({ name, how }) => name === field && how === 'ranges'))
    throw new AppError('invalid_input', `${field}: expected a number field of people or their companies`);
  const number: RawBuilder<unknown> = numberOf(field);
  const { rows } = await sql<{ person_id: number; number: number }>`
    select p.person_id, ${number}::float8 as number from person p
    where p.workspace_id = ${workspaceId} and p.person_id = any(${people.map((each) => each.person_id)}::bigint[])
      and ${number} is not null`.execute(tx);
  return new Map(rows.map((row) => [row.person_id, row.number]));
}
