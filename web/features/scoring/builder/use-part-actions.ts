import type { Term } from '../../../../src/model/format.ts';
import { freshKey, takenKeys } from '../../../../src/model/fresh-keys.ts';
import { useT } from '../../../lib/i18n.ts';
import { offerUndo } from '../../../parts/toast.tsx';
import { useBuilder } from './context.ts';
import { changeDimension, changeGroup, changeTerm, withOptional } from './parts/change.ts';
import { copyPart } from './parts/copy.ts';
import { insertPart, movePart, readTaken, removePart, stepSpot } from './parts/move.ts';
import type { MovableId, Spot } from './parts/spot.ts';
import { findDimension, findGroup, findTerm } from './parts/spot.ts';
import { NOBODY } from './use-when.ts';

/** What can be done to the parts of the outline; each is one edit, and what was made is selected. */
export function usePartActions() {
  const t = useT();
  const { model, change, select } = useBuilder();
  const nameOf = ({ part, key }: MovableId): string => {
    if (part === 'dimension') return findDimension(model, key)?.dimension.name ?? key;
    if (part === 'group') return findGroup(model, key)?.group.name ?? key;
    const term = findTerm(model, key)?.term;
    return term?.name ?? t('builder:kind.rule');
  };
  return {
    copy: (id: MovableId) => {
      const made = copyPart(model, id, (name) => t('builder:copy_of', { name }));
      if (made === undefined) return;
      change(() => made.model);
      select({ ...id, key: made.key });
    },
    remove: (id: MovableId) => {
      const taken = readTaken(model, id);
      if (taken === undefined) return;
      change((now) => removePart(now, id));
      select(neighbourOf(id, taken.spot));
      offerUndo(t('builder:removed', { name: nameOf(id) }), t('common:action.undo'), () => {
        change((now) => insertPart(now, taken));
        select(id);
      });
    },
    move: (id: MovableId, to: Spot) => change((now) => movePart(now, id, to)),
    step: (id: MovableId, by: -1 | 1) => {
      const to = stepSpot(model, id, by);
      if (to !== undefined) change((now) => movePart(now, id, to));
    },
    switchOff: (id: MovableId) =>
      change((now) =>
        id.part === 'term'
          ? changeTerm(now, id.key, (term) => withOptional(term, 'off', term.off ? undefined : true))
          : now,
      ),
    addTerm: (group: string, kind: Term['kind']) => {
      const key = freshKey(takenKeys(model, 'term'), kind, 'rule');
      const signal = Object.keys(model.signals)[0] ?? '';
      const common = { key, points: 5 };
      const made: Term =
        kind === 'field'
          ? { ...common, kind, when: NOBODY }
          : kind === 'signal'
            ? { ...common, kind, signal, decay: { curve: 'none' } }
            : { ...common, kind, signal, comparison: '>=', count: 3, window_days: 7 };
      change((now) => changeGroup(now, group, (found) => ({ ...found, terms: [...found.terms, made] })));
      select({ part: 'term', key });
    },
    addGroup: (dimension: string) => {
      const name = t('builder:new.group');
      const key = freshKey(takenKeys(model, 'group'), name, 'group');
      change((now) =>
        changeDimension(now, dimension, (found) => ({
          ...found,
          groups: [...found.groups, { key, name, take: 'sum', terms: [] }],
        })),
      );
      select({ part: 'group', key });
    },
    addDimension: () => {
      const name = t('builder:new.dimension');
      const key = freshKey(takenKeys(model, 'dimension'), name, 'dimension');
      change((now) => ({ ...now, dimensions: [...now.dimensions, { key, name, groups: [] }] }));
      select({ part: 'dimension', key });
    },
  };

  /** What is selected when a part is gone: the one that takes its place, the one before it, else what it stood in. */
  function neighbourOf({ part, key }: MovableId, { under }: Spot) {
    const others =
      part === 'dimension'
        ? model.dimensions
        : part === 'group'
          ? (findDimension(model, under)?.dimension.groups ?? [])
          : (findGroup(model, under)?.group.terms ?? []);
    const at = others.findIndex((each) => each.key === key);
    const next = others[at + 1] ?? others[at - 1];
    if (next !== undefined) return { part, key: next.key } as const;
    if (part === 'dimension') return { part: 'bands' } as const;
    return { part: part === 'group' ? 'dimension' : 'group', key: under } as const;
  }
}
