import { sql } from 'kysely';
import { type Actor, assertMay, recordChange } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import { type FieldValue, waitForBatches } from '../../capture/index.ts';
import { setOwner } from '../../identity/index.ts';
import { assertMember } from '../card/actions/change-owner.ts';
import { readFieldChanges } from '../card/editable-fields.ts';
import type { BulkAction, BulkRequest } from '../contract.ts';
import { type BulkRow, insertBulkChange, insertBulkRows, listOtherwise, setAffected } from '../queries/bulk-changes.ts';
import { readTemperature } from '../temperature/actions.ts';
import { endTemperatures, setTemperatures } from '../temperature/change-many.ts';
import { type ListContext, loadListContext } from '../views/list-context.ts';
import { readFilter } from '../views/people-filter.ts';
import { fromWhere } from '../views/people-sql.ts';
import { editFields } from './edit-fields.ts';

/** An owner or a temperature is one row; a field is a touch each, which is kept, folded and scored. */
export const mostPeople = {
  assign_owner: 200_000,
  set_field: 10_000,
  set_temperature: 200_000,
  end_temperature: 200_000,
} as const;
/** The same address at two people would say that they are one. */
const identifying = ['email', 'phone'];
const batch = { assign_owner: 5_000, set_field: 1_000, set_temperature: 5_000, end_temperature: 5_000 } as const;

/**
 * Does one thing to many people, in one transaction, and keeps what was there before so that it can be undone. Only people
 * whom the actor may see are changed. Throws `too_large`, `forbidden`, `invalid_input` or `condition_invalid`.
 */
export async function changeMany(
  tx: Tx,
  actor: Actor,
  { select, action: wanted }: BulkRequest,
  now: number,
): Promise<{ bulk_change_id: number; affected: number }> {
  const { workspace_id } = actor;
  const context = await loadListContext(tx, actor, now);
  const action = await readAction(tx, context, actor, wanted);
  if (action.kind !== 'assign_owner') await waitForBatches(tx, workspace_id);
  const ids = await listSelected(tx, context, select, mostPeople[action.kind]);
  const bulkChangeId = await insertBulkChange(tx, actor, action);
  let affected = 0;
  for (let start = 0; start < ids.length; start += batch[action.kind]) {
    const some = ids.slice(start, start + batch[action.kind]);
    const rows = await changeSome(tx, context, actor, some, action);
    await insertBulkRows(tx, workspace_id, bulkChangeId, rows);
    affected += rows.length;
  }
  await setAffected(tx, workspace_id, bulkChangeId, affected);
  await recordChange(tx, actor, {
    action: 'people.changed_together',
    subject_kind: 'bulk_change',
    subject_id: bulkChangeId,
    after: { ...action, affected },
  });
  await notifyLive(tx, { topic: 'person' });
  return { bulk_change_id: bulkChangeId, affected };
}

function changeSome(tx: Tx, context: ListContext, actor: Actor, ids: number[], action: BulkAction): Promise<BulkRow[]> {
  switch (action.kind) {
    case 'assign_owner':
      return assignOwner(tx, actor, ids, action.owner_id);
    case 'set_field':
      return setField(tx, actor, ids, action, context.now);
    case 'set_temperature':
      return setTemperatures(tx, context, actor, ids, action);
    case 'end_temperature':
      return endTemperatures(tx, context, actor, ids);
  }
}

async function readAction(tx: Tx, context: ListContext, actor: Actor, action: BulkAction): Promise<BulkAction> {
  if (action.kind === 'assign_owner') {
    assertMay(actor, 'leads.assign');
    if (action.owner_id !== null) await assertMember(tx, actor.workspace_id, action.owner_id);
    return action;
  }
  assertMay(actor, 'people.write');
  if (action.kind === 'set_temperature') readTemperature(context, action, ['body', 'action']);
  if (action.kind !== 'set_field') return action;
  if (identifying.includes(action.key)) {
    const message = `Expected a field that many people may share, found "${action.key}", which says who somebody is`;
    throw new AppError('invalid_input', message, { errors: [{ path: ['body', 'action', 'key'], message }] });
  }
  const read = readFieldChanges(context.vocabulary.people, { [action.key]: action.value }, ['body', 'action', 'value']);
  return { ...action, value: read[action.key] ?? null };
}

async function listSelected(
  tx: Tx,
  context: ListContext,
  select: BulkRequest['select'],
  most: number,
): Promise<number[]> {
  const isNamed = 'person_ids' in select;
  const filter = readFilter(context, isNamed ? { kind: 'all' } : select.query);
  const named = isNamed ? sql`s.person_id = any(${select.person_ids}::bigint[])` : sql`true`;
  const { rows } = await sql<{ person_id: number }>`
    select s.person_id ${fromWhere(context, filter)} and ${named} order by s.person_id limit ${most + 1}`.execute(tx);
  if (rows.length > most) {
    const text = `The selection holds more than ${most} people: narrow it, and change them in parts`;
    throw new AppError('too_large', text, { detail: { most } });
  }
  return rows.map((row) => row.person_id);
}

async function assignOwner(tx: Tx, actor: Actor, ids: number[], ownerId: string | null): Promise<BulkRow[]> {
  const changed = await setOwner(tx, actor.workspace_id, actor, ids, ownerId);
  return changed.map(({ person_id, lead_id, before }) => ({
    person_id,
    lead_id,
    touch_id: null,
    before: { owner_id: before },
  }));
}

async function setField(
  tx: Tx,
  actor: Actor,
  ids: number[],
  { key, value }: { key: string; value: FieldValue },
  now: number,
): Promise<BulkRow[]> {
  const people = await listOtherwise(tx, actor.workspace_id, ids, key, value);
  const outcomes = await editFields(
    tx,
    actor,
    people.map((person) => ({ ...person, key, value })),
    now,
  );
  return people.map(({ person_id, before }, i) => ({
    person_id,
    lead_id: null,
    touch_id: outcomes[i]?.touch_id ?? 0,
    before: { value: before },
  }));
}
