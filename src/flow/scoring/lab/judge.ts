import { bandName, entersAt } from '../../../model/band.ts';
import type { Model } from '../../../model/format.ts';
import type { CurvePoint, Judged, Sample } from './contract.ts';
import { areaUnderCurve, NOBODY, shareOf, type Weighed, weigh } from './estimate.ts';

/**
 * What is judged of a case: the total that counts, the highest `reached` in the time looked at, the one at its `start` (−∞: not known
 * yet), whether they won, and how many people they stand for.
 */
export type Scored = { score: number; reached: number; start: number; won: boolean; weight: number };

/** Thresholds of a curve, at most about this many. */
const most = 60;

/**
 * Everybody from a threshold on. How many a week reach it has a standard error from how the cases were drawn (Horvitz and Thompson, each
 * case drawn on its own) and from weeks being unlike each other (Poisson).
 */
export function pointAt(scored: readonly Scored[], from: number, weeks: number, sample: Sample): CurvePoint {
  let [above, wonAbove, won, all] = [NOBODY, NOBODY, NOBODY, NOBODY];
  let [reaching, spread] = [0, 0];
  for (const each of scored) {
    all = weigh(all, each.weight);
    if (each.won) won = weigh(won, each.weight);
    if (each.score >= from) {
      above = weigh(above, each.weight);
      if (each.won) wonAbove = weigh(wonAbove, each.weight);
    }
    if (each.reached < from || each.start >= from) continue;
    reaching += each.weight;
    spread += each.weight * (each.weight - 1);
  }
  const precision = shareOf(wonAbove, above);
  const base = ratio(won, all);
  return {
    from,
    people: Math.round(above.weight),
    won: Math.round(wonAbove.weight),
    precision,
    recall: shareOf(wonAbove, won),
    lift: precision && base ? precision.value / base : null,
    per_week: reaching / weeks,
    per_week_error: Math.sqrt((sample.read < sample.people ? spread : 0) + reaching) / weeks,
  };
}

function ratio(part: Weighed, whole: Weighed): number | null {
  return whole.weight > 0 ? part.weight / whole.weight : null;
}

/** Whole-number thresholds from the lowest total to the highest, the bands' own among them. */
export function thresholdsOf(scored: readonly Scored[], model: Model): number[] {
  const totals = scored.flatMap(({ score }) => (Number.isFinite(score) ? [score] : []));
  if (totals.length === 0) return [];
  const [lowest, highest] = totals.reduce(([least, top], total) => [Math.min(least, total), Math.max(top, total)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number]);
  const step = Math.max(1, Math.ceil((highest - lowest + 1) / most));
  const even = Array.from({ length: Math.floor((highest - lowest) / step) + 1 }, (_, index) => lowest + index * step);
  const cuts = model.bands.map(cutOf).filter((cut) => cut >= lowest && cut <= highest);
  return [...new Set([...even, ...cuts])].sort((a, b) => a - b);
}

/** A band's cut-off as a whole number that a shown total reaches; −∞ for the lowest. */
function cutOf(band: Model['bands'][number]): number {
  return Math.ceil(entersAt(band));
}

/** The model's bands and a curve of thresholds, judged on the same cases. */
export function judge(scored: readonly Scored[], model: Model, weeks: number, sample: Sample): Judged {
  return {
    bands: model.bands
      .filter((band) => band.from !== undefined)
      .map((band) => ({
        band: band.key,
        name: bandName(model, band.key),
        ...pointAt(scored, cutOf(band), weeks, sample),
      })),
    curve: thresholdsOf(scored, model).map((from) => pointAt(scored, from, weeks, sample)),
    auc: areaUnderCurve(scored.map(({ score, weight, won }) => ({ value: score, weight, positive: won }))),
  };
}
