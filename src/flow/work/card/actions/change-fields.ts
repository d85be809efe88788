import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { type Actor, getVisibility } from '../../../../access/index.ts';
import type { Tx } from '../../../../base/db.ts';
import { type FieldValue, waitForBatches } from '../../../capture/index.ts';
import { editPeople, loadContext, type Origin, peopleFields } from '../../../identity/index.ts';
import { readFieldChanges, withDerived } from '../editable-fields.ts';
import { getSeenPerson } from '../seen-person.ts';

/**
 * Changes fields of a person by hand; false when all were so already. The change is a touch later than all that was said of
 * these fields, so it wins. `now` is epoch ms. Throws `not_found`, `invalid_input`.
 */
export async function changeFields(
  tx: Tx,
  actor: Actor,
  personId: number,
  wanted: Record<string, FieldValue>,
  now: number,
): Promise<boolean> {
  const workspaceId = actor.workspace_id;
  const context = await loadContext(tx, workspaceId);
  const fields = readFieldChanges(peopleFields(context.person_fields, context.company_fields), wanted);
  // Nothing arrives between what is read here and what is written.
  await waitForBatches(tx, workspaceId);
  const person = await getSeenPerson(tx, workspaceId, await getVisibility(tx, actor), personId);
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
  await editPeople(tx, workspaceId, actor, [
    { person_id: person.person_id, fields: said, now: Math.max(now, Math.max(...latest) + 1) },
  ]);
  return true;
}
