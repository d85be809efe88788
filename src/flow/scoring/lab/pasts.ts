import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { usedSignals } from '../../../model/catalogue.ts';
import { type Hit, type PreparedModel, prepareModel, type Subject } from '../../../model/evaluate.ts';
import type { AtMost, Term } from '../../../model/format.ts';
import { type DimensionValue, readModel, totalOf } from '../../../model/read-model.ts';
import { shownPoints } from '../../../model/rounding.ts';
import { byOccurrence, keepAtMost } from '../../../model/terms/at-most.ts';
import { termCatalogue } from '../catalogue.ts';
import { type PersonHistory, readHistories, subjectAt } from '../history.ts';
import { theseIds } from '../whom.ts';
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
  /** The same model with its caps taken already, in the hits that `subjectAt` gives: what is read often. */
  swift: PreparedModel;
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
    const read = histories.get(person_id);
    if (!read) return [];
    const history = withOwnCompanies(read);
    return [
      models.map(({ each, ready, found }) => {
        const more = Map.groupBy(found.get(person_id) ?? [], (hit) => hit.signal_id);
        const whole = more.size > 0 ? { ...history, hits: new Map([...history.hits, ...more]) } : history;
        return openPast(whole, each, ready, first_at);
      }),
    ];
  });
}

/** Histories that are read together share all their companies; of one person only their own matter. */
function withOwnCompanies(history: PersonHistory): PersonHistory {
  const ids = new Set(history.sayings.map(({ fields }) => fields.company_id));
  return { ...history, companies: new Map([...history.companies].filter(([id]) => ids.has(id))) };
}

/**
 * The instants at which something else was known of the person or of a company of theirs, ascending. Most of what touches say has been said
 * before.
 */
function newsOf({ sayings, companies }: PersonHistory): number[] {
  const news = new Set<number>();
  for (const said of [sayings, ...[...companies.values()].map((company) => company.sayings)]) {
    const known = new Map<string, string>();
    for (const { fields, at } of said) {
      for (const [key, value] of Object.entries(fields)) {
        const text = JSON.stringify(value);
        if (known.get(key) === text) continue;
        known.set(key, text);
        news.add(at);
      }
    }
  }
  return [...news].sort((a, b) => a - b);
}

/** A past that is at hand already; `first_at` in epoch ms. */
export function openPast(history: PersonHistory, asked: AskedModel, ready: PreparedModel, first_at: number): Past {
  const changes = newsOf(history);
  const { swift, caps } = withoutCaps(ready);
  const kept = caps.map(({ key, signal, at_most }) => {
    const own = history.hits.get(asked.signal_ids.get(signal) as number) ?? [];
    return [key, keepAtMost(own.toSorted(byOccurrence), at_most, ready.timeZone).kept] as const;
  });
  const subjects = new Map<number, Subject>();
  // Between two changes the same is known of a person, so it is folded once.
  const subjectOf = (at: number) => {
    const place = changes.findLastIndex((change) => change <= at);
    const known = subjects.get(place);
    if (known) return known;
    const read = subjectAt(history, asked, changes[place] ?? at);
    const subject = { ...read, hits: new Map([...read.hits, ...kept]) };
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
  return { person_id: history.person_id, first_at, events, ready, swift, history, subjectAt: subjectOf };
}

/** A cap on how many touches of a signal count, and under which key the touches it keeps are found. */
type Capped = { key: string; signal: string; at_most: AtMost };

const uncapped = new WeakMap<PreparedModel, { swift: PreparedModel; caps: Capped[] }>();

/**
 * A model that counts signals of its own in place of each cap. The earliest of each calendar period are kept, so which ones does not depend on
 * the instant of reading, and the calendar is asked once for a person and not at every look.
 */
function withoutCaps(ready: PreparedModel): { swift: PreparedModel; caps: Capped[] } {
  const known = uncapped.get(ready);
  if (known) return known;
  const caps: Capped[] = [];
  const release = (term: Term): Term => {
    if (term.kind !== 'signal' || !term.at_most) return term;
    const { at_most, ...rest } = term;
    const key = `${term.signal} ${at_most.n} ${at_most.per}`;
    if (!caps.some((cap) => cap.key === key)) caps.push({ key, signal: term.signal, at_most });
    return { ...rest, signal: key };
  };
  const dimensions = ready.model.dimensions.map((dimension) => ({
    ...dimension,
    groups: dimension.groups.map((group) => ({ ...group, terms: group.terms.map(release) })),
  }));
  const made = { swift: { ...ready, model: { ...ready.model, dimensions } }, caps };
  uncapped.set(ready, made);
  return made;
}

/** The whole model read at an instant. */
export function valuesAt(past: Past, at: number): DimensionValue[] {
  return readModel(past.swift, past.subjectAt(at), at);
}

/** The total as shown at an instant. */
export function totalAt(past: Past, at: number): number {
  return shownPoints(totalOf(valuesAt(past, at)));
}
