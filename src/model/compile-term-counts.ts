import { type RawBuilder, sql } from 'kysely';
import { peopleWithTally, type ScoreSources } from './compile.ts';
import { givenSql } from './compile-groups.ts';
import { column, layered, openLayers } from './compile-layers.ts';
import { openTally } from './compile-tally.ts';
import { activeTerms, allTerms, type Group, type Model } from './format.ts';
import { compileTerm } from './terms/compile-term.ts';

type Sql = RawBuilder<unknown>;

/** For how many of the people a term holds now, and to how many it gives points (it may hold and be passed over, or give 0). */
export type TermCount = { term: string; holds: number; gives: number };

/** One selection with a `TermCount` for every term that is switched on, in the model's order. Sources as for `compileScores`. */
export function compileTermCounts(model: Model, sources: ScoreSources): RawBuilder<TermCount> {
  const tally = openTally(sources.now, sources.timeZone);
  const layers = openLayers();
  const counts = model.dimensions.flatMap((dimension) =>
    dimension.groups.flatMap((group) => {
      const terms = activeTerms(group).map((term) => {
        const compiled = compileTerm(model, group, term, { ...sources, tally });
        const [holds, points] = [column(layers, 0, compiled.holds), column(layers, 0, compiled.points)];
        return { holds, given: column(layers, 1, givenSql({ term, sql: { ...compiled, holds, points } })) };
      });
      return terms.map(({ holds }, index) => [holds, givesSql(group, terms, index)] as const);
    }),
  );
  const keys = allTerms(model).map((term) => term.key);
  const number = (test: Sql) => sql`count(*) filter (where ${test})`;
  const arrays = [counts.map(([holds]) => number(holds)), counts.map(([, gives]) => number(gives))];
  return sql<TermCount>`select c.term, c.holds, c.gives from (
      select ${sql.join(arrays.map((numbers) => sql`array[${sql.join(numbers)}]::int8[]`))}
      from ${layered(layers, sql`p.person_id`, peopleWithTally(model, sources, tally))} as r
    ) as n (holds, gives), unnest(${keys}::text[], n.holds, n.gives) with ordinality as c (term, holds, gives, place)
    order by c.place`;
}

/** Whether a term's group takes it and it gives other than nothing. */
function givesSql(group: Group, terms: readonly { holds: Sql; given: Sql }[], index: number): Sql {
  const own = terms[index] as { holds: Sql; given: Sql };
  const gives = sql`${own.holds} and ${own.given} <> 0`;
  if (group.take === 'sum') return gives;
  const passedOver = terms.flatMap((other, place) => {
    if (place === index) return [];
    if (group.take === 'first') return place < index ? [other.holds] : [];
    return [sql`(${other.holds} and ${other.given} ${place < index ? sql`>=` : sql`>`} ${own.given})`];
  });
  return passedOver.length === 0 ? gives : sql`${gives} and not (${sql.join(passedOver, sql` or `)})`;
}
