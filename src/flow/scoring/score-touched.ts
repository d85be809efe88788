import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { loadContext, moveToSurvivors, type PeopleTouched } from '../identity/index.ts';
import { readLiveModels } from './live-model.ts';
import { insertHits, matchSignals, moveHits, readSignals } from './signals.ts';
import { type Activity, dropStandings, saveStandings, withoutNestedLoops } from './standing.ts';

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
  await moveToSurvivors(tx, workspaceId, 'adjustment', fact.merges);
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
  const ids = owners.map((each) => each.person_id);
  const statement = sql`
    update standing s set owner_id = o.owner_id
    from unnest(${ids}::bigint[], ${owners.map((each) => each.lead_id)}::bigint[], ${owners.map((each) => each.owner_id)}::text[])
      as o (person_id, lead_id, owner_id)
    where s.workspace_id = ${workspaceId} and s.person_id = any(${ids}::bigint[])
      and s.person_id = o.person_id and s.open_lead_id = o.lead_id`;
  await withoutNestedLoops(tx, () => statement.execute(tx));
}

function activityOf({ touches, person_ids, merges, moved, leads_opened }: PeopleTouched): Activity[] {
  const leads = new Map(leads_opened.map((lead) => [lead.person_id, lead.lead_id]));
  const people = new Map<number, Activity>();
  for (const { person_id, occurred_at } of touches) {
    const known = people.get(person_id);
    if (!known) {
      const lead_id = leads.get(person_id) ?? null;
      people.set(person_id, { person_id, first: occurred_at, last: occurred_at, touches: 1, lead_id, recount: false });
      continue;
    }
    known.first = Math.min(known.first, occurred_at);
    known.last = Math.max(known.last, occurred_at);
    known.touches++;
  }
  for (const person_id of person_ids) {
    if (!people.has(person_id))
      people.set(person_id, { person_id, first: 0, last: 0, touches: 0, lead_id: null, recount: true });
  }
  // Touches that left somebody left people who are listed only as changed, so all of those are counted again.
  const recounted = moved.length > 0 ? person_ids : merges.map((merge) => merge.survivor);
  for (const id of recounted) {
    const entry = people.get(id);
    if (entry) entry.recount = true;
  }
  return [...people.values()];
}
