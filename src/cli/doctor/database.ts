import { readDatabaseError } from '../../base/database-errors.ts';
import type { Database } from '../../base/db.ts';
import { diagnoseDatabase, diagnoseQueue, tryWorkingRole } from '../../base/diagnose.ts';
import { AppError, errorCodes } from '../../base/errors.ts';
import { listPending, readMigrations } from '../../base/migrate.ts';
import type { CommandContext } from '../command.ts';
import type { Check } from './check.ts';

/** A job that is due and has waited so long has nobody to do it. */
const longWaitSeconds = 60;

/** Looks at the database: whether it can be reached, is fit for use, up to date, and whether somebody works on its jobs. */
export async function* checkDatabase(context: CommandContext): AsyncGenerator<Check> {
  const open = await openOrSay(context);
  if ('state' in open) {
    yield open;
    return;
  }
  const { db, embedded, close } = open;
  try {
    const { server_version, size, ...fitness } = await diagnoseDatabase(db);
    yield {
      state: 'good',
      text: `PostgreSQL ${server_version}${embedded ? ' of its own' : ''} answers; ${size} of data`,
    };
    const pending = await checkMigrations(db);
    yield pending;
    if (pending.state === 'bad') return;
    yield* checkFitness(fitness);
    yield await checkRole(db);
    yield* checkQueue(await diagnoseQueue(db));
  } finally {
    await close();
  }
}

async function openOrSay(context: CommandContext) {
  try {
    return await context.openDatabase();
  } catch (error) {
    return describe(error, 'The database cannot be opened');
  }
}

async function checkMigrations(db: Database): Promise<Check> {
  try {
    const pending = await listPending(db, await readMigrations());
    if (pending.length === 0) return { state: 'good', text: 'All migrations have run' };
    const names = pending.map((migration) => migration.name).join(', ');
    return {
      state: 'bad',
      text: `Migrations have not run: ${names}`,
      mend: 'Run: plumb migrate (serve does so by itself)',
    };
  } catch (error) {
    return describe(error, 'The migrations cannot be compared');
  }
}

function* checkFitness(fitness: { search_is_trusted: boolean; knows_letters: boolean }): Generator<Check> {
  if (fitness.knows_letters) yield { state: 'good', text: 'Letters of every script can be searched for' };
  else {
    const mend = 'Make the database anew with the locale C.UTF-8 (LC_CTYPE) and restore a dump into it.';
    yield {
      state: 'warning',
      text: 'The database’s locale knows only the letters a to z: search misses the others',
      mend,
    };
  }
  if (fitness.search_is_trusted) yield { state: 'good', text: 'Search uses its indexes' };
  else {
    const mend = 'Have a superuser run in this database: select plumb_trust_search();';
    yield { state: 'warning', text: 'Search and filters cannot use their indexes and are slow with many people', mend };
  }
}

async function checkRole(db: Database): Promise<Check> {
  try {
    await tryWorkingRole(db);
    return { state: 'good', text: 'The role plumb_app works, bound to one workspace at a time' };
  } catch (error) {
    return describe(error, 'Work under the role plumb_app is not possible');
  }
}

function* checkQueue(queue: Awaited<ReturnType<typeof diagnoseQueue>>): Generator<Check> {
  const { workers, waiting, oldest_wait_seconds: wait, given_up } = queue;
  if (workers > 0) yield { state: 'good', text: `Jobs: ${workers} processes work on them, ${waiting} wait` };
  else if (wait < longWaitSeconds)
    yield { state: 'good', text: 'Jobs: nobody works on them now, and none has waited long' };
  else {
    const text = `Jobs: ${waiting} wait, the longest for ${Math.round(wait)} s, and nobody works on them`;
    yield { state: 'bad', text, mend: 'Run: plumb serve, or plumb work beside servers with --no-jobs.' };
  }
  if (given_up > 0) {
    const mend = 'The server’s log has the reasons, under the job’s name.';
    yield { state: 'warning', text: `Jobs: ${given_up} were given up after all attempts`, mend };
  }
}

function describe(error: unknown, what: string): Check {
  const known = readDatabaseError(error);
  if (known instanceof AppError) return { state: 'bad', text: known.message, mend: errorCodes[known.code].mend };
  return { state: 'bad', text: `${what}: ${error instanceof Error ? error.message : String(error)}` };
}
