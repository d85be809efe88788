import { fold } from '../../../conditions/fold.ts';
import { spaceWords } from '../../../conditions/words.ts';

/** Words that only join others in titles, folded. */
const joining = new Set(
  'of and the for to in at de la el le du des al si pentru din и по в на для с'.split(' ').map((word) => fold(word)),
);

/** The words of a text: as they are compared, with how they are written in it. Single letters and words that join others are left out. */
export function wordsIn(text: string): Map<string, string> {
  const words = spaceWords(text)
    .split(' ')
    .map((word) => [fold(word), word] as const);
  return new Map(words.filter(([folded]) => [...folded].length > 1 && !joining.has(folded)));
}
