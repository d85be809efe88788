import type { DimensionLine, ScoreResult } from '../model/evaluate.ts';
import { allTerms, type Model } from '../model/format.ts';

/** A receipt as lines of text: every line that makes the score, the sums, band and cell. */
export function writeReceipt(model: Model, score: ScoreResult): string {
  const names = new Map(allTerms(model).map((term) => [term.key, term.name ?? term.key]));
  const lines = [
    `Score ${score.points} at ${score.at}`,
    `Band ${score.band}${score.band_held ? ' (kept by its margin)' : ''}${score.cell ? `, cell ${score.cell}` : ''}`,
  ];
  for (const dimension of score.dimensions) {
    lines.push('', dimension.name);
    for (const line of dimension.lines) {
      if (line.kind === 'term' && line.points === 0 && !line.holds) continue;
      lines.push(row(line.points, nameOf(line, names), line.kind === 'term' ? reasonOf(line) : ''));
    }
    lines.push(row(dimension.points, `${dimension.name} in all`, ''));
  }
  lines.push('', 'Total');
  for (const line of score.lines) {
    const name = line.kind === 'dimension' || line.kind === 'weight' ? line.dimension : 'rounding';
    lines.push(row(line.points, line.kind === 'weight' ? `${name} × ${line.weight}` : name, ''));
  }
  lines.push(row(score.points, 'score', ''));
  return lines.join('\n');
}

function row(points: number, name: string, reason: string): string {
  const number = `${points > 0 ? '+' : ''}${points.toFixed(1)}`.padStart(9);
  return `${number}  ${name}${reason ? `  (${reason})` : ''}`;
}

function nameOf(line: DimensionLine, names: Map<string, string>): string {
  switch (line.kind) {
    case 'term':
      return `${names.get(line.term) ?? line.term}${line.holds && !line.taken ? ', passed over' : ''}`;
    case 'rounding':
      return 'rounding';
    case 'adjustment':
      return `adjusted by hand (${line.adjustment})`;
    case 'outside':
      return 'the model is not for this person';
    case 'dimension_cap':
      return `${line.limit} of ${line.bound}`;
    case 'group_cap':
      return `${line.limit} of ${line.bound} on the group`;
    case 'term_cap':
      return `${line.limit} of ${line.bound} on ${names.get(line.term) ?? line.term}`;
  }
}

function reasonOf({ why }: Extract<DimensionLine, { kind: 'term' }>): string {
  switch (why.kind) {
    case 'field':
      return why.values.map(({ field, value }) => `${field} = ${JSON.stringify(value ?? null)}`).join(', ');
    case 'signal': {
      const touches = why.counted.map(
        (touch) => `${touch.occurred_at.slice(0, 10)} × ${Math.round(touch.share * 100)} %`,
      );
      const dropped = why.dropped.length > 0 ? `; ${why.dropped.length} more not counted` : '';
      return `${touches.slice(0, 6).join(', ')}${touches.length > 6 ? `, … ${touches.length} in all` : ''}${dropped}`;
    }
    case 'count':
      return `${why.counted} touches${why.since ? ` since ${why.since.slice(0, 10)}` : ''}`;
  }
}
