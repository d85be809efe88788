import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { peopleWithTally, type ScoreSources } from '../../../model/compile.ts';
import { column, layered, openLayers } from '../../../model/compile-layers.ts';
import { openTally } from '../../../model/compile-tally.ts';
import { activeTerms, type Model } from '../../../model/format.ts';
import { compileTerm } from '../../../model/terms/compile-term.ts';

/**
 * Which terms hold for whom: the terms that are switched on, how many people there are, for how many each holds, and for how many two
 * (by their place) hold together.
 */
export type Held = {
  terms: string[];
  people: number;
  holds: number[];
  both: (first: number, second: number) => number;
};

/** Reads it in one statement: for each person a text of one digit per term. */
export async function readHeld(tx: Tx, model: Model, sources: ScoreSources): Promise<Held> {
  const tally = openTally(sources.now, sources.timeZone);
  const layers = openLayers();
  const groups = model.dimensions.flatMap((dimension) => dimension.groups);
  const terms = groups.flatMap((group) => activeTerms(group).map((term) => ({ group, term })));
  const digits = terms.map(({ group, term }) => {
    const { holds } = compileTerm(model, group, term, { ...sources, tally });
    return sql`case when ${column(layers, 0, holds)} then '1' else '0' end`;
  });
  const keys = terms.map(({ term }) => term.key);
  if (digits.length === 0) return { terms: [], people: 0, holds: [], both: () => 0 };
  const { rows } = await sql<{ digits: string }>`
    select ${sql.join(digits, sql` || `)} as digits
    from ${layered(layers, sql`p.person_id`, peopleWithTally(model, sources, tally))} as r`.execute(tx);
  const bits = keys.map((_, term) => {
    const own = new Uint32Array(Math.ceil(rows.length / 32));
    for (const [person, row] of rows.entries()) {
      const word = person >>> 5;
      if (row.digits[term] === '1') own[word] = (own[word] as number) | (1 << (person & 31));
    }
    return own;
  });
  const both = (first: number, second: number) => countShared(bits[first] as Uint32Array, bits[second] as Uint32Array);
  return { terms: keys, people: rows.length, holds: keys.map((_, index) => both(index, index)), both };
}

function countShared(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let index = 0; index < a.length; index++) shared += countOnes((a[index] as number) & (b[index] as number));
  return shared;
}

/** Ones among 32 bits, counted in parallel (Warren, Hacker's Delight, 5-1). */
function countOnes(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
