import type { Decay } from '../../../../../src/model/format.ts';

/** A point of the curve: days of age, and the share (0–1) of the points that is left. */
export type CurvePoint = { days: number; share: number };

/** What is drawn: the curve as points to join, handles to pull, and how many days the picture is wide. */
export type CurveLayout = { points: CurvePoint[]; handles: CurvePoint[]; span: number };

const SAMPLES = 48;
const NONE_SPAN = 90;
/** Widths that a picture may have, so that it does not change with every pull of a handle. */
const SPANS = [1, 2, 7, 14, 30, 60, 90, 180, 365, 730, 1095, 1825, 3650, 7300, 18_250, 36_500, 110_000, 150_000];

/** How a decay is drawn. `span` keeps the width (days) while a handle is pulled. */
export function layoutCurve(decay: Decay, span = spanOf(decay)): CurveLayout {
  switch (decay.curve) {
    case 'none':
      return { points: [at(0, 1), at(span, 1)], handles: [], span };
    case 'half_life': {
      const days = Array.from({ length: SAMPLES + 1 }, (_, index) => (span * index) / SAMPLES);
      return { points: days.map((age) => at(age, 2 ** (-age / decay.days))), handles: [at(decay.days, 0.5)], span };
    }
    case 'linear':
      return { points: cut([at(0, 1), at(decay.days, 0), at(span, 0)], span), handles: [at(decay.days, 0)], span };
    case 'cliff':
      return {
        points: cut([at(0, 1), at(decay.days, 1), at(decay.days, 0), at(span, 0)], span),
        handles: [at(decay.days, 0.5)],
        span,
      };
    case 'steps': {
      const points: CurvePoint[] = [];
      let from = 0;
      for (const [until, share] of decay.steps) {
        points.push(at(from, share), at(until, share));
        from = until;
      }
      return {
        points: cut([...points, at(from, 0), at(span, 0)], span),
        handles: decay.steps.map(([days, share]) => at(days, share)),
        span,
      };
    }
  }
}

/** How many days wide the picture of a decay is: the next of a few widths that leave room to pull. */
export function spanOf(decay: Decay): number {
  const wanted =
    decay.curve === 'none'
      ? NONE_SPAN
      : decay.curve === 'half_life'
        ? decay.days * 3
        : (decay.curve === 'steps' ? Math.max(...decay.steps.map(([days]) => days)) : decay.days) * 1.3;
  return SPANS.find((span) => span >= wanted) ?? 150_000;
}

/** The decay with one of its handles pulled: whole days, and for steps also the share in whole percent. Steps stay in order. */
export function pullHandle(decay: Decay, handle: number, to: CurvePoint): Decay {
  const days = Math.min(36_500, Math.max(1, Math.round(to.days)));
  if (decay.curve === 'none') return decay;
  if (decay.curve !== 'steps') return { ...decay, days };
  const [before, after] = [decay.steps[handle - 1], decay.steps[handle + 1]];
  const low = before === undefined ? 1 : before[0] + 1;
  const high = after === undefined ? 36_500 : after[0] - 1;
  const share = Math.round(Math.min(1, Math.max(0, to.share)) * 100) / 100;
  // Steps less than a day apart leave no whole day between them.
  const until = low > high ? (decay.steps[handle]?.[0] ?? days) : Math.max(low, Math.min(high, days));
  const step: [number, number] = [until, share];
  return { ...decay, steps: decay.steps.map((each, index) => (index === handle ? step : each)) };
}

/** The decay of another curve that lasts about as long, so that trying one after the other loses little. */
export function changeCurve(decay: Decay, curve: Decay['curve']): Decay {
  if (curve === decay.curve) return decay;
  if (curve === 'none') return { curve };
  const days =
    decay.curve === 'none' ? 30 : decay.curve === 'steps' ? (decay.steps.at(-1)?.[0] ?? 30) : Math.round(decay.days);
  if (curve !== 'steps') return { curve, days: Math.max(1, days) };
  const last = Math.max(3, days);
  return {
    curve,
    steps: [
      [Math.round(last / 3), 1],
      [Math.round((last * 2) / 3), 0.5],
      [last, 0.25],
    ],
  };
}

function at(days: number, share: number): CurvePoint {
  return { days, share };
}

/** A line from the first point to the last, without what lies beyond the picture's edge. */
function cut(points: readonly CurvePoint[], span: number): CurvePoint[] {
  const inside: CurvePoint[] = [];
  for (const [index, point] of points.entries()) {
    if (point.days <= span) {
      inside.push(point);
      continue;
    }
    const before = points[index - 1];
    if (before === undefined || before.days >= span) break;
    const part = (span - before.days) / (point.days - before.days);
    inside.push(at(span, before.share + (point.share - before.share) * part));
    break;
  }
  return inside;
}
