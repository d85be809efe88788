import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { compileCondition } from '../../../conditions/compile.ts';
import type { Condition, Rule } from '../../../conditions/format.ts';
import type { loadContext } from '../../identity/index.ts';
import { personBinding, termCatalogue } from '../../scoring/index.ts';
import { asTheyStood, type Read } from './as-they-stood.ts';
import type { KnownCount, TraitField } from './trait-fields.ts';

type Context = Awaited<ReturnType<typeof loadContext>>;
type Sql = RawBuilder<unknown>;

/** Where a number's ranges are cut, ascending, by field: `< cuts[0]`, from each cut to the next, and from the last on. */
export type Cuts = ReadonlyMap<string, readonly number[]>;

/**
 * How many of those read have one value of a field: `value` as compared (of a number the place of its range), `shown` as somebody
 * wrote it.
 */
export type ValueCount = { field: TraitField; value: string; shown: string; customers: number; others: number };

/** Values that fewer people share say nothing. */
const fewestHolders = 5;
/** Of each field these many are compared: the commonest among customers, and the commonest among all. */
const mostValues = 15;
const longest = 200;

/** Words that join others in the titles of people. */
const joining = 'of and the for to in at de la el le du des al și si pentru din în и по в на для с'.split(' ');

/** Field, value as compared, value as written, of everybody in `p`: one row for each value that somebody has. */
export function valueRows(fields: readonly TraitField[], cuts: Cuts, context: Context, now: number): Sql {
  const single = fields.flatMap((field, place) => {
    const { value, shown } = singleValue(field, cuts, context, now) ?? {};
    return value === undefined ? [] : [sql`(${place}::int, ${value}, ${shown})`];
  });
  const several = fields.flatMap((field, place) => {
    const values = severalValues(field);
    return values === undefined ? [] : [sql`select ${place}::int, v.value, v.shown from (${values}) as v`];
  });
  const parts = [...(single.length > 0 ? [sql`values ${sql.join(single)}`] : []), ...several];
  return sql`lateral (${sql.join(parts, sql` union all `)}) as v (field, value, shown)`;
}

function singleValue(field: TraitField, cuts: Cuts, context: Context, now: number) {
  const bound = personBinding(field.name);
  if (field.how === 'values' && bound.kind === 'column')
    return { value: sql`${bound.expression}::text`, shown: sql`${bound.expression}::text` };
  if (bound.kind !== 'jsonb_key') return undefined;
  const { raw, folded = raw, key } = bound;
  if (field.how === 'values') return { value: sql`${folded} ->> ${key}`, shown: sql`${raw} ->> ${key}` };
  if (field.how === 'ticked') {
    const ticked = compileCondition(
      whenOf({ field: field.name, operator: '=', value: true }),
      termCatalogue(context),
      personBinding,
      now,
      context.time_zone,
    );
    return { value: sql`case when ${ticked} then 'true' end`, shown: sql`'true'` };
  }
  const own = cuts.get(field.name) ?? [];
  if (field.how !== 'ranges' || own.length === 0) return undefined;
  return {
    value: sql`width_bucket(plumb_number(${raw} -> ${key}), ${[...own]}::numeric[])::text`,
    shown: sql`null::text`,
  };
}

function severalValues({ name, how }: TraitField): Sql | undefined {
  const bound = personBinding(name);
  if (bound.kind !== 'jsonb_key') return undefined;
  const { raw, key } = bound;
  if (how === 'words')
    return sql`select plumb_fold(word) as value, min(word) as shown
      from unnest(string_to_array(btrim(plumb_words(${raw} ->> ${key})), ' ')) as word
      where length(word) > 1 and plumb_fold(word) <> all(${joining}::text[])
      group by 1`;
  if (how === 'items')
    return sql`select plumb_text(item) as value, min(item) as shown
      from jsonb_array_elements_text(case jsonb_typeof(${raw} -> ${key}) when 'array' then ${raw} -> ${key} else '[]' end) as item
      group by 1`;
  return undefined;
}

/** Where the customers' numbers are cut in four parts of equal size; of few different ones in fewer. */
export async function cutNumbers(
  tx: Tx,
  workspaceId: number,
  read: Read,
  fields: readonly TraitField[],
): Promise<Cuts> {
  const numbers = fields.filter((field) => field.how === 'ranges');
  if (numbers.length === 0) return new Map();
  const cuts = numbers.map(({ name }) => {
    const number = numberOf(name);
    return sql`(select array_agg(distinct cut order by cut) from unnest(
        percentile_disc(array[0.25, 0.5, 0.75]) within group (order by ${number})) as cut where cut > min(${number}))`;
  });
  const { rows } = await sql<Record<string, string[] | null>>`
    with ${asTheyStood(workspaceId, read)}
    select ${sql.join(cuts.map((cut, place) => sql`${cut} as ${sql.ref(`cut_${place}`)}`))} from p where p.is_customer`.execute(
    tx,
  );
  return new Map(
    numbers.flatMap(({ name }, place) => {
      const found = rows[0]?.[`cut_${place}`];
      return found ? [[name, found.map(Number)] as const] : [];
    }),
  );
}

/** A number field of somebody in `p`; null where it is not known. */
export function numberOf(field: string): Sql {
  const bound = personBinding(field);
  if (bound.kind !== 'jsonb_key') throw new Error(`${field}: not a number that people have`);
  return sql`plumb_number(${bound.raw} -> ${bound.key})`;
}

/**
 * Of how many customers, and of how many others, each field is known. A box counts as known of everybody: what nobody ticked is not
 * ticked.
 */
export async function countKnown(
  tx: Tx,
  workspaceId: number,
  read: Read,
  fields: readonly TraitField[],
  context: Context,
  now: number,
): Promise<KnownCount[]> {
  const { time_zone } = context;
  const figures = fields.flatMap(({ name, how }) => {
    const when = whenOf({ field: name, operator: 'notNull' });
    const isKnown =
      how === 'ticked' ? sql`true` : compileCondition(when, termCatalogue(context), personBinding, now, time_zone);
    return [
      sql`count(*) filter (where p.is_customer and ${isKnown})`,
      sql`count(*) filter (where not p.is_customer and ${isKnown})`,
    ];
  });
  const { rows } = await sql<{ figures: number[] }>`
    with ${asTheyStood(workspaceId, read)}
    select array[${sql.join(figures)}]::int[] as figures from p`.execute(tx);
  const known = rows[0]?.figures ?? [];
  return fields.map((field, place) => ({
    field,
    customers: known[place * 2] ?? 0,
    others: known[place * 2 + 1] ?? 0,
  }));
}

/** How many customers and how many of the others have each value that at least 5 share; per field the 15 commonest of either. */
export async function countValues(
  tx: Tx,
  workspaceId: number,
  read: Read,
  fields: readonly TraitField[],
  cuts: Cuts,
  context: Context,
  now: number,
): Promise<ValueCount[]> {
  const { rows } = await sql<{ field: number; value: string; shown: string; customers: number; others: number }>`
    with ${asTheyStood(workspaceId, read)}, counted as (
      select v.field, v.value, coalesce(min(v.shown collate "C"), v.value) as shown,
        count(*) filter (where p.is_customer) as customers, count(*) filter (where not p.is_customer) as others
      from p cross join ${valueRows(fields, cuts, context, now)}
      where v.value is not null and length(v.value) <= ${longest}
      group by v.field, v.value having count(*) >= ${fewestHolders}
    ), ranked as (
      select c.*, row_number() over (partition by c.field order by c.customers desc, c.others desc, c.value collate "C") as place,
        row_number() over (partition by c.field order by c.customers + c.others desc, c.value collate "C") as place_of_all
      from counted c
    )
    select r.field, r.value, r.shown, r.customers, r.others from ranked r
    where least(r.place, r.place_of_all) <= ${mostValues}
    order by r.field, r.value collate "C"`.execute(tx);
  return rows.map((row) => ({ ...row, field: fields[row.field] as TraitField }));
}

function whenOf(rule: Rule): Condition {
  return { combinator: 'and', rules: [rule] };
}
