import { type RawBuilder, sql } from 'kysely';

type Sql = RawBuilder<unknown>;

/** Which people a statement is about: a condition on a `person_id`, written once for every table that is read. */
export type Whom = (personId: Sql) => Sql;

/** The people with these ids. */
export function theseIds(ids: readonly number[]): Whom {
  return (personId) => sql`${personId} = any(${ids}::bigint[])`;
}
