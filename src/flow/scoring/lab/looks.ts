import { bandAfter } from '../../../model/band.ts';
import type { PreparedModel } from '../../../model/evaluate.ts';
import { activeTerms, type CountTerm, type Group, type Model, type SignalTerm } from '../../../model/format.ts';
import { type Past, totalAt } from './pasts.ts';

/**
 * The band at an instant: of the total alone where no band has a margin, else walked along the person's events, and looks every week
 * between them, from the beginning.
 */
export function bandAt(past: Past, at: number): string {
  const { bands } = past.ready.model;
  if (!bands.some((band) => band.margin)) return bandAfter(bands, null, totalAt(past, at));
  let band: string | null = null;
  for (const look of looksAt(past, past.first_at, at, { falls: true }))
    band = bandAfter(bands, band, totalAt(past, look));
  return band ?? bandAfter(bands, null, totalAt(past, at));
}

const week = 7 * 86_400_000;

/**
 * The instants from `from` to `to` (both included) at which to look at a score to see its heights: the ends and every event; and where points
 * can rise by themselves (see `risesByItself`) the millisecond before each event, and every week between. With `falls` the
 * millisecond before each event always, which shows how low it had sunk.
 */
export function looksAt(past: Past, from: number, to: number, { falls = false } = {}): number[] {
  const start = Math.max(from, past.first_at);
  if (start > to) return [];
  const looks = new Set([start, to]);
  const rises = risesByItself(past);
  for (const event of past.events) {
    if (event <= start || event > to) continue;
    if (falls || rises) looks.add(event - 1);
    looks.add(event);
  }
  if (rises) for (let at = start + week; at < to; at += week) looks.add(at);
  return [...looks].sort((a, b) => a - b);
}

/** What can make a total rise though nothing happens: time itself, or touches of these signals once they have come. */
type Rising = { always: boolean; signals: ReadonlySet<string> };

const rising = new WeakMap<PreparedModel, Rising>();

/**
 * Whether a total may rise though nothing happens: because something negative fades or ends, a term that was passed over for another gets
 * its turn, or a condition asks about time. Where not, it is highest at an event. May say so too often, never too rarely.
 */
function risesByItself({ ready, subjectAt: subject, first_at }: Past): boolean {
  const { always, signals } = rising.get(ready) ?? risingOf(ready.model);
  rising.set(ready, { always, signals });
  return always || (signals.size > 0 && [...signals].some((key) => subject(first_at).hits.get(key)?.length));
}

function risingOf({ dimensions, applies_to, profiles }: Model): Rising {
  const terms = dimensions.flatMap(({ groups }) =>
    groups.flatMap((group) => activeTerms(group).map((term) => ({ term, take: group.take }))),
  );
  const conditions = terms.map(({ term }) => (term.kind === 'field' ? term.when : null));
  const signals = terms.flatMap(({ term, take }) =>
    term.kind !== 'field' && termRises(term, take) ? [term.signal] : [],
  );
  const always =
    asksAboutTime([applies_to, profiles, ...conditions]) || dimensions.some(({ weight }) => (weight ?? 1) < 0);
  return { always, signals: new Set(signals) };
}

function termRises(term: SignalTerm | CountTerm, take: Group['take']): boolean {
  if (take === 'first') return true;
  if (term.kind === 'signal') return term.points < 0 && term.decay.curve !== 'none';
  return term.window_days !== undefined && (term.points < 0 || (term.comparison !== '>=' && term.comparison !== '>'));
}

/** Conditions on ages and counts of touches can turn as time passes. */
function asksAboutTime(conditions: unknown): boolean {
  return /"operator":"(inLast|notInLast|olderThan|on|notOn|before|after)"|"field":"signal\./.test(
    JSON.stringify(conditions),
  );
}
