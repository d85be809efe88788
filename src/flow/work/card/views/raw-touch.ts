import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../../../base/db.ts';
import { AppError } from '../../../../base/errors.ts';
import type { RawTouch } from '../../contract.ts';

type Touch = z.infer<typeof RawTouch>;

/** One touch of a person as it came. Throws `not_found`. */
export async function getRawTouch(tx: Tx, workspaceId: number, personId: number, touchId: number): Promise<Touch> {
  const { rows } = await sql<Omit<Touch, 'occurred_at' | 'received_at'> & { occurred_at: Date; received_at: Date }>`
    select t.touch_id, t.key, t.type, t.channel, t.event, t.occurred_at, t.received_at, t.origin_person_id, t.link,
      t.properties, t.fields, t.raw,
      (select json_build_object('id', s.source_id, 'name', s.name) from source s
       where s.workspace_id = t.workspace_id and s.source_id = t.source_id) as source
    from touch t
    where t.workspace_id = ${workspaceId} and t.person_id = ${personId} and t.touch_id = ${touchId}`.execute(tx);
  const touch = rows[0];
  if (!touch) throw new AppError('not_found', `Touch ${touchId} of person ${personId}: not found`);
  return {
    ...touch,
    occurred_at: touch.occurred_at.toISOString(),
    received_at: touch.received_at.toISOString(),
  };
}
