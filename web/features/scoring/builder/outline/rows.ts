import type { Model } from '../../../../../src/model/format.ts';
import type { MovableId, MovablePart, Spot } from '../parts/spot.ts';

/** A line of the outline. `inside` how many parts it holds; `open` whether they are shown. */
export type OutlineRow = { id: MovableId; level: 1 | 2 | 3; spot: Spot; of: number; inside: number; open: boolean };

/** The lines of the outline from the top; of a folded part only its own. `folded` holds `dimension.key` and `group.key`. */
export function outlineRows(model: Model, folded: ReadonlySet<string>): OutlineRow[] {
  const rows: OutlineRow[] = [];
  for (const [d, dimension] of model.dimensions.entries()) {
    const open = !folded.has(`dimension.${dimension.key}`);
    rows.push({
      id: { part: 'dimension', key: dimension.key },
      level: 1,
      spot: { under: '', at: d },
      of: model.dimensions.length,
      inside: dimension.groups.length,
      open,
    });
    if (!open) continue;
    for (const [g, group] of dimension.groups.entries()) {
      const shows = !folded.has(`group.${group.key}`);
      rows.push({
        id: { part: 'group', key: group.key },
        level: 2,
        spot: { under: dimension.key, at: g },
        of: dimension.groups.length,
        inside: group.terms.length,
        open: shows,
      });
      if (!shows) continue;
      for (const [t, term] of group.terms.entries())
        rows.push({
          id: { part: 'term', key: term.key },
          level: 3,
          spot: { under: group.key, at: t },
          of: group.terms.length,
          inside: 0,
          open: false,
        });
    }
  }
  return rows;
}

/** A row with where it is drawn (pixels from any one point). */
export type DrawnRow = OutlineRow & { top: number; bottom: number };

/** Where a dragged part could be put: at `y` a line would be drawn. */
export type Slot = { spot: Spot; y: number };

const LEVEL = { dimension: 1, group: 2, term: 3 } as const;

/** Every place where a part of that kind could be put among the rows as they are drawn. */
export function listSlots(rows: readonly DrawnRow[], part: MovablePart): Slot[] {
  const level = LEVEL[part];
  const slots: Slot[] = [];
  if (part === 'dimension' && rows[0] !== undefined) slots.push({ spot: { under: '', at: 0 }, y: rows[0].top });
  for (const [index, row] of rows.entries()) {
    const end = endOf(rows, index);
    if (row.level === level) slots.push({ spot: { under: row.spot.under, at: row.spot.at + 1 }, y: end });
    else if (row.level === level - 1) {
      // Under a folded part what is dropped comes last: it cannot be seen between which others it falls.
      const at = row.open ? 0 : row.inside;
      slots.push({ spot: { under: row.id.key, at }, y: row.open ? row.bottom : end });
    }
  }
  return slots;
}

/** The place nearest to where the pointer is. */
export function nearestSlot(slots: readonly Slot[], y: number): Slot | undefined {
  return slots.reduce<Slot | undefined>(
    (best, slot) => (best === undefined || Math.abs(slot.y - y) < Math.abs(best.y - y) ? slot : best),
    undefined,
  );
}

/** Where the row with all that is shown in it ends. */
function endOf(rows: readonly DrawnRow[], index: number): number {
  const row = rows[index] as DrawnRow;
  const next = rows.findIndex((each, at) => at > index && each.level <= row.level);
  return (rows[next === -1 ? rows.length - 1 : next - 1] as DrawnRow).bottom;
}
