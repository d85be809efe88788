import type { Condition } from '../conditions/format.ts';
import type { Group, Model, Signal, Term } from './format.ts';
import { freshKey, takenKeys } from './fresh-keys.ts';

/** A term to add: points for whom a condition on fields holds, or once for whoever gave a signal at all. */
export type WantedTerm = { name: string; points: number } & ({ when: Condition } | { signal: Signal });

/**
 * The model with these terms at the end of a dimension's group of that name, which is made where there is none. A signal that the model counts
 * already (by its condition, whatever its name) is not added again.
 */
export function addTerms(model: Model, dimensionKey: string, groupName: string, wanted: readonly WantedTerm[]): Model {
  const signals = { ...model.signals };
  const [terms, keys] = [[] as Term[], takenKeys(model, 'term')];
  for (const { name, points, ...what } of wanted) {
    const key = freshKey(keys, name, 'learnt');
    keys.add(key);
    if ('when' in what) {
      terms.push({ kind: 'field', key, name, points, when: what.when });
      continue;
    }
    const known = Object.keys(signals).find((each) => sameCondition(signals[each] as Signal, what.signal));
    const signal = known ?? freshKey(new Set(Object.keys(signals)), what.signal.name, 'signal');
    signals[signal] ??= what.signal;
    terms.push({ kind: 'count', key, name, points, signal, comparison: '>=', count: 1 });
  }
  const group = { key: freshKey(takenKeys(model, 'group'), groupName, 'learnt'), name: groupName };
  return putTerms({ ...model, signals }, dimensionKey, (each) => each.name === groupName, group, terms);
}

/** The model with these terms at the end of the dimension's group that `isIt`, or of a new one called like `group` where there is none. */
export function putTerms(
  model: Model,
  dimensionKey: string,
  isIt: (group: Group) => boolean,
  group: Pick<Group, 'key' | 'name'>,
  terms: readonly Term[],
): Model {
  const putInto = (groups: readonly Group[]): Group[] =>
    groups.some(isIt)
      ? groups.map((each) => (isIt(each) ? { ...each, terms: [...each.terms, ...terms] } : each))
      : [...groups, { ...group, take: 'sum', terms: [...terms] }];
  const dimensions = model.dimensions.map((each) =>
    each.key === dimensionKey ? { ...each, groups: putInto(each.groups) } : each,
  );
  return { ...model, dimensions };
}

function sameCondition(a: Signal, b: Signal): boolean {
  return JSON.stringify(a.when) === JSON.stringify(b.when);
}
