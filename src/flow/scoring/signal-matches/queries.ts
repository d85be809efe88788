import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { findField } from '../../../conditions/catalogue.ts';
import { checkCondition, placeProblems } from '../../../conditions/check.ts';
import { compileCondition } from '../../../conditions/compile.ts';
import { Condition } from '../../../conditions/format.ts';
import { touchBinding } from '../backfill.ts';
import { signalCatalogue } from '../catalogue.ts';
import type { MatchesAnswer } from './contract.ts';

const days = 30;
const mostRows = 50;
const mostValues = 20;
const mostProperties = 200;
/** Properties are looked for in the latest touches only: what is sent at all is sent often. */
const readForProperties = 5_000;

/** Where touches are read from, as `touchBinding` names it, and since when. `now` is epoch milliseconds. */
function lately(workspaceId: number, since: RawBuilder<Date>, now: number) {
  return sql`touch t left join source src on src.workspace_id = t.workspace_id and src.source_id = t.source_id
    where t.workspace_id = ${workspaceId} and t.occurred_at >= ${since} and t.occurred_at <= ${new Date(now)}`;
}

const daysBefore = (now: number) => sql<Date>`${new Date(now - days * 86_400_000)}`;

/**
 * The touches of 30 days, the last of them that of `now` (epoch ms), for which a condition holds, counted by day and the latest
 * of them. Throws `condition_invalid` with every problem of a condition that no signal could have.
 */
export async function matchSignal(
  tx: Tx,
  workspaceId: number,
  input: unknown,
  timeZone: string,
  now: number,
): Promise<MatchesAnswer> {
  const problems = checkCondition(input, signalCatalogue);
  if (problems.length > 0) {
    const errors = placeProblems(problems, ['body', 'when']);
    throw new AppError('condition_invalid', `Signal: ${errors[0]?.message}`, { errors });
  }
  const holds = compileCondition(Condition.parse(input), signalCatalogue, touchBinding, now, timeZone);
  const today = sql`(${new Date(now)}::timestamptz at time zone ${timeZone})::date`;
  const firstDay = sql`(${today} - ${days - 1}::int)::timestamp`;
  const since = sql<Date>`(${firstDay} at time zone ${timeZone})`;
  const matching = sql`from ${lately(workspaceId, since, now)} and ${holds}`;
  const { rows: counted } = await sql<{ day: string; touches: number }>`
    select to_char(day, 'YYYY-MM-DD') as day, coalesce(found.touches, 0)::int as touches
    from generate_series(${firstDay}, ${today}, interval '1 day') as day
    left join (
      select (t.occurred_at at time zone ${timeZone})::date as on_day, count(*) as touches ${matching} group by 1
    ) as found on found.on_day = day::date
    order by day`.execute(tx);
  const { rows: all } = await sql<{ since: Date; touches: number; people: number }>`
    select ${since} as since, count(*) as touches, count(distinct t.person_id) as people ${matching}`.execute(tx);
  const property = (key: string): RawBuilder<unknown> => sql`t.properties ->> ${key}`;
  const { rows } = await sql<Omit<MatchesAnswer['rows'][number], 'occurred_at'> & { occurred_at: Date }>`
    select t.touch_id, t.type, t.event, t.channel, src.key as source, ${property('path')} as path,
      ${property('title')} as title, ${property('url')} as url, t.occurred_at
    ${matching} order by t.occurred_at desc, t.touch_id desc limit ${mostRows}`.execute(tx);
  return {
    since: (all[0]?.since ?? new Date(now)).toISOString(),
    touches: all[0]?.touches ?? 0,
    people: all[0]?.people ?? 0,
    days: counted,
    rows: rows.map((row) => ({ ...row, occurred_at: row.occurred_at.toISOString() })),
  };
}

/** Values of a field of touches in the 30 days up to `now` (epoch ms) that begin with `q`. Throws `invalid_input` for a field that touches have not. */
export async function listTouchValues(
  tx: Tx,
  workspaceId: number,
  { field, q }: { field: string; q: string },
  now: number,
): Promise<string[]> {
  if (findField(signalCatalogue, field) === undefined)
    throw new AppError('invalid_input', `Expected a field of touches, found ${field}`);
  const binding = touchBinding(field);
  const value =
    binding.kind === 'column'
      ? binding.expression
      : binding.kind === 'jsonb_key'
        ? sql`${binding.raw} ->> ${binding.key}`
        : sql`null::text`;
  const like = `${plainText(q)}%`;
  const { rows } = await sql<{ value: string }>`
    select found.value from (
      select ${value} as value from ${lately(workspaceId, daysBefore(now), now)}
    ) as found
    where found.value <> '' and length(found.value) <= 200 and plumb_fold(found.value) like plumb_fold(${like})
    group by found.value order by count(*) desc, found.value limit ${mostValues}`.execute(tx);
  return rows.map((row) => row.value);
}

/** Names of the properties that the latest touches up to `now` (epoch ms) carry. */
export async function listTouchProperties(tx: Tx, workspaceId: number, now: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select key as name from (
      select t.properties from ${lately(workspaceId, daysBefore(now), now)} order by t.occurred_at desc limit ${readForProperties}
    ) as latest, jsonb_each(latest.properties) as each (key, value)
    where jsonb_typeof(value) in ('string', 'number') and key ~ '^[A-Za-z0-9_ -]{1,100}$'
    group by key order by count(*) desc, key limit ${mostProperties}`.execute(tx);
  return rows.map((row) => row.name);
}

/** What is typed stands for itself in `like`. */
function plainText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
