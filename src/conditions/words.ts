import { fold } from './fold.ts';

/**
 * What stands between two words: white space, and punctuation of Latin, Cyrillic and Chinese text. `+` and `#` belong to words
 * (C++, C#). `plumb_words` in migrations/0002_fold.sql has the same list.
 */
const SEPARATORS =
  /[\t-\r !"$-*,-/:-@[-`{-~\u00ab\u00b7\u00bb\u1680\u2010-\u2015\u2018-\u201f\u2022\u2028\u2029\u3001\u3002\u3008-\u3011\ufeff]+/g;

/** A folded text with one space between its words and around them, so that a whole word is ` word `. */
export function spaceWords(folded: string): string {
  return ` ${folded.replace(SEPARATORS, ' ')} `;
}

/** A word or phrase of a rule as it is looked for in `spaceWords`: ` vice president `. Undefined when it has no word. */
export function wordNeedle(text: string): string | undefined {
  const words = spaceWords(fold(text)).trim();
  return words === '' ? undefined : ` ${words} `;
}
