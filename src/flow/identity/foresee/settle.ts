import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import type { FieldValue } from '../../capture/index.ts';
import type { Saying } from '../fold-sayings.ts';
import { readCurrentIds } from '../queries/read.ts';
import type { Identifier } from '../read-arrival.ts';
import { readSayings } from '../refold-people.ts';
import { earliestPerPerson } from '../settle-shared.ts';
import {
  addPerson,
  addSaying,
  currentId,
  isReal,
  keepIdentifier,
  type LinkedTouch,
  loadIdentifiers,
  makeSaying,
  removeSaying,
  type World,
} from './world.ts';

/**
 * Says again whose the touches are that only a shared weak identifier led to their person, as `settleShared` would. Answers who
 * the rows of the batch at hand went to, by their place in it, which `rowOf` knows.
 */
export async function foreseeSettling(
  tx: Tx,
  workspaceId: number,
  world: World,
  keys: Iterable<string>,
  rowOf: ReadonlyMap<LinkedTouch, number>,
  loadReal: (ids: number[]) => Promise<void>,
): Promise<Map<number, number>> {
  const moved = new Map<number, number>();
  for (const key of keys) {
    const colon = key.indexOf(':');
    const id = { kind: key.slice(0, colon), value: key.slice(colon + 1) } as Identifier;
    await loadIdentifiers(tx, workspaceId, world, [id]);
    const entry = world.identifiers.get(key);
    if (!entry?.claims) continue;
    const onRecord = await readCurrentIds(tx, workspaceId, entry.claims.map(([person]) => person).filter(isReal));
    const current = new Map(
      entry.claims.map(([person]) => [person, currentId(world, onRecord.get(person) ?? person)] as const),
    );
    const claims = earliestPerPerson(entry.claims, current);
    const [first, second] = claims;
    if (!first) continue;
    const claimants = new Set(claims.map(([person]) => person));
    let holder = currentId(world, entry.person_id);
    await loadReal([...claimants, holder]);
    const among = new Set([...claimants, holder]);
    const touches = await readLinked(tx, workspaceId, world, key, among);
    const until = second ? second[1] : Number.MAX_SAFE_INTEGER;
    if (!second) holder = first[0];
    else if (claimants.has(holder) && touches.some(({ person, at }) => claimants.has(person) && at >= until))
      holder = addPerson(world);
    among.add(holder);
    for (const touch of touches) {
      const target = touch.at < until ? first[0] : holder;
      if (!among.has(touch.person) || touch.person === target) continue;
      await moveTouch(tx, workspaceId, world, touch, target);
      const row = rowOf.get(touch);
      if (row !== undefined) moved.set(row, target);
    }
    Object.assign(entry, { person_id: holder, shared: second !== undefined, claims });
    keepIdentifier(world, key, entry);
  }
  return moved;
}

/** The touches that an identifier alone led, with who has them now; those on record are of these people. */
async function readLinked(
  tx: Tx,
  workspaceId: number,
  world: World,
  key: string,
  among: Set<number>,
): Promise<LinkedTouch[]> {
  const linked = world.linked.get(key) ?? { touches: [], isComplete: false };
  world.linked.set(key, linked);
  if (!linked.isComplete) {
    linked.isComplete = true;
    const reals = [...among].flatMap((id) => world.people.get(id)?.reals ?? []);
    const { rows } = await sql<{ person: number; at: number; key: string; fields: Record<string, FieldValue> | null }>`
      select t.person_id as person, (extract(epoch from t.occurred_at) * 1000)::float8 as at, t.key, t.fields
      from touch t
      where t.workspace_id = ${workspaceId} and t.person_id = any(${reals}::bigint[]) and t.link = ${key}`.execute(tx);
    for (const { person, at, key: touchKey, fields } of rows) {
      linked.touches.push({ person, at, saying: makeSaying(world, { fields, at, key: touchKey }) });
    }
  }
  for (const touch of linked.touches) touch.person = currentId(world, touch.person);
  return linked.touches;
}

async function moveTouch(tx: Tx, workspaceId: number, world: World, touch: LinkedTouch, target: number): Promise<void> {
  const { saying } = touch;
  const [from, to] = [world.people.get(touch.person), world.people.get(target)];
  touch.person = target;
  if (!saying) return;
  if (from && !from.has_lead) {
    // What is on record is a fold, from which nothing can be taken: it becomes sayings again.
    const said = from.base ? await readSayings(tx, workspaceId, from.reals) : new Map<number, Saying[]>();
    const record = [...said.values()].flat().flatMap((each) => makeSaying(world, each) ?? []);
    removeSaying(from, saying.key, record);
  }
  if (to && !to.has_lead) addSaying(to, saying);
}
