import { fold } from '../../conditions/fold.ts';

/**
 * One word of a search. `part` is found anywhere in the searched text; `beginning` only where a word begins, which is what
 * one or two letters can usefully mean, and what an index can find.
 */
export type SearchTerm = { text: string; how: 'part' | 'beginning' };

/** Scripts where one or two characters already say a lot: Chinese and Japanese, and Korean as folding spells it. */
const ideographs = /[\u1100-\u11ff\u2e80-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]/u;
const mostTerms = 10;

/**
 * The words of a search, folded; all of them must be found, in any order. What looks like a phone number is one term, its
 * digits without leading zeros, so that `069 123 456` finds `+37369123456`.
 */
export function readSearch(text: string): SearchTerm[] {
  const folded = fold(text).trim();
  if (/^[+(]?[\d\s()./-]{5,}$/.test(folded)) {
    const digits = folded.replace(/\D/g, '').replace(/^0+/, '');
    if (digits.length >= 4) return [{ text: digits, how: 'part' }];
  }
  const words = folded.split(/\s+/).filter((word) => word !== '' && !word.includes('\0'));
  return [...new Set(words)].slice(0, mostTerms).map((word) => ({
    text: word,
    how: [...word].length < 3 && !ideographs.test(word) ? 'beginning' : 'part',
  }));
}

/** Whether all terms are found in a searched text (`person.search`, folded). The SQL twin is in search-sql.ts. */
export function matchesSearch(terms: readonly SearchTerm[], searched: string): boolean {
  return terms.every(({ text, how }) =>
    how === 'part' ? searched.includes(text) : ` ${searched}`.includes(` ${text}`),
  );
}

/** The pieces of a text of ideographs that the index holds: every character, and every two that stand together. */
export function gramsOf(text: string): string[] {
  const characters = [...text];
  const grams = characters.flatMap((character, i) => {
    if (!ideographs.test(character)) return [];
    const next = characters[i + 1];
    return next !== undefined && ideographs.test(next) ? [character, character + next] : [character];
  });
  return [...new Set(grams)];
}
