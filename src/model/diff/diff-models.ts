import type { Model } from '../format.ts';
import { canonicalModel, canonicalText } from './canonical.ts';
import { idOf, isRecord, type KeyPath, listParts, type Part, RECORDS } from './parts.ts';

/** Where a part stands: in which part (its key path), at which place, counted from 0. */
export type Spot = { under: KeyPath; place: number };

/**
 * One difference between two models. `list` and `key` name the part it is about (`terms`, `pricing_viewed`; both "" for the model
 * itself), `path` leads to it by keys, in the later model unless it was removed. `changed` is about one property of the part and its
 * path ends in it; where the part became another kind of thing `property` is empty and the whole part was replaced. Values of
 * `added`, `removed` and replaced parts leave out the parts inside, which are changes of their own.
 */
export type ModelChange = { list: string; key: string; path: KeyPath } & (
  | { kind: 'added'; after: Record<string, unknown> }
  | { kind: 'removed'; before: Record<string, unknown> }
  | { kind: 'moved'; from: Spot; to: Spot }
  | { kind: 'changed'; property: KeyPath; before: unknown; after: unknown }
);

/** Properties that are compared as a whole, though they are objects. */
const WHOLE = new Set(['when', 'applies_to', 'decision_maker', 'decay', 'at_most']);

/**
 * What is different in `after`, in its order, what was removed last. Parts are matched by key, wherever they stand. Empty exactly
 * when both documents mean the same (`canonicalModel`). For models that can be saved.
 */
export function diffModels(before: Model, after: Model): ModelChange[] {
  const [old, fresh] = [listParts(canonicalModel(before)), listParts(canonicalModel(after))];
  const moved = findMoved(old, fresh);
  const changes: ModelChange[] = [];
  for (const [id, part] of fresh) {
    const { list, key, path } = part;
    const was = old.get(id);
    if (!was) {
      changes.push({ kind: 'added', list, key, path, after: part.own });
      continue;
    }
    if (moved.has(id))
      changes.push({ kind: 'moved', list, key, path, from: spotOf(was, old), to: spotOf(part, fresh) });
    changes.push(...compareParts(was, part));
  }
  for (const [id, { list, key, path, own }] of old)
    if (!fresh.has(id)) changes.push({ kind: 'removed', list, key, path, before: own });
  return changes;
}

function compareParts(was: Part, { list, key, path, own }: Part): ModelChange[] {
  if (was.own.kind !== own.kind)
    return [{ kind: 'changed', list, key, path, property: [], before: was.own, after: own }];
  return compareProperties(was.own, own).map(({ property, before, after }) => ({
    kind: 'changed',
    list,
    key,
    path: [...path, ...property],
    property,
    before,
    after,
  }));
}

type PropertyChange = { property: KeyPath; before: unknown; after: unknown };

function compareProperties(before: Record<string, unknown>, after: Record<string, unknown>): PropertyChange[] {
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...names].flatMap((name): PropertyChange[] => {
    const [old, fresh] = [before[name], after[name]];
    if (canonicalText(old) === canonicalText(fresh)) return [];
    if (WHOLE.has(name) || !isRecord(old) || !isRecord(fresh)) return [{ property: [name], before: old, after: fresh }];
    return compareProperties(old, fresh).map((change) => ({ ...change, property: [name, ...change.property] }));
  });
}

/** Parts that stand in another part than before, or that went past others beside them: as few as explain the new order. */
function findMoved(old: ReadonlyMap<string, Part>, fresh: ReadonlyMap<string, Part>): Set<string> {
  const moved = new Set<string>();
  const beside = new Map<string, { id: string; place: number }[]>();
  for (const [id, part] of fresh) {
    const was = old.get(id);
    if (!was) continue;
    if (was.parent !== part.parent) moved.add(id);
    else if (!RECORDS.has(part.list)) {
      const siblings = `${part.parent} ${part.list}`;
      beside.set(siblings, [...(beside.get(siblings) ?? []), { id, place: was.place }]);
    }
  }
  for (const siblings of beside.values()) {
    const stayed = new Set(longestRising(siblings.map(({ place }) => place)));
    for (const { id, place } of siblings) if (!stayed.has(place)) moved.add(id);
  }
  return moved;
}

/** The longest rising subsequence of numbers that are all different. Quadratic: lists of a model are short. */
function longestRising(numbers: readonly number[]): number[] {
  const best: number[][] = [];
  for (const [index, number] of numbers.entries()) {
    const before = best.slice(0, index).filter((run) => (run.at(-1) as number) < number);
    best.push([
      ...before.reduce<number[]>((longest, run) => (run.length > longest.length ? run : longest), []),
      number,
    ]);
  }
  return best.reduce<number[]>((longest, run) => (run.length > longest.length ? run : longest), []);
}

function spotOf({ parent, place }: Part, parts: ReadonlyMap<string, Part>): Spot {
  return { under: parts.get(parent ?? idOf({ list: '', key: '' }))?.path ?? [], place };
}
