import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { loadContext, type PeopleTouched } from '../identity/index.ts';
import { readLiveModels } from './live-model.ts';
import { insertHits, matchSignals, moveHits, readSignals } from './signals.ts';
import { dropStandings, saveStandings } from './standing.ts';

/** What a batch adds to a person's recency; `recount` when touches came from or went to somebody else. */
export type Activity = { person_id: number; first: number; last: number; touches: number; recount: boolean };

/**
 * Keeps points right within the transaction that keeps touches: signals are matched, and everybody whose points may be other
 * now is scored anew from all their hits, in one statement per model. Whatever the order and batching of touches, the
 * result is the same.
 */
export async function scoreTouched(tx: Tx, fact: PeopleTouched): Promise<void> {
  const { workspace_id: workspaceId, now } = fact;
  const context = await loadContext(tx, workspaceId);
  const signals = await readSignals(tx, workspaceId, context.time_zone);
  await moveHits(tx, workspaceId, fact.merges, fact.moved, fact.person_ids);
  await dropStandings(
    tx,
    workspaceId,
    fact.merges.map((merge) => merge.absorbed),
  );
  await insertHits(
    tx,
    workspaceId,
    matchSignals(fact.touches, signals, (id) => context.sources.get(id)?.key),
  );
  const activity = activityOf(fact);
  for (const published of await readLiveModels(tx, workspaceId)) {
    await saveStandings(tx, workspaceId, published, context, { activity, now });
  }
}

/** Owners follow their leads into the lists. */
export async function followOwners(
  tx: Tx,
  workspaceId: number,
  owners: { person_id: number; lead_id: number; owner_id: string | null }[],
): Promise<void> {
  await sql`
    update standing s set owner_id = o.owner_id
    from json_to_recordset(${JSON.stringify(owners)}::json) as o (person_id bigint, lead_id bigint, owner_id text)
    where s.workspace_id = ${workspaceId} and s.person_id = o.person_id and s.open_lead_id = o.lead_id`.execute(tx);
}

function activityOf({ touches, person_ids, merges, moved, leads_opened }: PeopleTouched): Activity[] {
  const people = new Map<number, Activity>();
  for (const { person_id, occurred_at } of touches) {
    const known = people.get(person_id);
    if (!known) people.set(person_id, { person_id, first: occurred_at, last: occurred_at, touches: 1, recount: false });
    else {
      known.first = Math.min(known.first, occurred_at);
      known.last = Math.max(known.last, occurred_at);
      known.touches++;
    }
  }
  const recounted = new Set([...merges.map((m) => m.survivor), ...moved.map((m) => m.person_id)]);
  // Touches that left somebody left people who are listed only as changed, so all of those are counted again too.
  if (moved.length > 0) for (const id of person_ids) recounted.add(id);
  for (const { person_id } of leads_opened) recounted.add(person_id);
  for (const id of person_ids) {
    const entry = people.get(id) ?? { person_id: id, first: 0, last: 0, touches: 0, recount: true };
    people.set(id, { ...entry, recount: entry.recount || recounted.has(id) });
  }
  return [...people.values()];
}
