import { listFields, listSignals } from '../../conditions/walk.ts';
import { conditionsOf, usedSignals } from '../../model/catalogue.ts';
import { signalName } from '../../model/describe.ts';
import { shownOf } from '../../model/evaluate.ts';
import { allTerms, type Model } from '../../model/format.ts';
import { type DimensionValue, readModel, totalOf } from '../../model/read-model.ts';
import { exactPoints } from '../../model/rounding.ts';
import { byOccurrence, keepAtMost } from '../../model/terms/at-most.ts';
import { type PersonHistory, subjectAt } from './history.ts';
import type { Ready } from './ready.ts';

/**
 * Something that moved a score: a touch that rules counted (`what`: the names of its signals), what became known (`what`: the
 * fields that the model reads), points by hand (`what`: the reasons; `ended` when they ended), other rules (`again` when that version had been live
 * before). `points` is what it made at `at`, to a millionth; `count` how many such things fell together, of which `at` is the last.
 */
export type CourseMark = { at: string; points: number; count: number; what: string[] } & (
  | { kind: 'touch' }
  | { kind: 'field' }
  | { kind: 'hand'; ended: boolean }
  | { kind: 'rules'; version: number; again: boolean }
);

/** Something that may have moved the score, at `at` (epoch ms); `key` is that of the touch by which a field became known. */
type Happening = { at: number } & (
  | { kind: 'touch'; touch: number; what: string[] }
  | { kind: 'field'; key: string; what: string[] }
  | { kind: 'hand'; adjustment: number; what: string[]; ended: boolean }
  | { kind: 'rules'; version: number; again: boolean }
);

/** So many instants are each looked at alone; more are looked at in so many equal spans. */
const MOST_LOOKS = 60;
/** Marks of a kind closer to each other than this part of the time are one. */
const PLACES = 120;

/**
 * What moved the score of a person after `from` until `to` (both epoch ms), earliest first: each thing is left out, and where the score at that
 * instant would have been another, it is a mark. A touch is judged by the rules of its own time. At most a mark of each kind in a
 * hundred-and-twentieth of the time.
 */
export function courseMarks(history: PersonHistory, ready: Ready, from: number, to: number): CourseMark[] {
  const happened = listHappenings(history, ready, from, to).sort((a, b) => a.at - b.at);
  const few = new Set(happened.map(({ at }) => at)).size <= MOST_LOOKS;
  const place = (at: number, places: number) => Math.floor(((at - from) / (to - from + 1)) * places);
  const looks = Map.groupBy(happened, ({ at, kind }) => `${few ? at : place(at, MOST_LOOKS)} ${kind}`);
  const marks = [...looks.values()].flatMap((together) => findMark(history, ready, lasting(together)) ?? []);
  const near = Map.groupBy(marks, ({ at, kind }) => `${place(Date.parse(at), PLACES)} ${kind}`);
  return [...near.values()].map(mergeMarks).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Those of them that are still felt at the last: points by hand that begin and end among them leave nothing behind. */
function lasting(together: readonly Happening[]): Happening[] {
  const times = Map.groupBy(together, (each) => (each.kind === 'hand' ? each.adjustment : undefined));
  return together.filter((each) => each.kind !== 'hand' || times.get(each.adjustment)?.length === 1);
}

/** One mark for things of one kind that fall together; undefined when the score would have been the same without them. */
function findMark(history: PersonHistory, ready: Ready, together: readonly Happening[]): CourseMark | undefined {
  const last = together.at(-1);
  if (last === undefined) return undefined;
  const after = readAt(history, ready, last.at, last.at);
  const before =
    last.kind === 'rules'
      ? readAt(history, ready, last.at, (together[0] as Happening).at - 1)
      : readAt(without(history, together), ready, last.at, last.at);
  if (isSame(before, after)) return undefined;
  const at = new Date(last.at).toISOString();
  const points = exactPoints(totalOf(after.values) - totalOf(before.values));
  const said = {
    at,
    points,
    count: together.length,
    what: together.flatMap((each) => ('what' in each ? each.what : [])),
  };
  if (last.kind === 'rules') return { ...said, kind: last.kind, version: last.version, again: last.again };
  return last.kind === 'hand' ? { ...said, kind: last.kind, ended: last.ended } : { ...said, kind: last.kind };
}

type Read = { model: Model; values: DimensionValue[] };

/** What the rules of `rulesOf` make of the person at `at`. */
function readAt(history: PersonHistory, { readyAt }: Ready, at: number, rulesOf: number): Read {
  const { published, ready } = readyAt(rulesOf);
  return { model: published.model, values: readModel(ready, subjectAt(history, published, at), at) };
}

function isSame(before: Read, after: Read): boolean {
  if (exactPoints(totalOf(before.values)) !== exactPoints(totalOf(after.values))) return false;
  const [was, is] = [shownOf(before.model, before.values), shownOf(after.model, after.values)];
  return JSON.stringify(was) === JSON.stringify(is);
}

/** The past without these touches and sayings, with these adjustments not yet begun or not yet ended. */
function without(history: PersonHistory, left: readonly Happening[]): PersonHistory {
  const touches = new Set(left.flatMap((each) => (each.kind === 'touch' ? [each.touch] : [])));
  const ofTouches = history.sayings.flatMap(({ touch_id, key }) => (touches.has(touch_id) ? [key] : []));
  const keys = new Set([...ofTouches, ...left.flatMap((each) => (each.kind === 'field' ? [each.key] : []))]);
  const hand = new Map(left.flatMap((each) => (each.kind === 'hand' ? [[each.adjustment, each]] : [])));
  const staying = <Said extends { key: string }>(sayings: readonly Said[]) =>
    sayings.filter(({ key }) => !keys.has(key));
  return {
    ...history,
    sayings: staying(history.sayings),
    companies: new Map(
      [...history.companies].map(([id, { domain, sayings }]) => [id, { domain, sayings: staying(sayings) }]),
    ),
    hits: new Map([...history.hits].map(([id, hits]) => [id, hits.filter((hit) => !touches.has(Number(hit.id)))])),
    adjustments: history.adjustments.flatMap((given) => {
      const change = hand.get(given.id);
      if (change === undefined) return [given];
      return change.ended ? [{ ...given, ends_at: null }] : [];
    }),
  };
}

function mergeMarks(marks: readonly CourseMark[]): CourseMark {
  const last = marks.at(-1) as CourseMark;
  const sum = (of: (mark: CourseMark) => number) => marks.reduce((total, mark) => total + of(mark), 0);
  return {
    ...last,
    points: exactPoints(sum(({ points }) => points)),
    count: sum(({ count }) => count),
    what: [...new Set(marks.flatMap(({ what }) => what))],
  };
}

function listHappenings(history: PersonHistory, ready: Ready, from: number, to: number): Happening[] {
  const isInside = (at: number) => at > from && at <= to;
  const touches = countedTouches(history, ready);
  const counted = [...touches].flatMap(([touch, { at, what }]) =>
    isInside(at) ? [{ kind: 'touch' as const, at, touch, what: [...what] }] : [],
  );
  const told = new Set(history.sayings.flatMap(({ touch_id, key }) => (touches.has(touch_id) ? [key] : [])));
  const said = listSayings(history, ready).filter(({ at, key }) => isInside(at) && !told.has(key));
  const modelId = ready.releases[0]?.published.model_id;
  const given = history.adjustments.flatMap(({ id, model_id, starts_at, ends_at, reason }): Happening[] => {
    if (model_id !== modelId) return [];
    const mark = { kind: 'hand' as const, adjustment: id, what: [reason] };
    const start: Happening[] = isInside(starts_at) ? [{ ...mark, at: starts_at, ended: false }] : [];
    return ends_at !== null && isInside(ends_at) ? [...start, { ...mark, at: ends_at, ended: true }] : start;
  });
  const rules = ready.releases.flatMap(({ version, live_from }, index): Happening[] => {
    const again = ready.releases.slice(0, index).some((earlier) => earlier.version === version);
    return isInside(live_from) ? [{ kind: 'rules', at: live_from, version, again }] : [];
  });
  return [...counted, ...said, ...given, ...rules];
}

/** Touches that a rule of their own time may have counted: those that a cap drops are not among them. By touch, with what they were. */
function countedTouches(history: PersonHistory, { readyAt }: Ready): Map<number, { at: number; what: Set<string> }> {
  const touches = new Map<number, { at: number; what: Set<string> }>();
  const keptOf = new Map<string, Set<string | number>>();
  for (const [signalId, hits] of history.hits) {
    const ordered = hits.toSorted(byOccurrence);
    for (const { id, occurred_at: at } of ordered) {
      const { published, ready } = readyAt(at);
      const { model, signal_ids, version } = published;
      const key = [...signal_ids].find(([, known]) => known === signalId)?.[0];
      if (key === undefined) continue;
      const place = `${version} ${key}`;
      const kept = keptOf.get(place) ?? keptIds(model, key, ordered, ready.timeZone);
      keptOf.set(place, kept);
      if (!kept.has(id)) continue;
      const touch = touches.get(Number(id)) ?? { at, what: new Set<string>() };
      touches.set(Number(id), touch);
      touch.what.add(signalName(model, key));
    }
  }
  return touches;
}

/** Of a signal's hits those that something in the model may count. */
function keptIds(
  model: Model,
  key: string,
  hits: Parameters<typeof keepAtMost>[0],
  timeZone: string,
): Set<string | number> {
  if (!usedSignals(model).includes(key)) return new Set();
  const terms = allTerms(model).filter((term) => term.kind !== 'field' && term.signal === key);
  const all = terms.some(({ kind }) => kind === 'count') || conditionsOf(model).flatMap(listSignals).includes(key);
  if (all) return new Set(hits.map(({ id }) => id));
  return new Set(
    terms.flatMap((term) =>
      term.kind === 'signal' && term.points !== 0
        ? keepAtMost(hits, term.at_most, timeZone).kept.map(({ id }) => id)
        : [],
    ),
  );
}

/** What was said of the person and of its companies, whoever said it, with those of the fields that the model of that time reads. */
function listSayings(history: PersonHistory, { readyAt }: Ready): Extract<Happening, { kind: 'field' }>[] {
  const fieldsOf = new Map<number, Set<string>>();
  const readBy = (at: number) => {
    const { version, model } = readyAt(at).published;
    const known = fieldsOf.get(version) ?? new Set(conditionsOf(model).flatMap(listFields));
    fieldsOf.set(version, known);
    return known;
  };
  const all = [
    ...history.sayings.map((said) => ({ ...said, of: 'person' })),
    ...[...history.companies.values()].flatMap(({ sayings }) => sayings.map((said) => ({ ...said, of: 'company' }))),
  ];
  return [...Map.groupBy(all, ({ key }) => key)].map(([key, said]) => {
    const at = said[0]?.at as number;
    const names = said.flatMap(({ of, fields }) => Object.keys(fields).map((name) => `${of}.${name}`));
    return { kind: 'field', at, key, what: names.filter((name) => readBy(at).has(name)) };
  });
}
