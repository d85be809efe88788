import { type Actor, assertMay, recordChange } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import { waitForBatches } from '../../capture/index.ts';
import { setOwner } from '../../identity/index.ts';
import {
  type BulkChange,
  countBulkRows,
  findBulkChange,
  listTemperatureChanges,
  listUnchangedFields,
  listUnchangedOwners,
  setUndone,
} from '../queries/bulk-changes.ts';
import { undoTemperatures } from '../temperature/change-many.ts';
import { editFields } from './edit-fields.ts';

/**
 * Undoes a change over many people, except where somebody changed a person since: nothing newer is lost. Salespeople undo
 * what they did themselves. Throws `not_found`, `forbidden` or `already_done`.
 */
export async function undoMany(
  tx: Tx,
  actor: Actor,
  bulkChangeId: number,
  now: number,
): Promise<{ restored: number; kept: number }> {
  const { workspace_id } = actor;
  const change = await findBulkChange(tx, workspace_id, bulkChangeId);
  const isOwn = change && change.user_id === actor.user_id && change.key_id === actor.key_id;
  if (!change || (!isOwn && actor.role === 'salesperson')) {
    throw new AppError('not_found', `Bulk change ${bulkChangeId}: not found among those you may undo`);
  }
  assertMay(actor, change.action.kind === 'assign_owner' ? 'leads.assign' : 'people.write');
  if (change.undone_at) {
    throw new AppError('already_done', `Bulk change ${bulkChangeId}: was undone on ${change.undone_at.toISOString()}`);
  }
  const restored = await restore(tx, actor, change, now);
  const kept = (await countBulkRows(tx, workspace_id, bulkChangeId)) - restored;
  await setUndone(tx, workspace_id, bulkChangeId);
  await recordChange(tx, actor, {
    action: 'people.change_undone',
    subject_kind: 'bulk_change',
    subject_id: bulkChangeId,
    after: { restored, kept },
  });
  await notifyLive(tx, { topic: 'person' });
  return { restored, kept };
}

async function restore(tx: Tx, actor: Actor, { bulk_change_id, action }: BulkChange, now: number): Promise<number> {
  const { workspace_id } = actor;
  if (action.kind === 'assign_owner') {
    let restored = 0;
    for (const group of await listUnchangedOwners(tx, workspace_id, bulk_change_id, action.owner_id)) {
      restored += (await setOwner(tx, workspace_id, actor, group.person_ids, group.owner_id)).length;
    }
    return restored;
  }
  await waitForBatches(tx, workspace_id);
  if (action.kind !== 'set_field') {
    const rows = await listTemperatureChanges(tx, workspace_id, bulk_change_id);
    return undoTemperatures(tx, workspace_id, actor, rows, now);
  }
  const { key } = action;
  const people = await listUnchangedFields(tx, workspace_id, bulk_change_id, key);
  const edits = people.map(({ before, ...person }) => ({ ...person, key, value: before }));
  await editFields(tx, actor, edits, now);
  return people.length;
}
