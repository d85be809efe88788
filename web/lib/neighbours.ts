let around: number[] = [];

/** Remembers the order of the list one goes into a record from, so that "next" means the next of that list. */
export function keepNeighbours(ids: number[]): void {
  around = ids;
}

/** The records before and after one in the list one came from; missing at its ends and when one came from elsewhere. */
export function neighboursOf(id: number): { before: number | undefined; after: number | undefined } {
  const at = around.indexOf(id);
  return at < 0 ? { before: undefined, after: undefined } : { before: around[at - 1], after: around[at + 1] };
}
