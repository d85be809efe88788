import type { Actor } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import type { FieldValue, Outcome } from '../../capture/index.ts';
import { editPeople } from '../../identity/index.ts';
import { withDerived } from '../card/editable-fields.ts';

/** A person whose field is to be set; `said_at` is when its present value was said (epoch ms), null for a field never said. */
export type FieldEdit = { person_id: number; key: string; value: FieldValue; said_at: number | null };

/** Sets a field of each of these people. Each change is a touch later than what was said before, so that it wins. */
export function editFields(tx: Tx, actor: Actor, edits: readonly FieldEdit[], now: number): Promise<Outcome[]> {
  return editPeople(
    tx,
    actor.workspace_id,
    actor,
    edits.map(({ person_id, key, value, said_at }) => ({
      person_id,
      fields: withDerived({ [key]: value }),
      now: Math.max(now, (said_at ?? 0) + 1),
    })),
  );
}
