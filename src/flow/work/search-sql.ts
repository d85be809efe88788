import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { gramsOf, type SearchTerm } from './search-terms.ts';

type Bool = RawBuilder<SqlBool>;
type Text = RawBuilder<unknown>;

/** A search as SQL over a folded text; the twin of `matchesSearch`. */
export function compileSearch(terms: readonly SearchTerm[], searched: Text): Bool {
  const tests = terms.map(({ text, how }): Bool => {
    const literal = escapeLike(text);
    if (how === 'part') return sql`${searched} like ${`%${literal}%`}`;
    return sql`(${searched} like ${`${literal}%`} or ${searched} like ${`% ${literal}%`})`;
  });
  return tests.length === 0 ? sql`true` : sql`(${sql.join(tests, sql` and `)})`;
}

/**
 * The part of a search that an index on `person.search` (alias `p`) can find, undefined when none can. Anything the search
 * finds, this finds. Letters go by threes (pg_trgm): a term without three of them together would read the whole index.
 */
export function compileIndexedSearch(terms: readonly SearchTerm[]): Bool | undefined {
  const tests = terms.flatMap((term): Bool[] => {
    const grams = gramsOf(term.text);
    if (grams.length > 0 && [...term.text].length < 3)
      return [sql`(p.search ~ ${ideographClass} and plumb_grams(p.search) @> ${grams}::text[])`];
    return hasLettersTogether(term) ? [compileSearch([term], sql.ref('p.search'))] : [];
  });
  return tests.length === 0 ? undefined : sql`(${sql.join(tests, sql` and `)})`;
}

/** As in the predicate of the index `person_grams`, literally, or PostgreSQL does not see that it may use it. */
const ideographClass = sql.lit(String.raw`[\u1100-\u11ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af]`);

function hasLettersTogether({ text, how }: SearchTerm): boolean {
  return how === 'beginning' ? /^[\p{L}\p{N}]/u.test(text) : /[\p{L}\p{N}]{3}/u.test(text);
}

/** A text as a literal part of a LIKE pattern. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
