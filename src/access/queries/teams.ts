import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';

/** Throws `not_found` unless the workspace has the team. Returns its name. */
export async function assertTeam(tx: Tx, teamId: number): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from team where team_id = ${teamId}`.execute(tx);
  if (rows[0] === undefined) throw new AppError('not_found', `There is no team ${teamId}`);
  return rows[0].name;
}

/** Makes a team and returns its id. Throws `already_exists` for a name that is taken. */
export async function insertTeam(tx: Tx, name: string): Promise<number> {
  const { rows } = await sql<{ team_id: number }>`
    insert into team (workspace_id, name) values (plumb_workspace(), ${name})
    on conflict on constraint team_name_unique do nothing returning team_id`.execute(tx);
  if (rows[0] === undefined) throw nameTaken(name);
  return rows[0].team_id;
}

/** Renames a team. Throws `already_exists` for a name that is taken; the transaction cannot go on after that. */
export async function updateTeamName(tx: Tx, teamId: number, name: string): Promise<void> {
  try {
    await sql`update team set name = ${name} where team_id = ${teamId}`.execute(tx);
  } catch (error) {
    const taken = error instanceof Error && 'constraint' in error && error.constraint === 'team_name_unique';
    throw taken ? nameTaken(name) : error;
  }
}

/** Removes a team; its members and invitations stay, without one. */
export async function deleteTeam(tx: Tx, teamId: number): Promise<void> {
  await sql`delete from team where team_id = ${teamId}`.execute(tx);
}

function nameTaken(name: string): AppError {
  return new AppError('already_exists', `There is a team "${name}" already`, {
    detail: { reason: 'team_exists', name },
  });
}
