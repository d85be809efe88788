import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { holds } from '../../conditions/evaluate.ts';
import type { Condition } from '../../conditions/format.ts';
import { type PreparedCondition, prepareCondition } from '../../conditions/prepare.ts';
import { type KeptTouch, moveToSurvivors } from '../identity/index.ts';
import { signalCatalogue } from './catalogue.ts';
import { touchReader } from './touch-reader.ts';

/** A signal ready to be asked about touches. */
export type ReadySignal = { signal_id: number; when: PreparedCondition };

/** What a signal means never changes under its id and hash, so each is prepared once per process. */
const prepared = new Map<string, ReadySignal>();

/** Every signal of the workspace: also those that no live version counts now, so that an older one can be made live at once. */
export async function readSignals(tx: Tx, workspaceId: number, timeZone: string): Promise<ReadySignal[]> {
  const { rows } = await sql<{ signal_id: number; condition: Condition; condition_hash: string }>`
    select s.signal_id, s.condition, s.condition_hash from signal s where s.workspace_id = ${workspaceId}`.execute(tx);
  return rows.map((row) => {
    const cacheKey = `${workspaceId}/${row.signal_id}/${row.condition_hash}/${timeZone}`;
    const known = prepared.get(cacheKey);
    if (known) return known;
    const ready = { signal_id: row.signal_id, when: prepareCondition(row.condition, signalCatalogue, timeZone) };
    prepared.set(cacheKey, ready);
    return ready;
  });
}

/** A touch that matches a signal, as it is kept. `occurred_at` is epoch milliseconds. */
export type SignalHit = { person_id: number; signal_id: number; occurred_at: number; touch_id: number };

/** Which signals each touch matches. `sourceKey` names sources by id. */
export function matchSignals(
  touches: readonly KeptTouch[],
  signals: readonly ReadySignal[],
  sourceKey: (sourceId: number) => string | undefined,
): SignalHit[] {
  const hits: SignalHit[] = [];
  for (const touch of touches) {
    const read = touchReader({ ...touch, source: sourceKey(touch.source_id) });
    for (const signal of signals) {
      if (!holds(signal.when, read, touch.occurred_at)) continue;
      const { person_id, occurred_at, touch_id } = touch;
      hits.push({ person_id, signal_id: signal.signal_id, occurred_at, touch_id });
    }
  }
  return hits;
}

/** Keeps hits; one that is kept already stays. */
export async function insertHits(tx: Tx, workspaceId: number, hits: readonly SignalHit[]): Promise<void> {
  if (hits.length === 0) return;
  await sql`
    insert into signal_hit (workspace_id, person_id, signal_id, occurred_at, touch_id)
    select ${workspaceId}::int, h.person_id, h.signal_id, to_timestamp(h.occurred_at / 1000), h.touch_id
    from unnest(${hits.map((h) => h.person_id)}::bigint[], ${hits.map((h) => h.signal_id)}::int[],
                ${hits.map((h) => h.occurred_at)}::float8[], ${hits.map((h) => h.touch_id)}::bigint[])
      as h (person_id, signal_id, occurred_at, touch_id)
    on conflict do nothing`.execute(tx);
}

/** Hits follow their touches: all of an absorbed person's to the survivor, and those of single touches that moved. */
export async function moveHits(
  tx: Tx,
  workspaceId: number,
  merges: readonly { survivor: number; absorbed: number }[],
  moved: readonly { touch_id: number; person_id: number }[],
  among: readonly number[],
): Promise<void> {
  await moveToSurvivors(tx, workspaceId, 'signal_hit', merges);
  if (moved.length > 0) {
    await sql`update signal_hit h set person_id = m.person_id
      from unnest(${moved.map((m) => m.touch_id)}::bigint[], ${moved.map((m) => m.person_id)}::bigint[]) as m (touch_id, person_id)
      where h.workspace_id = ${workspaceId} and h.person_id = any(${among}::bigint[]) and h.touch_id = m.touch_id
        and h.person_id <> m.person_id`.execute(tx);
  }
}
