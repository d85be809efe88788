import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { z } from 'zod';
import { type Actor, getVisibility, type Visibility } from '../../../../access/index.ts';
import type { Tx } from '../../../../base/db.ts';
import { AppError } from '../../../../base/errors.ts';
import { type FieldValue, waitForBatches } from '../../../capture/index.ts';
import { editPeople, listSamePeople, loadContext, type Origin, peopleFields } from '../../../identity/index.ts';
import type { OtherPerson } from '../../contract.ts';
import { readFieldChanges, withDerived } from '../editable-fields.ts';
import { findSeenPerson, getSeenPerson } from '../seen-person.ts';

/** Fields by key; `merge` agrees that whoever has the e-mail or phone typed in is the same person. */
export type WantedFields = { fields: Record<string, FieldValue>; merge: boolean };

/**
 * Changes fields of a person by hand; false when all were so already. The change is a touch later than all that was said of
 * these fields, so it wins. `now` is epoch ms. Throws `not_found`, `invalid_input`; `conflict` where it would merge people and
 * nobody agreed; `forbidden` for a merge with somebody whom the actor may not see.
 */
export async function changeFields(
  tx: Tx,
  actor: Actor,
  personId: number,
  { fields: wanted, merge }: WantedFields,
  now: number,
): Promise<boolean> {
  const workspaceId = actor.workspace_id;
  const context = await loadContext(tx, workspaceId);
  const fields = readFieldChanges(peopleFields(context.person_fields, context.company_fields), wanted);
  // Nothing arrives between what is read here and what is written.
  await waitForBatches(tx, workspaceId);
  const seen = await getVisibility(tx, actor);
  const person = await getSeenPerson(tx, workspaceId, seen, personId);
  const { rows } = await sql<{ fields: Record<string, FieldValue>; field_origin: Record<string, Origin> }>`
    select p.fields, p.field_origin from person p
    where p.workspace_id = ${workspaceId} and p.person_id = ${person.person_id}`.execute(tx);
  const before = rows[0] as (typeof rows)[number];
  const changes = Object.entries(fields).filter(
    ([key, value]) => !isDeepStrictEqual(before.fields[key] ?? null, value),
  );
  if (changes.length === 0) return false;
  const said = withDerived(Object.fromEntries(changes));
  const latest = Object.keys(said).map((key) => before.field_origin[key]?.[0] ?? 0);
  const edit = { person_id: person.person_id, fields: said, now: Math.max(now, Math.max(...latest) + 1) };
  for (const other of await listSamePeople(tx, workspaceId, actor, edit))
    await assertMayMerge(tx, workspaceId, seen, other, merge);
  await editPeople(tx, workspaceId, actor, [edit]);
  return true;
}

async function assertMayMerge(tx: Tx, workspaceId: number, seen: Visibility, otherId: number, agreed: boolean) {
  const reason = 'belongs_to_another';
  if ((await findSeenPerson(tx, workspaceId, seen, otherId)) === undefined) {
    const detail: z.input<typeof OtherPerson> = { reason, other: null };
    const message = 'This belongs to somebody whom you may not see';
    throw new AppError(agreed ? 'forbidden' : 'conflict', message, { detail });
  }
  if (agreed) return;
  const { rows } = await sql<{ full_name: string | null }>`
    select p.fields ->> 'full_name' as full_name from person p
    where p.workspace_id = ${workspaceId} and p.person_id = ${otherId}`.execute(tx);
  const other = { person_id: otherId, full_name: rows[0]?.full_name ?? null };
  const detail: z.input<typeof OtherPerson> = { reason, other };
  const name = other.full_name ?? `person ${otherId}`;
  throw new AppError('conflict', `This belongs to ${name}: expected "merge": true if they are the same person`, {
    detail,
  });
}
