import type { Model } from './format.ts';

const LONGEST = 48;

/** Every key of that kind of part; keys of dimensions, groups and terms are each unique in the whole model. */
export function takenKeys(model: Model, part: 'dimension' | 'group' | 'term' | 'signal' | 'profile'): Set<string> {
  switch (part) {
    case 'dimension':
      return new Set(model.dimensions.map(({ key }) => key));
    case 'group':
      return new Set(model.dimensions.flatMap(({ groups }) => groups.map(({ key }) => key)));
    case 'term':
      return new Set(
        model.dimensions.flatMap(({ groups }) => groups.flatMap(({ terms }) => terms.map(({ key }) => key))),
      );
    case 'signal':
      return new Set(Object.keys(model.signals));
    case 'profile':
      return new Set(Object.keys(model.profiles ?? {}));
  }
}

/** A key that is not taken, as like the name as keys can be; `fallback` where the name has no Latin letters. */
export function freshKey(taken: ReadonlySet<string>, name: string, fallback: string): string {
  const like = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, LONGEST)
    .replace(/_+$/, '');
  const wanted = like.length < 2 ? fallback : like;
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted}_${number}`)) return `${wanted}_${number}`;
}
