import type { Group, Model, Term } from '../../../../../src/model/format.ts';
import { freshKey, takenKeys } from '../../../../../src/model/fresh-keys.ts';
import { insertPart, readTaken } from './move.ts';
import type { MovableId } from './spot.ts';

/** The model with a copy of the part right behind it, and the copy's key. What is in it gets keys of its own too. */
export function copyPart(
  model: Model,
  id: MovableId,
  nameOf: (name: string) => string,
): { model: Model; key: string } | undefined {
  const taken = readTaken(model, id);
  if (taken === undefined) return undefined;
  const [terms, groups] = [takenKeys(model, 'term'), takenKeys(model, 'group')];
  const fresh = (keys: Set<string>, key: string) => {
    const made = freshKey(keys, key.replace(/_\d+$/, ''), key);
    keys.add(made);
    return made;
  };
  const copyTerm = (term: Term): Term => ({ ...term, key: fresh(terms, term.key) });
  const copyGroup = (group: Group): Group => ({
    ...group,
    key: fresh(groups, group.key),
    terms: group.terms.map(copyTerm),
  });
  const spot = { ...taken.spot, at: taken.spot.at + 1 };
  if (taken.part === 'term') {
    const { name } = taken.whole;
    const whole = { ...copyTerm(taken.whole), ...(name === undefined ? {} : { name: nameOf(name) }) };
    return { model: insertPart(model, { ...taken, whole, spot }), key: whole.key };
  }
  if (taken.part === 'group') {
    const whole = { ...copyGroup(taken.whole), name: nameOf(taken.whole.name) };
    return { model: insertPart(model, { ...taken, whole, spot }), key: whole.key };
  }
  const whole = {
    ...taken.whole,
    key: fresh(takenKeys(model, 'dimension'), taken.whole.key),
    name: nameOf(taken.whole.name),
    groups: taken.whole.groups.map(copyGroup),
  };
  return { model: insertPart(model, { ...taken, whole, spot }), key: whole.key };
}
