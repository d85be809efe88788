/** A band said by hand, from `starts_at` until before `ends_at` (epoch ms; null: for good). */
export type SaidByHand = { temperature_id: number; band: string; starts_at: number; ends_at: number | null };

/** The bands of the primary model by key, lowest first, and after how many days without a touch each cools. */
export type CoolingRule = { bands: readonly string[]; days: ReadonlyMap<string, number> };

/** What is known of somebody: the band that the points give, the last touch (epoch ms), all that was ever said by hand. */
export type Warmth = { band: string; last_touch_at: number; said: readonly SaidByHand[] };

const day = 86_400_000;

/**
 * How warm somebody is at an instant (epoch ms). What was said by hand last, of what holds then, comes before everything, if the
 * model still has the band. Else it is the band of the points, one lower for every band in turn whose silence is over.
 */
export function temperatureAt(
  { band, last_touch_at, said }: Warmth,
  { bands, days }: CoolingRule,
  at: number,
): { band: string; by: 'points' | 'silence' | 'hand'; said: number | null } {
  const holding = said
    .filter((each) => each.starts_at <= at && (each.ends_at === null || each.ends_at > at) && bands.includes(each.band))
    .reduce<SaidByHand | undefined>(
      (last, each) => (last && last.temperature_id > each.temperature_id ? last : each),
      undefined,
    );
  if (holding) return { band: holding.band, by: 'hand', said: holding.temperature_id };
  let place = bands.indexOf(band);
  while (place > 0 && at - last_touch_at >= (days.get(bands[place] as string) ?? Number.POSITIVE_INFINITY) * day)
    place--;
  const cooled = bands[place] ?? band;
  return { band: cooled, by: cooled === band ? 'points' : 'silence', said: null };
}

/**
 * For each band what it has cooled to after how many days without a touch, longest silence first: `temperatureAt` without what
 * was said by hand, as a table.
 */
export function coolingSteps({ bands, days }: CoolingRule): { band: string; steps: { after: number; to: string }[] }[] {
  return bands.map((band, start) => {
    const steps: { after: number; to: string }[] = [];
    let after = 0;
    for (let place = start; place > 0; place--) {
      const own = days.get(bands[place] as string);
      if (own === undefined) break;
      after = Math.max(after, own);
      steps.unshift({ after, to: bands[place - 1] as string });
    }
    return { band, steps };
  });
}
