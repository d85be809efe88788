import type { Actor } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import type { TemperatureBody } from '../contract.ts';
import { authorOf } from '../notes/may-change.ts';
import type { BulkRow, EndedTemperature } from '../queries/bulk-changes.ts';
import type { ListContext } from '../views/list-context.ts';
import { endSaid, insertSaid, listSaid, restoreSaid } from './queries.ts';

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
  const ended = await endSaid(tx, workspaceId, authorOf(actor), { personIds: ids }, now);
  return [...Map.groupBy(ended, (each) => each.person_id)].map(([id, own]) =>
    changed(id, { made: null, ended: own.map((each) => each.temperature_id) }),
  );
}

/**
 * Takes back what a change over many did to how warm people are: what it said ends, what it ended holds again unless somebody has said
 * something since. Answers how many people are as they were.
 */
export async function undoTemperatures(
  tx: Tx,
  workspaceId: number,
  actor: Actor,
  rows: readonly { person_id: number; before: EndedTemperature }[],
  now: number,
): Promise<number> {
  const personIds = rows.map((row) => row.person_id);
  const made = rows.flatMap(({ before }) => before.made ?? []);
  const ended = await endSaid(tx, workspaceId, authorOf(actor), { personIds, temperatureIds: made }, now);
  const temperatureIds = rows.flatMap(({ before }) => before.ended);
  const back = await restoreSaid(tx, workspaceId, { personIds, temperatureIds });
  return new Set([...ended, ...back].map((each) => each.person_id)).size;
}
