import type { DimensionLine, ScoreResult } from '../../../model/evaluate.ts';
import type { Model } from '../../../model/format.ts';
import type { MovedLine } from './contract.ts';

type Side = 'before' | 'after';
type Receipt = { model: Model; score: ScoreResult };

/**
 * The lines in which two receipts differ, the largest difference first. They add up to the difference of the totals: lines of a dimension
 * to its points, and what weights and rounding add to the total. Without `before` every line of `after` that gives anything.
 */
export function movedLines(before: Receipt | null, after: Receipt): MovedLine[] {
  const lines = new Map<string, MovedLine & { tenths: Record<Side, number> }>();
  for (const [side, receipt] of [
    ['before', before],
    ['after', after],
  ] as const) {
    if (!receipt) continue;
    for (const { points, ...line } of linesOf(receipt)) {
      const key = JSON.stringify([line.kind, line.dimension, line.group, line.term]);
      const known = lines.get(key) ?? { ...line, before: 0, after: 0, tenths: { before: 0, after: 0 } };
      known.name = line.name ?? known.name;
      known.tenths[side] += Math.round(points * 10);
      lines.set(key, known);
    }
  }
  return [...lines.values()]
    .filter(({ tenths }) => tenths.before !== tenths.after)
    .sort((a, b) => Math.abs(b.tenths.after - b.tenths.before) - Math.abs(a.tenths.after - a.tenths.before))
    .map(({ tenths, ...line }) => ({ ...line, before: tenths.before / 10, after: tenths.after / 10 }));
}

type Line = Omit<MovedLine, 'before' | 'after'> & { points: number };

function* linesOf({ model, score }: Receipt): Generator<Line> {
  for (const dimension of score.dimensions) {
    for (const line of dimension.lines)
      yield { ...placeOf(model, dimension, line), kind: line.kind, points: line.points };
  }
  for (const line of score.lines) {
    if (line.kind === 'dimension') continue;
    const dimension = line.kind === 'weight' ? line.dimension : null;
    const name = score.dimensions.find(({ key }) => key === dimension)?.name ?? null;
    yield { kind: line.kind, dimension, group: null, term: null, name, points: line.points };
  }
}

function placeOf(
  model: Model,
  dimension: { key: string; name: string },
  line: DimensionLine,
): Pick<MovedLine, 'dimension' | 'group' | 'term' | 'name'> {
  const groupKey = 'group' in line ? line.group : null;
  const termKey = 'term' in line ? line.term : null;
  const groups = model.dimensions.find(({ key }) => key === dimension.key)?.groups;
  const group = groups?.find(({ key }) => key === groupKey);
  const term = group?.terms.find(({ key }) => key === termKey);
  const name = termKey === null ? (group?.name ?? dimension.name) : (term?.name ?? group?.name ?? null);
  return { dimension: dimension.key, group: groupKey, term: termKey, name };
}
