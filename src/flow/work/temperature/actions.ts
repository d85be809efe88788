import { sql } from 'kysely';
import { type Actor, recordChange } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import { waitForBatches } from '../../capture/index.ts';
import { getSeenPerson } from '../card/seen-person.ts';
import type { TemperatureBody } from '../contract.ts';
import { authorOf } from '../notes/may-change.ts';
import { type ListContext, loadListContext } from '../views/list-context.ts';
import { endSaid, insertSaid, restoreSaid } from './queries.ts';

/** Says by hand how warm a person whom the actor may see is, from `now` (epoch ms) on; answers its id. Throws `not_found`, `invalid_input`. */
export async function setTemperature(
  tx: Tx,
  actor: Actor,
  personId: number,
  wish: TemperatureBody,
  now: number,
): Promise<number> {
  await waitForBatches(tx, actor.workspace_id);
  const context = await loadListContext(tx, actor, now);
  const { person_id } = await getSeenPerson(tx, actor.workspace_id, context.seen, personId);
  const ends_at = readTemperature(context, wish, ['body']);
  const [id] = await insertSaid(tx, actor.workspace_id, authorOf(actor), [{ ...wish, person_id, ends_at }], now);
  await settle(tx, actor, person_id, 'lead.temperature_set', { after: { ...wish } });
  return id as number;
}

/**
 * Ends at `now` (epoch ms) what was said by hand: one thing, or all of it, so that the points speak; answers the ids of what ended, which
 * `restoreTemperature` takes. Throws `not_found` where nothing holds.
 */
export async function endTemperature(
  tx: Tx,
  actor: Actor,
  personId: number,
  temperatureId: number | undefined,
  now: number,
): Promise<number[]> {
  await waitForBatches(tx, actor.workspace_id);
  const { seen } = await loadListContext(tx, actor, now);
  const { person_id } = await getSeenPerson(tx, actor.workspace_id, seen, personId);
  const which = { personIds: [person_id], ...(temperatureId === undefined ? {} : { temperatureIds: [temperatureId] }) };
  const ended = (await endSaid(tx, actor.workspace_id, authorOf(actor), which, now)).map((each) => each.temperature_id);
  if (ended.length === 0) throw new AppError('not_found', `Person ${personId}: no temperature said by hand that holds`);
  await settle(tx, actor, person_id, 'lead.temperature_ended', { before: { temperature_ids: ended } });
  return ended;
}

/**
 * Takes back that somebody ended these things said by hand: they hold again for as long as was said, as if nobody had. Throws `conflict`
 * unless every one of them was ended by hand and nothing else has been said since.
 */
export async function restoreTemperature(
  tx: Tx,
  actor: Actor,
  personId: number,
  temperatureIds: readonly number[],
  now: number,
): Promise<void> {
  await waitForBatches(tx, actor.workspace_id);
  const { seen } = await loadListContext(tx, actor, now);
  const { person_id } = await getSeenPerson(tx, actor.workspace_id, seen, personId);
  const back = await restoreSaid(tx, actor.workspace_id, { personIds: [person_id], temperatureIds });
  if (back.length < new Set(temperatureIds).size) {
    const text = `Person ${personId}: expected temperatures ${temperatureIds.join(', ')} to be ended by hand and nothing said since`;
    throw new AppError('conflict', text);
  }
  await settle(tx, actor, person_id, 'lead.temperature_restored', { after: { temperature_ids: temperatureIds } });
}

/** When what is wished for ends (epoch ms). Throws `invalid_input` for a band that the model does not have, and an end that has come. */
export function readTemperature(
  { cooling, now }: ListContext,
  { band, ends_at }: Pick<TemperatureBody, 'band' | 'ends_at'>,
  path: string[],
): number | null {
  const ends = ends_at === null ? null : Date.parse(ends_at);
  const wrong = (field: string, message: string) =>
    new AppError('invalid_input', message, { errors: [{ path: [...path, field], message }] });
  if (!cooling.bands.includes(band)) throw wrong('band', `Expected one of ${cooling.bands.join(', ')}, found ${band}`);
  if (ends !== null && ends <= now) throw wrong('ends_at', `Expected an instant still to come, found ${ends_at}`);
  return ends;
}

/** Says after how many days of silence bands cool; those not named never do. Throws `invalid_input` for a band that cannot. */
export async function changeCooling(
  tx: Tx,
  actor: Actor,
  wanted: readonly { band: string; days: number }[],
  now: number,
): Promise<void> {
  // Of two who say it at once the second waits, and replaces what the first said.
  await sql`select from workspace w where w.workspace_id = ${actor.workspace_id} for no key update`.execute(tx);
  const { cooling } = await loadListContext(tx, actor, now);
  const able = cooling.bands.slice(1);
  for (const [i, { band }] of wanted.entries()) {
    if (able.includes(band)) continue;
    const message = `Expected one of ${able.join(', ')}, found ${band}`;
    throw new AppError('invalid_input', message, { errors: [{ path: ['body', 'bands', i, 'band'], message }] });
  }
  const days = new Map(wanted.map((each) => [each.band, each.days]));
  await sql`delete from cooling c where c.workspace_id = ${actor.workspace_id}`.execute(tx);
  await sql`
    insert into cooling (workspace_id, band, days)
    select ${actor.workspace_id}::int, g.band, g.days
    from unnest(${[...days.keys()]}::text[], ${[...days.values()]}::int[]) as g (band, days)`.execute(tx);
  await recordChange(tx, actor, {
    action: 'cooling.changed',
    subject_kind: 'workspace',
    subject_id: actor.workspace_id,
    before: Object.fromEntries(cooling.days),
    after: Object.fromEntries(days),
  });
  for (const topic of ['cooling', 'person']) await notifyLive(tx, { topic });
}

async function settle(
  tx: Tx,
  actor: Actor,
  personId: number,
  action: string,
  states: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  await recordChange(tx, actor, { action, subject_kind: 'person', subject_id: personId, ...states });
  await notifyLive(tx, { topic: 'person', ids: [personId] });
}
