import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import type { loadContext } from '../../identity/index.ts';
import { asTheyStood, onlyCustomers, type Win } from './as-they-stood.ts';
import { valuesOfEach } from './count-traits.ts';
import { type Member, type Members, shownKey } from './groups.ts';
import type { Cuts, Numbers } from './numbers.ts';
import type { TraitField } from './trait-fields.ts';
import { wordsIn } from './words-in.ts';

type Context = Awaited<ReturnType<typeof loadContext>>;

/** Customers that groups are made from at most. */
export const MOST_MEMBERS = 5_000;

/** What these customers were when they won, value by value. `numbers`: what was read of them (see `readNumbers`). `amounts`: by property the number in the touches by which each won. */
export async function readMembers(
  tx: Tx,
  workspaceId: number,
  customers: readonly Win[],
  fields: readonly TraitField[],
  cuts: Cuts,
  numbers: Numbers,
  amounts: ReadonlyMap<string, ReadonlyMap<number, number>>,
  context: Context,
  now: number,
): Promise<Members> {
  const each = valuesOfEach(fields, cuts, context, now).map(
    ({ place, values: own }) => sql`
      select v.person_id, ${place}::int as field, v.value, v.shown from ${own}
      where v.value is not null and length(v.value) <= 200`,
  );
  const { rows } = await sql<{ person_id: number; field: number; value: string; shown: string | null }>`
    with ${asTheyStood(workspaceId, onlyCustomers(customers), fields)}
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
  const told = new Set(fields.map(({ name }) => name));
  const numbersOf = (person: number) =>
    new Map([
      ...[...(numbers.get(person) ?? [])].filter(([field]) => told.has(field)),
      ...[...amounts].flatMap(([field, of]) => {
        const amount = of.get(person);
        return amount === undefined ? [] : [[field, amount] as const];
      }),
    ]);
  const members = customers.map(
    ({ person_id }): Member => ({
      values: values.get(person_id) ?? new Map(),
      numbers: numbersOf(person_id),
    }),
  );
  return { members, fields, shown, cuts };
}
