/** The instant (ISO) at which a day (`YYYY-MM-DD`) is over in every sense that matters for "until": the whole of it still counts. */
export function dayEnd(day: string): string {
  return new Date(`${day}T23:59:59Z`).toISOString();
}
