import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { type Answers, countAnswered, type Interview } from './contract.ts';

type Row = Omit<Interview, 'answered' | 'begun_at' | 'changed_at'> & { begun_at: Date; changed_at: Date };

const columns = sql`
  i.interview_id, i.user_id, coalesce(u.name, i.user_id) as name, i.answers, i.revision, i.begun_at, i.changed_at`;

/** Every interview, the latest first. */
export async function listInterviews(tx: Tx, workspaceId: number): Promise<Interview[]> {
  const { rows } = await sql<Row>`
    select ${columns} from interview i left join auth_user u on u.id = i.user_id
    where i.workspace_id = ${workspaceId} order by i.changed_at desc, i.interview_id`.execute(tx);
  return rows.map(tell);
}

/** One interview. Throws `not_found`. */
export async function getInterview(tx: Tx, workspaceId: number, interviewId: number): Promise<Interview> {
  return readInterview(tx, workspaceId, interviewId, sql``);
}

/** The same, locked until the transaction ends against others who change it. Throws `not_found`. */
export async function lockInterview(tx: Tx, workspaceId: number, interviewId: number): Promise<Interview> {
  return readInterview(tx, workspaceId, interviewId, sql`for update of i`);
}

async function readInterview(
  tx: Tx,
  workspaceId: number,
  interviewId: number,
  lock: RawBuilder<unknown>,
): Promise<Interview> {
  const { rows } = await sql<Row>`
    select ${columns} from interview i left join auth_user u on u.id = i.user_id
    where i.workspace_id = ${workspaceId} and i.interview_id = ${interviewId} ${lock}`.execute(tx);
  if (!rows[0]) throw new AppError('not_found', `Interview ${interviewId}: not found in this workspace`);
  return tell(rows[0]);
}

/** Makes a user's interview, or finds the one there is, also one that is being made at the same time; whether it is new. */
export async function ensureInterview(tx: Tx, workspaceId: number, userId: string) {
  const { rows } = await sql<{ interview_id: number; is_new: boolean }>`
    insert into interview as i (workspace_id, user_id) values (${workspaceId}, ${userId})
    on conflict on constraint interview_one_each do update set user_id = excluded.user_id
    returning i.interview_id, i.xmax = 0 as is_new`.execute(tx);
  return rows[0] as { interview_id: number; is_new: boolean };
}

/** Keeps the answers as the next revision. */
export async function writeAnswers(tx: Tx, workspaceId: number, interviewId: number, answers: Answers): Promise<void> {
  await sql`
    update interview i set answers = ${JSON.stringify(answers)}::jsonb, revision = i.revision + 1, changed_at = now()
    where i.workspace_id = ${workspaceId} and i.interview_id = ${interviewId}`.execute(tx);
}

/** Removes an interview with its answers. */
export async function deleteInterview(tx: Tx, workspaceId: number, interviewId: number): Promise<void> {
  await sql`
    delete from interview i where i.workspace_id = ${workspaceId} and i.interview_id = ${interviewId}`.execute(tx);
}

function tell({ begun_at, changed_at, ...row }: Row): Interview {
  return {
    ...row,
    begun_at: begun_at.toISOString(),
    changed_at: changed_at.toISOString(),
    answered: countAnswered(row.answers),
  };
}
