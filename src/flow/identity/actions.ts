import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type ChangedBy, recordChanges } from '../../access/audit.ts';
import type { Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { announce } from '../../base/facts.ts';
import type { Arrival, FieldValue, Outcome } from '../capture/index.ts';
import { receiveWithin } from '../capture/index.ts';
import { assignPeople } from './assign-people.ts';
import { loadContext } from './context.ts';
import { ownersChanged } from './facts.ts';
import { makeFieldReaders } from './field-readers.ts';
import { readIdentifiers } from './queries/read.ts';
import { readArrival } from './read-arrival.ts';

/** What a user changed on a card by hand; `null` empties a field. `now` is epoch milliseconds. */
export type Edit = { person_id: number; fields: Record<string, FieldValue>; now: number };

/**
 * Changes fields of people by hand. An edit is a touch of channel `manual` like any other: it is kept, wins over what is older
 * and can be explained later. An e-mail or phone number typed in recognises the person from then on.
 * Throws `not_found` when the workspace has no source `manual`.
 */
export async function editPeople(tx: Tx, workspaceId: number, by: ChangedBy, edits: Edit[]): Promise<Outcome[]> {
  const { rows } = await sql<{ source_id: number }>`
    select s.source_id from source s where s.workspace_id = ${workspaceId} and s.key = 'manual'`.execute(tx);
  const source = rows[0];
  if (!source)
    throw new AppError('not_found', 'Source "manual": not found, expected the one every workspace is made with');
  return receiveWithin(
    tx,
    workspaceId,
    edits.map((edit) => toArrival(edit, by, source.source_id)),
  );
}

/**
 * Whom else an edit says to be this person: others who have the e-mail or phone typed in, and whom `editPeople` would merge with
 * them. `edit.person_id` is who the person is today.
 */
export async function listSamePeople(tx: Tx, workspaceId: number, by: ChangedBy, edit: Edit): Promise<number[]> {
  const context = await loadContext(tx, workspaceId);
  const { strong, weak, occurred_at } = readArrival(toArrival(edit, by, 0), makeFieldReaders(context), context.country);
  const identifiers = await readIdentifiers(tx, workspaceId, [...strong, ...weak]);
  const offer = { strong, weak, occurred_at, person_id: edit.person_id };
  const { merges } = assignPeople([offer], identifiers, () => Number.MAX_SAFE_INTEGER);
  const people = new Set(merges.flatMap(({ survivor, absorbed }) => [survivor, absorbed]));
  people.delete(edit.person_id);
  return [...people];
}

function toArrival({ person_id, fields, now }: Edit, by: ChangedBy, sourceId: number): Arrival {
  const text = (value: FieldValue | undefined) =>
    typeof value === 'string' && value.trim() !== '' ? value : undefined;
  return {
    idempotency_key: `edit:${randomUUID()}`,
    source_id: sourceId,
    channel: 'manual',
    type: 'edit',
    event: null,
    occurred_at: now,
    received_at: now,
    claims: { email: text(fields.email), phone: text(fields.phone) },
    properties: { user_id: by.user_id, fields: Object.keys(fields) },
    fields,
    company: null,
    person_id,
    raw: JSON.stringify({ user_id: by.user_id, fields }),
  };
}

/**
 * Gives the open leads of these people to an owner, or to nobody; set-based. Answers the leads that changed with their owner
 * before. People without an open lead are passed over.
 */
export async function setOwner(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  personIds: number[],
  ownerId: string | null,
): Promise<{ person_id: number; lead_id: number; before: string | null }[]> {
  const { rows } = await sql<{ person_id: number; lead_id: number; before: string | null }>`
    with had as (
      select l.person_id, l.lead_id, l.owner_id from lead l
      where l.workspace_id = ${workspaceId} and l.person_id = any(${personIds}::bigint[]) and l.closed_at is null
        and l.owner_id is distinct from ${ownerId}
      for update
    )
    update lead l set owner_id = ${ownerId} from had
    where l.workspace_id = ${workspaceId} and l.person_id = had.person_id and l.lead_id = had.lead_id
    returning l.person_id, l.lead_id, had.owner_id as before`.execute(tx);
  if (rows.length === 0) return rows;
  await recordChanges(
    tx,
    by,
    rows.map((row) => ({
      action: 'lead.owner_changed',
      subject_kind: 'person',
      subject_id: row.person_id,
      before: { owner_id: row.before },
      after: { owner_id: ownerId },
    })),
  );
  await announce(tx, ownersChanged, {
    workspace_id: workspaceId,
    owners: rows.map(({ person_id, lead_id }) => ({ person_id, lead_id, owner_id: ownerId })),
  });
  return rows;
}
