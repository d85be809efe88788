import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { personBinding } from '../../scoring/index.ts';
import { asTheyStood, onlyCustomers, type Win } from './as-they-stood.ts';
import type { TraitField } from './trait-fields.ts';

/** By customer the numbers that were known of them when they won, by field. */
export type Numbers = ReadonlyMap<number, ReadonlyMap<string, number>>;

/** Where a number's ranges are cut, ascending, by field: `< cuts[0]`, from each cut to the next, and from the last on. */
export type Cuts = ReadonlyMap<string, readonly number[]>;

/** The numbers of these customers when they won: read once, for ranges and for groups. */
export async function readNumbers(
  tx: Tx,
  workspaceId: number,
  customers: readonly Win[],
  fields: readonly TraitField[],
): Promise<Numbers> {
  const numeric = fields.filter(({ how }) => how === 'ranges');
  const names = numeric.map(({ name }) => name);
  if (names.length === 0 || customers.length === 0) return new Map();
  const { rows } = await sql<{ person_id: number; numbers: (number | null)[] }>`
    with ${asTheyStood(workspaceId, onlyCustomers(customers), numeric)}
    select p.person_id, array[${sql.join(names.map(numberOf))}]::float8[] as numbers from p`.execute(tx);
  return new Map(
    rows.map(({ person_id, numbers }) => [
      person_id,
      new Map(names.flatMap((name, place) => (numbers[place] == null ? [] : [[name, numbers[place]] as const]))),
    ]),
  );
}

/** Where the customers' numbers are cut in four parts of equal size; of few different ones in fewer. */
export function cutNumbers(numbers: Numbers, fields: readonly TraitField[]): Cuts {
  return new Map(
    fields.flatMap(({ name, how }) => {
      if (how !== 'ranges') return [];
      const sorted = [...numbers.values()].flatMap((own) => own.get(name) ?? []).sort((a, b) => a - b);
      const quarters = [0.25, 0.5, 0.75].map((part) => sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN);
      const cuts = [...new Set(quarters)].filter((cut) => cut > (sorted[0] as number));
      return cuts.length === 0 ? [] : [[name, cuts] as const];
    }),
  );
}

/** A number field of somebody in `p`; null where it is not known. */
export function numberOf(field: string): RawBuilder<unknown> {
  const bound = personBinding(field);
  if (bound.kind !== 'jsonb_key') throw new Error(`${field}: not a number that people have`);
  return sql`plumb_number(${bound.raw} -> ${bound.key})`;
}
