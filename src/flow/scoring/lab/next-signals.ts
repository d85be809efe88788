import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { usedSignals } from '../../../model/catalogue.ts';
import { type Shown, type Subject, shownOf } from '../../../model/evaluate.ts';
import { nextChangeAt } from '../../../model/next-change.ts';
import { readModel } from '../../../model/read-model.ts';
import { loadContext } from '../../identity/index.ts';
import { type LiveModel, readLiveModels } from '../live-model.ts';
import type { NextSignalsAnswer, Stand } from './contract.ts';
import { NOBODY, shareOf, type Weighed } from './estimate.ts';
import { withPatience } from './in-lab.ts';
import { bandAt } from './looks.ts';
import { type Past, readPasts } from './pasts.ts';
import { drawPeople } from './sample.ts';

const DAY = 86_400_000;
/** How long after a signal the next one is waited for, and how far back such waits are looked at. */
const wait = 30 * DAY;
const memory = 365 * DAY;
/** People whose signals are looked at, and changes to come among which the next fall is looked for. */
const mostPeople = 20_000;
const mostChanges = 500;
const told = 3;

/**
 * What would change a person's score under the primary model: the likeliest next signals with their points, and the next fall by the passing of time.
 * `now` is epoch ms. Whether the person may be seen is for the caller to check. Throws `not_found`, and `unavailable` when it takes too long.
 */
export async function nextSignals(
  tx: Tx,
  workspaceId: number,
  personId: number,
  now: number,
): Promise<NextSignalsAnswer> {
  return withPatience(tx, () => foretell(tx, workspaceId, personId, now));
}

async function foretell(tx: Tx, workspaceId: number, personId: number, now: number): Promise<NextSignalsAnswer> {
  const [live] = await readLiveModels(tx, workspaceId);
  if (!live) throw new AppError('not_found', 'Scoring model: none has been published yet');
  const context = await loadContext(tx, workspaceId);
  const [own] = await readPasts(tx, workspaceId, [personId], [{ ...live, uncounted: [] }], context, now);
  const past = own?.[0];
  if (!past) throw new AppError('not_found', `Person ${personId}: not found in this workspace`);
  const subject = { ...past.subjectAt(now), previous_band: bandAt(past, now) };
  const shown = standing(past, subject, now);
  const last = lastSignal(live, subject, now);
  const likely = await readLikely(
    tx,
    workspaceId,
    live,
    personId,
    last && (live.signal_ids.get(last.key) ?? null),
    now,
  );
  const nameOf = (key: string) => live.model.signals[key]?.name ?? key;
  return {
    model_id: live.model_id,
    stand: tellStand(shown),
    last_signal: last && {
      signal: last.key,
      name: nameOf(last.key),
      occurred_at: new Date(last.occurred_at).toISOString(),
    },
    signals: likely.map(({ key, share }) => {
      const hits = new Map(subject.hits);
      hits.set(key, [...(hits.get(key) ?? []), { id: Number.MAX_SAFE_INTEGER, occurred_at: now }]);
      const after = standing(past, { ...subject, hits, previous_band: shown.band }, now);
      return {
        signal: key,
        name: nameOf(key),
        likely: share,
        points: after.points - shown.points,
        after: tellStand(after),
      };
    }),
    next_fall: findFall(past, subject, shown, now),
  };
}

function standing({ ready }: Past, subject: Subject, at: number): Shown {
  return shownOf(ready.model, readModel(ready, subject, at), subject.previous_band);
}

function tellStand({ points, band, cell }: Shown): Stand {
  return { points, band, cell };
}

function lastSignal({ model }: LiveModel, subject: Subject, now: number) {
  const last = usedSignals(model).flatMap((key) =>
    (subject.hits.get(key) ?? [])
      .filter((hit) => hit.occurred_at <= now)
      .map(({ occurred_at }) => ({ key, occurred_at })),
  );
  return last.reduce<(typeof last)[number] | null>(
    (latest, each) => (latest && latest.occurred_at >= each.occurred_at ? latest : each),
    null,
  );
}

/**
 * Of others who did the same within the year, long enough ago to know what followed, how many did each signal of the model in the 30 days
 * after their latest time. With no signal, of everybody else in the last 30 days.
 */
async function readLikely(
  tx: Tx,
  workspaceId: number,
  { model, signal_ids }: LiveModel,
  personId: number,
  signalId: number | null,
  now: number,
) {
  const drawn = await drawPeople(tx, workspaceId, 'everybody', mostPeople, { named: true });
  const ids = (drawn.ids ?? []).filter((id) => id !== personId);
  const keys = usedSignals(model);
  const wanted = keys.map((key) => signal_ids.get(key) as number);
  const instant = (at: number) => sql`to_timestamp(${at}::float8 / 1000)`;
  const alike =
    signalId === null
      ? sql`select i.person_id, ${instant(now - wait)} as since from unnest(${ids}::bigint[]) as i (person_id)`
      : sql`select h.person_id, max(h.occurred_at) as since from signal_hit h
          where h.workspace_id = ${workspaceId} and h.person_id = any(${ids}::bigint[]) and h.signal_id = ${signalId}
            and h.occurred_at > ${instant(now - wait - memory)} and h.occurred_at <= ${instant(now - wait)}
          group by h.person_id`;
  const { rows } = await sql<{ signal_id: number | null; people: number }>`
    with alike as (${alike})
    select null::int as signal_id, count(*) as people from alike
    union all
    select n.signal_id, count(distinct n.person_id) from signal_hit n
    join alike a on a.person_id = n.person_id
    where n.workspace_id = ${workspaceId} and n.person_id = any(${ids}::bigint[]) and n.signal_id = any(${wanted}::int[])
      and n.occurred_at > a.since and n.occurred_at <= a.since + make_interval(secs => ${wait / 1000}::float8)
    group by n.signal_id`.execute(tx);
  const cases = (count: number): Weighed => (count === 0 ? NOBODY : { count, weight: count, squares: count });
  const all = cases(rows.find((row) => row.signal_id === null)?.people ?? 0);
  return keys
    .flatMap((key) => {
      const found = rows.find((row) => row.signal_id === signal_ids.get(key));
      const share = found && shareOf(cases(found.people), all);
      return share ? [{ key, share }] : [];
    })
    .sort((a, b) => b.share.value - a.share.value)
    .slice(0, told);
}

/** Walks from change to change until the total is lower than now. */
function findFall(past: Past, subject: Subject, from: Shown, now: number): NextSignalsAnswer['next_fall'] {
  let at = now;
  let band = from.band;
  for (let step = 0; step < mostChanges; step++) {
    const next = nextChangeAt(past.ready, subject, at);
    if (next === null) return null;
    at = next;
    const shown = standing(past, { ...subject, previous_band: band }, at);
    if (shown.points < from.points) return { at: new Date(at).toISOString(), stand: tellStand(shown) };
    band = shown.band;
  }
  return null;
}
