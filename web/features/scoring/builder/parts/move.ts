import type { Dimension, Group, Model, Term } from '../../../../../src/model/format.ts';
import { changeDimension, changeGroup } from './change.ts';
import { findDimension, findGroup, findSpot, findTerm, type MovableId, type MovablePart, type Spot } from './spot.ts';

/** A part taken out of the outline, with what is in it and where it stood. */
export type TakenPart =
  | { part: 'dimension'; whole: Dimension; spot: Spot; grid: Model['grid'] }
  | { part: 'group'; whole: Group; spot: Spot }
  | { part: 'term'; whole: Term; spot: Spot };

/** The part with what is in it. Undefined where the model has none with that key. */
export function readTaken(model: Model, { part, key }: MovableId): TakenPart | undefined {
  if (part === 'dimension') {
    const found = findDimension(model, key);
    return found && { part, whole: found.dimension, spot: found.spot, grid: model.grid };
  }
  if (part === 'group') {
    const found = findGroup(model, key);
    return found && { part, whole: found.group, spot: found.spot };
  }
  const found = findTerm(model, key);
  return found && { part, whole: found.term, spot: found.spot };
}

/** The model without that part and what is in it. A grid that reads a dimension goes with it. */
export function removePart(model: Model, { part, key }: MovableId): Model {
  const others = <Part extends { key: string }>(parts: readonly Part[]) => parts.filter((each) => each.key !== key);
  if (part === 'dimension') {
    const { grid, ...rest } = model;
    const read = grid !== undefined && [grid.fit.dimension, grid.engagement.dimension].includes(key);
    return { ...rest, dimensions: others(model.dimensions), ...(grid && !read ? { grid } : {}) };
  }
  const spot = findSpot(model, { part, key });
  if (spot === undefined) return model;
  return part === 'group'
    ? changeDimension(model, spot.under, (dimension) => ({ ...dimension, groups: others(dimension.groups) }))
    : changeGroup(model, spot.under, (group) => ({ ...group, terms: others(group.terms) }));
}

/** The model with a part put in at a spot; at the end where the spot is past it. The same where there is no such place any more. */
export function insertPart(model: Model, taken: TakenPart): Model {
  const { under, at } = taken.spot;
  if (taken.part === 'dimension') {
    const dimensions = model.dimensions.toSpliced(at, 0, taken.whole);
    return { ...model, dimensions, ...(taken.grid && !model.grid ? { grid: taken.grid } : {}) };
  }
  if (taken.part === 'group')
    return changeDimension(model, under, (dimension) => ({
      ...dimension,
      groups: dimension.groups.toSpliced(at, 0, taken.whole),
    }));
  return changeGroup(model, under, (group) => ({ ...group, terms: group.terms.toSpliced(at, 0, taken.whole) }));
}

/** The model with a part moved to a spot, which is counted with the part still where it was. The same where it stands there already. */
export function movePart(model: Model, id: MovableId, to: Spot): Model {
  const taken = readTaken(model, id);
  if (taken === undefined) return model;
  const { under, at } = taken.spot;
  const within = under === to.under;
  if (within && (to.at === at || to.at === at + 1)) return model;
  const place = within && to.at > at ? to.at - 1 : to.at;
  const grid = model.grid === undefined ? {} : { grid: model.grid };
  return insertPart({ ...removePart(model, id), ...grid }, { ...taken, spot: { under: to.under, at: place } });
}

/** The spot one step up or down, past the edge into the neighbour part. Undefined where it is first or last of all. */
export function stepSpot(model: Model, id: MovableId, by: -1 | 1): Spot | undefined {
  const spot = findSpot(model, id);
  if (spot === undefined) return undefined;
  const homes = listHomes(model, id.part);
  const home = homes.findIndex(({ key }) => key === spot.under);
  const size = homes[home]?.size ?? 0;
  const at = spot.at + by;
  if (at >= 0 && at < size) return { under: spot.under, at: by < 0 ? at : at + 1 };
  const next = homes[home + by];
  return next && { under: next.key, at: by < 0 ? next.size : 0 };
}

/** Where parts of that kind may stand, in the order of the outline, and how many of them are there. */
export function listHomes(model: Model, part: MovablePart): { key: string; name: string; size: number }[] {
  if (part === 'dimension') return [{ key: '', name: model.name, size: model.dimensions.length }];
  if (part === 'group') return model.dimensions.map(({ key, name, groups }) => ({ key, name, size: groups.length }));
  return model.dimensions.flatMap(({ groups }) =>
    groups.map(({ key, name, terms }) => ({ key, name, size: terms.length })),
  );
}
