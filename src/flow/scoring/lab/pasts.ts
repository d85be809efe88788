import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { bandAfter } from '../../../model/band.ts';
import { usedSignals } from '../../../model/catalogue.ts';
import { type Hit, type PreparedModel, prepareModel, type Subject } from '../../../model/evaluate.ts';
import type { Group } from '../../../model/format.ts';
import { type DimensionValue, readModel, totalOf } from '../../../model/read-model.ts';
import { shownPoints } from '../../../model/rounding.ts';
import { termCatalogue } from '../catalogue.ts';
import { changesOf, type PersonHistory, readHistories, subjectAt } from '../history.ts';
import { theseIds } from '../standing.ts';
import type { AskedModel, Context } from './asked-model.ts';
import { readUncounted } from './sources.ts';

/** One person's past under one model, to be read at any instant (epoch ms) up to when it was taken. */
export type Past = {
  person_id: number;
  /** The person's first touch; earlier nobody knew of them. */
  first_at: number;
  /** Every instant at which something other than time could move the score, ascending. */
  events: readonly number[];
  ready: PreparedModel;
  history: PersonHistory;
  subjectAt: (at: number) => Subject;
};

/**
 * The pasts of these people under each of some models, in the order of the models, in a few round trips. Who has no touch up to
 * `until` (epoch ms) is left out.
 */
export async function readPasts(
  tx: Tx,
  workspaceId: number,
  ids: readonly number[],
  asked: readonly AskedModel[],
  context: Context,
  until: number,
): Promise<Past[][]> {
  const { rows: firsts } = await sql<{ person_id: number; first_at: number }>`
    select t.person_id, (extract(epoch from min(t.occurred_at)) * 1000)::float8 as first_at
    from touch t where t.workspace_id = ${workspaceId} and t.person_id = any(${ids}::bigint[])
    group by t.person_id`.execute(tx);
  const known = firsts.filter((row) => row.first_at <= until);
  const histories = await readHistories(
    tx,
    workspaceId,
    known.map((row) => row.person_id),
  );
  const models = await Promise.all(
    asked.map(async (each) => {
      const hits = await readUncounted(tx, workspaceId, each.uncounted, context, theseIds(ids), until);
      const ready = prepareModel(each.model, termCatalogue(context), context.time_zone);
      return { each, ready, found: Map.groupBy(hits, (hit) => hit.person_id) };
    }),
  );
  return known.flatMap(({ person_id, first_at }) => {
    const history = histories.get(person_id);
    if (!history) return [];
    return [
      models.map(({ each, ready, found }) => {
        const more = Map.groupBy(found.get(person_id) ?? [], (hit) => hit.signal_id);
        const whole = more.size > 0 ? { ...history, hits: new Map([...history.hits, ...more]) } : history;
        return openPast(whole, each, ready, first_at);
      }),
    ];
  });
}

/** A past that is at hand already; `first_at` in epoch ms. */
export function openPast(history: PersonHistory, asked: AskedModel, ready: PreparedModel, first_at: number): Past {
  const changes = [...new Set(changesOf(history))].sort((a, b) => a - b);
  const subjects = new Map<number, Subject>();
  // Between two changes the same is known of a person, so it is folded once.
  const subjectOf = (at: number) => {
    const place = changes.findLastIndex((change) => change <= at);
    const subject = subjects.get(place) ?? subjectAt(history, asked, changes[place] ?? at);
    subjects.set(place, subject);
    return subject;
  };
  const hits = usedSignals(asked.model).flatMap(
    (key) => history.hits.get(asked.signal_ids.get(key) as number)?.map((hit: Hit) => hit.occurred_at) ?? [],
  );
  const given = history.adjustments
    .filter((adjustment) => adjustment.model_id === asked.model_id)
    .flatMap(({ starts_at, ends_at }) => [starts_at, ...(ends_at === null ? [] : [ends_at])]);
  const events = [...new Set([...changes, ...hits, ...given, first_at])].sort((a, b) => a - b);
  return { person_id: history.person_id, first_at, events, ready, history, subjectAt: subjectOf };
}

/** The whole model read at an instant. */
export function valuesAt(past: Past, at: number): DimensionValue[] {
  return readModel(past.ready, past.subjectAt(at), at);
}

/** The total as shown at an instant. */
export function totalAt(past: Past, at: number): number {
  return shownPoints(totalOf(valuesAt(past, at)));
}

/**
 * The band at an instant: of the total alone where no band has a margin, else walked along the person's events, and looks every week
 * between them, from the beginning.
 */
export function bandAt(past: Past, at: number): string {
  const { bands } = past.ready.model;
  if (!bands.some((band) => band.margin)) return bandAfter(bands, null, totalAt(past, at));
  let band: string | null = null;
  for (const look of looksAt(past, past.first_at, at)) band = bandAfter(bands, band, totalAt(past, look));
  return band ?? bandAfter(bands, null, totalAt(past, at));
}

const week = 7 * 86_400_000;

/**
 * The instants from `from` to `to` (both included) at which to look at a score to see its heights and its falls: the ends, every
 * event and the millisecond before it, and where points can rise by themselves (see `risesByItself`) every week between.
 */
export function looksAt(past: Past, from: number, to: number): number[] {
  const start = Math.max(from, past.first_at);
  if (start > to) return [];
  const looks = new Set([start, to]);
  for (const event of past.events) {
    if (event < start || event > to) continue;
    if (event > start) looks.add(event - 1);
    looks.add(event);
  }
  if (risesByItself(past.ready)) for (let at = start + week; at < to; at += week) looks.add(at);
  return [...looks].sort((a, b) => a - b);
}

const rising = new WeakMap<PreparedModel, boolean>();

/**
 * Whether a total may rise though nothing happens: because something negative fades or ends, a term that was passed over for another gets
 * its turn, or a condition asks about time. Where not, a total is highest at an event. May say so too often, never too rarely.
 */
export function risesByItself(ready: PreparedModel): boolean {
  const known = rising.get(ready);
  if (known !== undefined) return known;
  const { dimensions, applies_to, profiles } = ready.model;
  const answer =
    asksAboutTime([applies_to, profiles]) ||
    dimensions.some((dimension) => (dimension.weight ?? 1) < 0 || dimension.groups.some(groupRises));
  rising.set(ready, answer);
  return answer;
}

function groupRises({ take, terms }: Group): boolean {
  return terms.some((term) => {
    if (term.off) return false;
    if (term.kind === 'field') return asksAboutTime(term.when);
    if (take === 'first') return true;
    if (term.kind === 'signal') return term.points < 0 && term.decay.curve !== 'none';
    return term.window_days !== undefined && (term.points < 0 || (term.comparison !== '>=' && term.comparison !== '>'));
  });
}

/** Conditions on instants, days and counts of touches can turn as time passes. */
function asksAboutTime(conditions: unknown): boolean {
  return /"operator":"(inLast|notInLast|olderThan|on|notOn|before|after)"|"within"|"field":"signal\./.test(
    JSON.stringify(conditions),
  );
}
