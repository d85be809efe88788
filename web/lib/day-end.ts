const hour = 3_600_000;

/**
 * The last second (ISO) of a day `YYYY-MM-DD` by a calendar: `dayKey` says which day an instant (epoch ms) is on, whatever the time
 * zone and its clock changes.
 */
export function dayEnd(day: string, dayKey: (at: number) => string): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  // No zone is further than this from UTC. The day is over from `over` on, not yet at `within`.
  let [within, over] = [noon - 15 * hour, noon + 27 * hour];
  while (over - within > 1000) {
    const middle = Math.floor((within + over) / 2000) * 1000;
    if (dayKey(middle) > day) over = middle;
    else within = middle;
  }
  return new Date(over - 1000).toISOString();
}
