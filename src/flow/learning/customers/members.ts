import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import type { loadContext } from '../../identity/index.ts';
import { asTheyStood, onlyCustomers, type Read, type Win } from './as-they-stood.ts';
import { type Cuts, numberOf, valuesOfEach } from './count-traits.ts';
import { type Member, type Members, shownKey } from './groups.ts';
import type { TraitField } from './trait-fields.ts';
import { wordsIn } from './words-in.ts';

type Context = Awaited<ReturnType<typeof loadContext>>;

/** Customers that groups are made from at most. */
export const MOST_MEMBERS = 5_000;

/** What these customers were when they won, value by value. `amounts`: by property the number in the touches by which each won. */
export async function readMembers(
  tx: Tx,
  workspaceId: number,
  customers: readonly Win[],
  fields: readonly TraitField[],
  cuts: Cuts,
  amounts: ReadonlyMap<string, ReadonlyMap<number, number>>,
  context: Context,
  now: number,
): Promise<Members> {
  const read = onlyCustomers(customers);
  const each = valuesOfEach(fields, cuts, context, now).map(
    ({ place, values: own }) => sql`
      select v.person_id, ${place}::int as field, v.value, v.shown from ${own}
      where v.value is not null and length(v.value) <= 200`,
  );
  const { rows } = await sql<{ person_id: number; field: number; value: string; shown: string | null }>`
    with ${asTheyStood(workspaceId, read)}
    ${sql.join(each, sql` union all `)}`.execute(tx);
  const values = new Map(customers.map((each) => [each.person_id, new Map<string, string[]>()]));
  const shown = new Map<string, string>();
  for (const row of rows) {
    const { name, how } = fields[row.field] as TraitField;
    const written = row.shown ?? row.value;
    for (const [value, as] of how === 'words' ? wordsIn(written) : [[row.value, written] as const]) {
      values
        .get(row.person_id)
        ?.getOrInsertComputed(name, () => [])
        .push(value);
      const key = shownKey(name, value);
      if (as < (shown.get(key) ?? '\uffff')) shown.set(key, as);
    }
  }
  const numbers = await readNumbers(tx, workspaceId, read, fields);
  for (const [field, ofPeople] of amounts)
    for (const [person, number] of ofPeople) numbers.get(person)?.set(field, number);
  const members = customers.map(
    ({ person_id }): Member => ({
      values: values.get(person_id) ?? new Map(),
      numbers: numbers.get(person_id) ?? new Map(),
    }),
  );
  return { members, fields, shown, cuts };
}

async function readNumbers(
  tx: Tx,
  workspaceId: number,
  read: Read,
  fields: readonly TraitField[],
): Promise<Map<number, Map<string, number>>> {
  const known = new Map(read.customers.map((each) => [each.person_id, new Map<string, number>()]));
  const numeric = fields.filter((field) => field.how === 'ranges');
  if (numeric.length === 0) return known;
  const { rows } = await sql<{ person_id: number; numbers: (number | null)[] }>`
    with ${asTheyStood(workspaceId, read)}
    select p.person_id, array[${sql.join(numeric.map(({ name }) => numberOf(name)))}]::float8[] as numbers from p`.execute(
    tx,
  );
  for (const { person_id, numbers } of rows)
    for (const [place, number] of numbers.entries())
      if (number !== null) known.get(person_id)?.set((numeric[place] as TraitField).name, number);
  return known;
}
