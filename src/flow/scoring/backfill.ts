import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { compileCondition } from '../../conditions/compile.ts';
import type { FieldBinding } from '../../conditions/compile-bindings.ts';
import type { Condition } from '../../conditions/format.ts';
import { signalCatalogue } from './catalogue.ts';

/** How a signal's condition reaches a touch in SQL: `touch t`, `source src`. */
export function touchBinding(field: string): FieldBinding {
  const column = (name: string, nullable: boolean): FieldBinding => ({
    kind: 'column',
    expression: sql.ref(name),
    nullable,
  });
  const property = (key: string): FieldBinding => ({
    kind: 'jsonb_key',
    raw: sql.ref('t.properties'),
    key,
    nullable: false,
  });
  if (field.startsWith('touch.properties.')) return property(field.slice('touch.properties.'.length));
  switch (field) {
    case 'touch.type':
      return column('t.type', false);
    case 'touch.event':
      return column('t.event', true);
    case 'touch.channel':
      return column('t.channel', false);
    case 'touch.source':
      return column('src.key', true);
    default:
      return property(field.slice('touch.'.length));
  }
}

/**
 * Finds these signals among all touches kept so far, in one statement for all of them, and keeps the hits. `now` (epoch ms)
 * and the time zone are what relative conditions are read with.
 */
export async function backfillSignals(
  tx: Tx,
  workspaceId: number,
  signalIds: number[],
  now: number,
  timeZone: string,
): Promise<void> {
  if (signalIds.length === 0) return;
  const { rows } = await sql<{ signal_id: number; condition: Condition }>`
    select s.signal_id, s.condition from signal s
    where s.workspace_id = ${workspaceId} and s.signal_id = any(${signalIds}::int[])`.execute(tx);
  const tests = rows.map(({ signal_id, condition }) => {
    const holds = compileCondition(condition, signalCatalogue, touchBinding, now, timeZone);
    return sql`(${signal_id}::int, ${holds})`;
  });
  await sql`
    insert into signal_hit (workspace_id, person_id, signal_id, occurred_at, touch_id)
    select t.workspace_id, t.person_id, test.signal_id, t.occurred_at, t.touch_id
    from touch t
    left join source src on src.workspace_id = t.workspace_id and src.source_id = t.source_id
    cross join lateral (values ${sql.join(tests)}) as test (signal_id, holds)
    where t.workspace_id = ${workspaceId} and test.holds
    on conflict do nothing`.execute(tx);
  await sql`update signal s set backfilled_at = now()
    where s.workspace_id = ${workspaceId} and s.signal_id = any(${signalIds}::int[])`.execute(tx);
}
