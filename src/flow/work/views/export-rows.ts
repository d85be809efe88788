import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import type { LeadExport } from '../contract.ts';
import type { ListContext } from './list-context.ts';
import { readFilter } from './people-filter.ts';
import { readOrder } from './people-order.ts';
import { readColumns, readRows } from './people-rows.ts';
import { allSql, type Found } from './people-sql.ts';

const batch = 1_000;

/**
 * All rows of a selection in order, some hundreds at a time, as they were when the first was read. Throws as `listPeople` does
 * before the first.
 */
export async function* exportRows(tx: Tx, context: ListContext, query: LeadExport): AsyncGenerator<unknown[][]> {
  const columns = readColumns(context, query.columns);
  const filter = readFilter(context, query);
  const order = readOrder(context, query.sort);
  for (const known of order.nullable ? (['known', 'missing'] as const) : (['known'] as const)) {
    const all = allSql(context, filter, { order, known, place: undefined });
    await sql`declare exported no scroll cursor for ${all}`.execute(tx);
    while (true) {
      const { rows } = await sql<Found>`fetch ${sql.raw(String(batch))} from exported`.execute(tx);
      if (rows.length === 0) break;
      const ids = rows.map((row) => row.person_id);
      const shown = await readRows(tx, context, ids, columns);
      yield shown.map((row) => query.columns.map((name) => row.columns[name]));
    }
    await sql`close exported`.execute(tx);
  }
}
