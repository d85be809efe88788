const STEPS = [1, 2, 5, 7, 14, 30, 60, 90, 180, 365];

/** An axis of days before the win, on which the win is at the right end. */
export type DaysAxis = {
  /** Days at the left end. */
  from: number;
  /** Days to be marked, earliest first, the win (0) last. */
  marks: number[];
};

/** An axis that reaches back to the earliest of these days, with three to six marks. */
export function makeDaysAxis(days: readonly number[]): DaysAxis {
  const earliest = Math.max(1, ...days);
  const step = STEPS.find((each) => earliest / each <= 5) ?? Math.ceil(earliest / 5 / 365) * 365;
  const count = Math.max(1, Math.ceil(earliest / step));
  return { from: count * step, marks: Array.from({ length: count + 1 }, (_, place) => (count - place) * step) };
}

/** Where on the axis so many days before the win are: 0 at the left end, 1 at the win. */
export function placeOnAxis({ from }: DaysAxis, days: number): number {
  return Math.min(1, Math.max(0, 1 - days / from));
}
