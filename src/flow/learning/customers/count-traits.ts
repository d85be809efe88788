import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { compileCondition } from '../../../conditions/compile.ts';
import type { Condition, Rule } from '../../../conditions/format.ts';
import type { loadContext } from '../../identity/index.ts';
import { personBinding, termCatalogue } from '../../scoring/index.ts';
import { asTheyStood, type Read } from './as-they-stood.ts';
import type { Cuts } from './numbers.ts';
import type { KnownCount, TraitField } from './trait-fields.ts';
import { wordsIn } from './words-in.ts';

type Context = Awaited<ReturnType<typeof loadContext>>;
type Sql = RawBuilder<unknown>;

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
/** Different texts whose words are counted: the commonest. */
const mostTexts = 20_000;

/**
 * For each field everybody in `p` with what they have of it: `person_id`, `is_customer`, `value` as compared (null for nothing), `shown` as
 * written. Of a field that is told by its words it is the whole text. Written as one query a field, which PostgreSQL runs several times as
 * fast as one query for all fields of a row.
 */
export function valuesOfEach(fields: readonly TraitField[], cuts: Cuts, context: Context, now: number) {
  return fields.flatMap((field, place): { place: number; values: Sql }[] => {
    const found = findValue(field, cuts, context, now);
    if (found === undefined) return [];
    const { value, shown, from = sql`p` } = found;
    return [
      {
        place,
        values: sql`(select p.person_id, p.is_customer, ${value} as value, ${shown} as shown from ${from}) as v`,
      },
    ];
  });
}

function findValue(field: TraitField, cuts: Cuts, context: Context, now: number) {
  const bound = personBinding(field.name);
  if (field.how === 'values' && bound.kind === 'column')
    return { value: sql`${bound.expression}::text`, shown: sql`${bound.expression}::text` };
  if (bound.kind !== 'jsonb_key') return undefined;
  const { raw, folded = raw, key } = bound;
  switch (field.how) {
    case 'values':
    case 'words':
      return { value: sql`${folded} ->> ${key}`, shown: sql`${raw} ->> ${key}` };
    case 'items': {
      const list = sql`${raw} -> ${key}`;
      const items = sql`jsonb_array_elements_text(case jsonb_typeof(${list}) when 'array' then ${list} else '[]' end)`;
      const once = sql`select plumb_text(item) as value, min(item) as shown from ${items} as item group by 1`;
      return { value: sql`i.value`, shown: sql`i.shown`, from: sql`p cross join lateral (${once}) as i` };
    }
    case 'ticked': {
      const when = whenOf({ field: field.name, operator: '=', value: true });
      const ticked = compileCondition(when, termCatalogue(context), personBinding, now, context.time_zone);
      return { value: sql`case when ${ticked} then 'true' end`, shown: sql`'true'` };
    }
    case 'ranges': {
      const own = cuts.get(field.name);
      if (own === undefined) return undefined;
      const place = sql`width_bucket(plumb_number(${raw} -> ${key}), ${[...own]}::numeric[])`;
      return { value: sql`${place}::text`, shown: sql`null::text` };
    }
  }
}

/**
 * How many customers and how many of the others have each value that at least 5 share (per field the 15 commonest of either), and of how
 * many each field is known. A box counts as known of everybody: what nobody ticked is not ticked. One pass over everybody.
 */
export async function countTraits(
  tx: Tx,
  workspaceId: number,
  read: Read,
  fields: readonly TraitField[],
  cuts: Cuts,
  context: Context,
  now: number,
): Promise<{ values: ValueCount[]; known: KnownCount[] }> {
  const counts = valuesOfEach(fields, cuts, context, now).map(
    ({ place, values: own }) => sql`
      select ${place}::int as field, v.value, coalesce(min(v.shown), v.value) as shown,
        count(*) filter (where v.is_customer) as customers, count(*) filter (where not v.is_customer) as others
      from ${own} where v.value is not null group by v.value`,
  );
  const worded = fields.flatMap(({ how }, place) => (how === 'words' ? [place] : []));
  const { rows } = await sql<{
    values: CountedRow[] | null;
    texts: CountedRow[] | null;
    known: Sides[] | null;
    sides: number[];
  }>`
    with ${asTheyStood(workspaceId, read, fields)}, counted as materialized (
      ${sql.join(counts, sql` union all `)}
    ), ranked as (
      select c.*, row_number() over (partition by c.field order by c.customers desc, c.others desc, c.value collate "C") as place,
        row_number() over (partition by c.field order by c.customers + c.others desc, c.value collate "C") as place_of_all
      from counted c
      where c.customers + c.others >= ${fewestHolders} and length(c.value) <= ${longest} and c.field <> all(${worded}::int[])
    ), texts as (
      select c.* from counted c where c.field = any(${worded}::int[])
      order by c.customers + c.others desc, c.value collate "C" limit ${mostTexts}
    ), known as (
      select c.field, sum(c.customers)::int as customers, sum(c.others)::int as others from counted c group by c.field
    )
    select (select json_agg(r order by r.field, r.value collate "C") from ranked r where least(r.place, r.place_of_all) <= ${mostValues}) as values,
      (select json_agg(t) from texts t) as texts, (select json_agg(k) from known k) as known,
      array[${sql.join(knownSides(fields, context, now))}]::int[] as sides
    from p`.execute(tx);
  const { values, texts, known, sides = [] } = rows[0] ?? {};
  const words = countWords(texts ?? []);
  const knownOf = new Map(known?.map((each) => [each.field, each]));
  return {
    values: [...(values ?? []), ...words].map((row) => ({ ...row, field: fields[row.field] as TraitField })),
    known: fields.map((field, place) => ({
      field,
      customers: (countsOnce(field) ? knownOf.get(place)?.customers : sides[place * 2]) ?? 0,
      others: (countsOnce(field) ? knownOf.get(place)?.others : sides[place * 2 + 1]) ?? 0,
    })),
  };
}

type Sides = { field: number; customers: number; others: number };
type CountedRow = Sides & { value: string; shown: string };

/** Whether everybody of whom the field is known has one value of it, so that the values add up to who they are. */
function countsOnce({ how }: TraitField): boolean {
  return how !== 'items' && how !== 'ticked';
}

/** For each field whose values do not add up, of how many customers and of how many others it is known; 0 for the rest. */
function knownSides(fields: readonly TraitField[], context: Context, now: number): Sql[] {
  return fields.flatMap((field) => {
    if (countsOnce(field)) return [sql`0`, sql`0`];
    const when = whenOf({ field: field.name, operator: 'notNull' });
    const isKnown =
      field.how === 'ticked'
        ? sql`true`
        : compileCondition(when, termCatalogue(context), personBinding, now, context.time_zone);
    return [
      sql`count(*) filter (where p.is_customer and ${isKnown})`,
      sql`count(*) filter (where not p.is_customer and ${isKnown})`,
    ];
  });
}

/** The words in counted texts, each counted once in a text; of each field the commonest. */
function countWords(texts: readonly CountedRow[]): CountedRow[] {
  const counts = new Map<string, CountedRow>();
  for (const { field, shown, customers, others } of texts) {
    for (const [value, written] of wordsIn(shown)) {
      const key = `${field}\n${value}`;
      const before = counts.get(key) ?? { field, value, shown: written, customers: 0, others: 0 };
      counts.set(key, { ...before, customers: before.customers + customers, others: before.others + others });
    }
  }
  const common = [...counts.values()].filter((each) => each.customers + each.others >= fewestHolders);
  const top = (weigh: (each: CountedRow) => number) =>
    common.toSorted((a, b) => weigh(b) - weigh(a) || (a.value < b.value ? -1 : 1)).slice(0, mostValues);
  return [...new Set([...top((each) => each.customers), ...top((each) => each.customers + each.others)])];
}

function whenOf(rule: Rule): Condition {
  return { combinator: 'and', rules: [rule] };
}
