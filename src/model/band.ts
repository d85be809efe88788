import type { Band, Model } from './format.ts';

/**
 * The band of a person whose total, as shown, is `total` and whose band was `previous` (none for a person not seen before, or
 * whose band the model no longer has). A band is entered at its `from` and left only below `from − margin`, so a total on the
 * edge does not flap. Asked again with its own answer it answers the same.
 *
 * At any instant a person's band is what this gives when it is walked along the course of the total (course.ts); outside the
 * margins it depends on the total alone.
 */
export function bandAfter(bands: readonly Band[], previous: string | null | undefined, total: number): string {
  const entered = bands.findLastIndex((band) => total >= entersAt(band));
  const held = bands.findLastIndex((band) => total >= leftBelow(band));
  const before = bands.findIndex((band) => band.key === previous);
  return (bands[Math.max(entered, Math.min(before, held), 0)] as Band).key;
}

/** Whether the total lies inside a margin, where the band depends on which one the person was in before. */
export function insideMargin(bands: readonly Band[], total: number): boolean {
  return bands.some((band) => total < entersAt(band) && total >= leftBelow(band));
}

/** The shown total at which a band is entered. */
export function entersAt(band: Band): number {
  return band.from ?? Number.NEGATIVE_INFINITY;
}

/** The shown total below which a band is left. */
export function leftBelow(band: Band): number {
  return entersAt(band) - (band.margin ?? 0);
}

/** How a band is called: its own name, or its key where it has none. */
export function bandName(model: Model, key: string): string {
  return model.bands.find((band) => band.key === key)?.name ?? key;
}
