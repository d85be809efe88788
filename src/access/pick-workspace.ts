import { sql } from 'kysely';
import type { Database } from '../base/db.ts';
import { AppError } from '../base/errors.ts';

/**
 * Which workspace a command means: the one of that id or name, or without a name the only real one. Throws `not_found`,
 * naming those there are.
 */
export async function pickWorkspace(db: Database, wanted?: string): Promise<number> {
  const { rows } = await sql<{ workspace_id: number; name: string; kind: string }>`
    select w.workspace_id, w.name, w.kind from workspace w order by w.kind desc, w.workspace_id`.execute(db.owner);
  const meant =
    wanted === undefined
      ? rows.filter((row) => row.kind === 'real')
      : rows.filter((row) => String(row.workspace_id) === wanted || row.name.toLowerCase() === wanted.toLowerCase());
  const [only] = meant;
  if (only && meant.length === 1) return only.workspace_id;
  const all =
    rows.map((row) => `${row.workspace_id} ${JSON.stringify(row.name)}`).join(', ') ||
    'none yet: open Plumb in a browser to make one';
  if (wanted === undefined && meant.length > 1)
    throw new AppError('invalid_input', `--workspace: expected one of ${all}`);
  throw new AppError(
    'not_found',
    `Workspace ${wanted === undefined ? '' : `${JSON.stringify(wanted)} `}not found; there are: ${all}`,
  );
}

/** The first administrator of the oldest real workspace, who gets what a command makes. Throws `not_found`. */
export async function findAdministrator(
  db: Database,
): Promise<{ user_id: string; language: string; time_zone: string }> {
  const { rows } = await sql<{ user_id: string; language: string; time_zone: string }>`
    select m.user_id, w.language, w.time_zone from member m join workspace w using (workspace_id)
    where w.kind = 'real' and m.role = 'administrator' and m.left_at is null
    order by w.workspace_id, m.created_at limit 1`.execute(db.owner);
  if (!rows[0])
    throw new AppError('not_found', 'There is no workspace yet: expected one, made at the first visit in a browser');
  return rows[0];
}
