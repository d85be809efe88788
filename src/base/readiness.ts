import { sql } from 'kysely';
import { readDatabaseError } from './database-errors.ts';
import type { Database } from './db.ts';
import { listPending, type Migration } from './migrate.ts';

/** Whether requests can be served; `reason` says what is missing. */
export type Readiness = { ready: boolean; reason?: string };

/** Asks the database, as the role that serves requests, and compares what has run there with the migrations of this version. */
export async function checkReadiness(db: Database, migrations: Migration[]): Promise<Readiness> {
  try {
    await sql`select 1`.execute(db.app);
    const pending = await listPending(db, migrations);
    if (pending.length > 0) return { ready: false, reason: `${pending.length} migrations have not run: plumb migrate` };
    return { ready: true };
  } catch (error) {
    return { ready: false, reason: readDatabaseError(error)?.message ?? 'The database cannot be asked' };
  }
}
