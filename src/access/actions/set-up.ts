import { sql } from 'kysely';
import { type Db, inWorkspace } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import type { SetUp } from '../contract.ts';
import { hashPassword, insertUser, isWithoutUsers } from '../queries/users.ts';
import { takeWorkspaceId } from '../queries/workspaces.ts';
import { createWorkspaceWithin } from './create-workspace.ts';

const setUpLock = 0x706c7375;

/**
 * Makes the first workspace and its administrator, in one transaction. Of several at once, one does it.
 * Throws `setup_done` as soon as there is a user.
 */
export async function setUp(
  app: Db,
  input: SetUp,
  requestId: string | null = null,
): Promise<{ workspace_id: number; user_id: string }> {
  await assertNeeded(app);
  const password_hash = await hashPassword(input.password);
  const workspaceId = await takeWorkspaceId(app);
  return inWorkspace(app, workspaceId, async (tx) => {
    await sql`select pg_advisory_xact_lock(${setUpLock}::bigint)`.execute(tx);
    await assertNeeded(tx);
    const { name, email, language, time_zone, preset } = input;
    // The administrator keeps the workspace's time zone, so that changing that one is enough.
    const userId = await insertUser(tx, { name, email, password_hash, language, time_zone: null });
    const workspace = { name: input.workspace_name, kind: 'real' as const, time_zone, language, preset };
    const by = { user_id: userId, key_id: null, request_id: requestId };
    await createWorkspaceWithin(tx, workspaceId, workspace, userId, by);
    return { workspace_id: workspaceId, user_id: userId };
  });
}

async function assertNeeded(db: Db): Promise<void> {
  if (await isWithoutUsers(db)) return;
  throw new AppError('setup_done', 'This installation has a workspace and an administrator already');
}
