import { sql } from 'kysely';
import { type Db, inWorkspace } from '../../../base/db.ts';

/** Rows removed in one transaction. */
const most = 20_000;

/** Removes where people stand under an archived model, some at a time; nothing of a model that has been restored meanwhile. */
export async function dropModelStandings(app: Db, workspaceId: number, modelId: number): Promise<void> {
  for (let dropped = most; dropped === most; ) {
    dropped = await inWorkspace(app, workspaceId, async (tx) => {
      const { numAffectedRows } = await sql`
        delete from standing s
        where s.workspace_id = ${workspaceId} and s.model_id = ${modelId} and s.person_id in (
          select o.person_id from standing o
          join model m on m.workspace_id = o.workspace_id and m.model_id = o.model_id and m.archived_at is not null
          where o.workspace_id = ${workspaceId} and o.model_id = ${modelId} limit ${most})`.execute(tx);
      return Number(numAffectedRows ?? 0);
    });
  }
}
