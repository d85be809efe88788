import type { Actor } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import type { TemperatureBody } from '../contract.ts';
import { authorOf } from '../notes/may-change.ts';
import type { BulkRow, EndedTemperature } from '../queries/bulk-changes.ts';
import type { ListContext } from '../views/list-context.ts';
import { endSaid, insertSaid, listSaid } from './queries.ts';

const changed = (person_id: number, before: EndedTemperature) => ({ person_id, lead_id: null, touch_id: null, before });

/** Says of many how warm they are; of whom the same is said last already is left out. */
export async function setTemperatures(
  tx: Tx,
  { workspaceId, now }: ListContext,
  actor: Actor,
  ids: number[],
  { band, reason, ends_at }: TemperatureBody,
): Promise<BulkRow[]> {
  const ends = ends_at === null ? null : Date.parse(ends_at);
  const last = new Map((await listSaid(tx, workspaceId, ids, now)).map((each) => [each.person_id, each]));
  const others = ids.filter((id) => last.get(id)?.band !== band || last.get(id)?.ends_at !== ends);
  const said = others.map((person_id) => ({ person_id, band, reason, ends_at: ends }));
  const made = await insertSaid(tx, workspaceId, authorOf(actor), said, now);
  return others.map((id, i) => changed(id, { made: made[i] as number, ended: [] }));
}

/** Ends all that is said of many by hand. */
export async function endTemperatures(
  tx: Tx,
  { workspaceId, now }: ListContext,
  actor: Actor,
  ids: number[],
): Promise<BulkRow[]> {
  const said = Map.groupBy(await listSaid(tx, workspaceId, ids, now), (each) => each.person_id);
  await endSaid(tx, workspaceId, authorOf(actor), { personIds: ids }, now);
  return [...said].map(([id, ended]) =>
    changed(id, { made: null, ended: ended.map(({ band, reason, ends_at }) => ({ band, reason, ends_at })) }),
  );
}

/**
 * Takes back what a change over many did to how warm people are: what it said ends, what it ended is said anew unless it would have
 * ended by now, or somebody has said something since. Answers how many people are as they were.
 */
export async function undoTemperatures(
  tx: Tx,
  workspaceId: number,
  actor: Actor,
  rows: readonly { person_id: number; before: EndedTemperature }[],
  now: number,
): Promise<number> {
  const made = rows.flatMap(({ before }) => before.made ?? []);
  const personIds = rows.map((row) => row.person_id);
  const ended = await endSaid(tx, workspaceId, authorOf(actor), { personIds, temperatureIds: made }, now);
  const touched = new Set((await listSaid(tx, workspaceId, personIds, now)).map((each) => each.person_id));
  const back = rows.filter((row) => row.before.ended.length > 0 && !touched.has(row.person_id));
  const again = back.flatMap(({ person_id, before }) =>
    before.ended.filter(({ ends_at }) => ends_at === null || ends_at > now).map((said) => ({ ...said, person_id })),
  );
  await insertSaid(tx, workspaceId, authorOf(actor), again, now);
  return ended.length + back.length;
}
