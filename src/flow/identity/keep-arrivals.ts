import { hash } from 'node:crypto';
import type { Tx } from '../../base/db.ts';
import { announce } from '../../base/facts.ts';
import { notifyLive } from '../../base/live.ts';
import type { Arrival, Outcome } from '../capture/index.ts';
import { assignPeople } from './assign-people.ts';
import { keepCompanies } from './companies.ts';
import { loadContext } from './context.ts';
import { describeCapture } from './describe-capture.ts';
import type { Entry } from './entry.ts';
import { leadsOpened, peopleTouched } from './facts.ts';
import { makeFieldReaders } from './field-readers.ts';
import { foldPeople } from './fold-people.ts';
import { promote } from './promote.ts';
import { mergePeople, readSharedOf } from './queries/merge.ts';
import { readCurrentIds, readIdentifiers, readTouchKeys, takeIds } from './queries/read.ts';
import { claimWeakIdentifiers, insertIdentifiers, insertTouches, updateIdentifiers } from './queries/write.ts';
import { readArrival } from './read-arrival.ts';
import { refoldPeople } from './refold-people.ts';
import { settleShared } from './settle-shared.ts';

/**
 * Keeps a batch: touches under the people they belong to, people and companies as their touches describe them, and a
 * lead for everybody of whom the promotion rule now holds. Fills `outcomes` in the order of `arrivals`. Runs within
 * the door's transaction, under the workspace's batch lock; announces `people.touched`, within which points follow.
 */
export async function keepArrivals(
  tx: Tx,
  workspaceId: number,
  arrivals: Arrival[],
  outcomes: Outcome[],
): Promise<void> {
  const keys = arrivals.map((arrival) => touchKey(arrival.idempotency_key));
  const taken = await readTouchKeys(tx, workspaceId, keys);
  const firstOf = new Map<string, number>();
  keys.forEach((key, index) => {
    if (!taken.has(key) && !firstOf.has(key)) firstOf.set(key, index);
  });
  if (firstOf.size > 0) await keepFresh(tx, workspaceId, arrivals, firstOf, outcomes);
  keys.forEach((key, index) => {
    const first = taken.get(key) ?? outcomes[firstOf.get(key) ?? -1];
    if (outcomes[index] || !first) return;
    const { person_id, touch_id } = first;
    outcomes[index] = {
      person_id,
      touch_id,
      repeated: true,
      person_created: false,
      company_created: false,
      lead_opened: false,
    };
  });
}

/** The idempotency key as it is kept: the first 128 bits of its SHA-256, as a uuid. */
export function touchKey(idempotencyKey: string): string {
  const hex = hash('sha256', idempotencyKey, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

async function keepFresh(
  tx: Tx,
  workspaceId: number,
  arrivals: Arrival[],
  fresh: Map<string, number>,
  outcomes: Outcome[],
) {
  const context = await loadContext(tx, workspaceId);
  const ids = await takeIds(tx, fresh.size * 2 + 10);
  const readers = makeFieldReaders(context);
  const entries: Entry[] = [...fresh].map(([key, index]) => ({
    index,
    identified: readArrival(describeCapture(arrivals[index] as Arrival, context.sources), readers, context.country),
    key,
    touch_id: ids.touch(),
  }));
  const now = entries.reduce((latest, entry) => Math.max(latest, entry.identified.arrival.received_at), 0);

  const identifiers = await readIdentifiers(
    tx,
    workspaceId,
    entries.flatMap((entry) => [...entry.identified.strong, ...entry.identified.weak]),
  );
  const cards = entries.flatMap((entry) => entry.identified.arrival.person_id ?? []);
  const current = cards.length > 0 ? await readCurrentIds(tx, workspaceId, cards) : new Map<number, number>();
  const offers = entries.map(({ identified: { strong, weak, occurred_at, arrival } }) => ({
    strong,
    weak,
    occurred_at,
    person_id: arrival.person_id === undefined ? undefined : current.get(arrival.person_id),
  }));
  const assignment = assignPeople(offers, identifiers, ids.person);
  const companies = await keepCompanies(
    tx,
    workspaceId,
    entries.map(({ identified, key, touch_id }) => ({ identified, key, touch_id })),
    ids.company,
  );

  const merges = followMerges(assignment.merges.map((m) => ({ ...m, touch_id: entries[m.offer]?.touch_id })));
  await mergePeople(
    tx,
    workspaceId,
    merges.map(({ survivor, absorbed, by, touch_id }) => ({ survivor, absorbed, evidence: { by, touch_id } })),
    now,
  );
  const folded = await foldPeople(tx, workspaceId, { entries, assignment, companies, merges, now });
  await insertIdentifiers(tx, workspaceId, assignment.added, now);
  await updateIdentifiers(tx, workspaceId, assignment.changed);
  await claimWeakIdentifiers(tx, workspaceId, assignment.claimed);
  await insertTouches(
    tx,
    workspaceId,
    entries.map(({ identified: { arrival, occurred_at }, key, touch_id }, i) => {
      const place = assignment.people[i] as (typeof assignment.people)[number];
      const said = folded.said[i];
      return {
        ...place,
        key,
        touch_id,
        source_id: arrival.source_id,
        channel: arrival.channel,
        type: arrival.type,
        event: arrival.event,
        occurred_at,
        received_at: arrival.received_at,
        properties: JSON.stringify(arrival.properties),
        fields: said ? JSON.stringify(said) : null,
        raw: arrival.raw,
      };
    }),
  );

  const strongMerges = merges.flatMap((m) => [m.survivor, m.absorbed]);
  const unsettled = new Set([...assignment.unsettled, ...(await readSharedOf(tx, workspaceId, strongMerges))]);
  const firstSource = arrivals[0]?.source_id as number;
  const settled = await settleShared(tx, workspaceId, unsettled, ids.person, (id) =>
    folded.makePerson(id, now, firstSource),
  );
  await refoldPeople(tx, workspaceId, [...settled.person_ids]);

  const leads = await promote(tx, workspaceId, context, { entries, assignment, folded });
  const movedTo = new Map(settled.moved.map((move) => [move.touch_id, move.person_id]));
  const created = new Set(assignment.created);
  const opened = new Set(leads.map((lead) => lead.person_id));
  const personIds = new Set([...folded.changed, ...settled.person_ids]);
  const touches = entries.map(({ index, identified: { arrival, occurred_at }, touch_id }, i) => {
    const personId = movedTo.get(touch_id) ?? (assignment.people[i]?.person_id as number);
    const companyId = companies.of[i];
    personIds.add(personId);
    outcomes[index] = {
      person_id: personId,
      touch_id,
      repeated: false,
      person_created: created.delete(personId),
      company_created: companyId !== undefined && companies.created.delete(companyId),
      lead_opened: opened.delete(personId),
    };
    const { source_id, channel, type, event, properties } = arrival;
    return { touch_id, person_id: personId, occurred_at, source_id, channel, type, event, properties };
  });
  await announce(tx, peopleTouched, {
    workspace_id: workspaceId,
    now,
    touches,
    person_ids: [...personIds],
    merges,
    moved: settled.moved,
    leads_opened: leads,
  });
  if (leads.length > 0) await announce(tx, leadsOpened, { workspace_id: workspaceId, leads });
  await notifyLive(tx, { topic: 'person', ids: [...personIds] });
}

/** Merges with the survivor that is left in the end, so that a chain within a batch is one step. */
function followMerges<M extends { survivor: number; absorbed: number }>(merges: M[]): M[] {
  const into = new Map(merges.map((merge) => [merge.absorbed, merge.survivor]));
  return merges.map((merge) => {
    let survivor = merge.survivor;
    for (let up = into.get(survivor); up !== undefined; up = into.get(survivor)) survivor = up;
    return { ...merge, survivor };
  });
}
