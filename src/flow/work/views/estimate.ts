import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';

type Plan = { 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] };

/** How many rows the planner believes a query has: good where it asks for plain columns, a guess inside JSON. */
export async function estimateRows(tx: Tx, query: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<Plan>`explain (format json) ${query}`.execute(tx);
  return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
}
