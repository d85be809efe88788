import type { Model } from '../../../../src/model/format.ts';
import type { PartId } from './parts/spot.ts';

type Path = readonly (string | number)[];

/** What is wrong, by a word the catalogues have a sentence for. */
export type ProblemWord = 'name' | 'limits' | 'bands' | 'cuts' | 'steps' | 'condition' | 'company' | 'signal' | 'other';

/** The kind of problem that stands at a path of the document. */
export function wordOfProblem(path: Path): ProblemWord {
  if (path.includes('when') || path.includes('applies_to') || path.includes('decision_maker')) return 'condition';
  if (path.includes('steps')) return 'steps';
  if (path[0] === 'bands') return 'bands';
  if (path.includes('cuts') || path[0] === 'grid') return 'cuts';
  if (path[0] === 'company') return 'company';
  const last = path.at(-1);
  if (last === 'name') return 'name';
  if (last === 'floor' || last === 'ceiling') return 'limits';
  return last === 'signal' ? 'signal' : 'other';
}

/** The part of the model that a path of its document leads into. */
export function partOfProblem(model: Model, [list, at, , group, , term]: Path): PartId {
  if (list === 'bands') return { part: 'bands' };
  if (list === 'grid') return { part: 'grid' };
  if (list === 'company') return { part: 'company' };
  if (list === 'signals') return at === undefined ? { part: 'signals' } : { part: 'signal', key: String(at) };
  if (list === 'profiles') return at === undefined ? { part: 'profiles' } : { part: 'profile', key: String(at) };
  const dimension = list === 'dimensions' ? model.dimensions[Number(at)] : undefined;
  if (dimension === undefined) return { part: 'whom' };
  const inside = group === undefined ? undefined : dimension.groups[Number(group)];
  if (inside === undefined) return { part: 'dimension', key: dimension.key };
  const one = term === undefined ? undefined : inside.terms[Number(term)];
  return one === undefined ? { part: 'group', key: inside.key } : { part: 'term', key: one.key };
}
