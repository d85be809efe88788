import type { ScoreResult } from '../../../src/model/evaluate.ts';
import type { Model, Term } from '../../../src/model/format.ts';
import type { DimensionLine } from '../../../src/model/receipt.ts';
import type { ReceiptLine, ReceiptSection } from '../../parts/receipt.tsx';

/** The words a receipt is told in; the caller has them in the user's language. */
export type ReceiptWords = {
  /** A term that has no name of its own. */
  term: (term: Term) => string;
  /** The field values a term read. */
  values: (values: readonly { field: string; value: unknown }[]) => string;
  cap: (limit: 'floor' | 'ceiling', bound: number, of: string) => string;
  /** Points that somebody gave by hand: that they are, and until when. */
  adjusted: (endsAt: string | null) => string;
  /** The model is not for this person. */
  outside: string;
  rounding: string;
  weight: (weight: number, dimension: string) => string;
};

/** A score, the model it is read with, and what the lines of adjustments stand for. */
type Explained = {
  score: ScoreResult;
  model: Model;
  adjustments: { adjustment_id: number; reason: string; ends_at: string | null }[];
};

export type ToldReceipt = { sections: ReceiptSection[]; closing: ReceiptLine[]; idle: number };

/**
 * A receipt as lines to show. Terms that give nothing are counted in `idle` and left out unless `all`; what is shown still adds up,
 * because they give 0.
 */
export function tellReceipt({ score, model, adjustments }: Explained, words: ReceiptWords, all = false): ToldReceipt {
  let idle = 0;
  const tellAdjustment = (id: number) => {
    const given = adjustments.find((adjustment) => adjustment.adjustment_id === id);
    return { label: given?.reason ?? '', detail: words.adjusted(given?.ends_at ?? null) };
  };
  const sections = model.dimensions.map((dimension): ReceiptSection => {
    const scored = score.dimensions.find((each) => each.key === dimension.key);
    const groups = new Map(dimension.groups.map((group) => [group.key, group]));
    const terms = new Map(dimension.groups.flatMap((group) => group.terms.map((term) => [term.key, term] as const)));
    const nameOf = (line: DimensionLine) =>
      'term' in line
        ? nameTerm(terms.get(line.term), words)
        : 'group' in line
          ? (groups.get(line.group)?.name ?? line.group)
          : dimension.name;
    const lines = (scored?.lines ?? []).flatMap((line, index): ReceiptLine[] => {
      const key = `${dimension.key}-${index}`;
      if (line.kind === 'rounding') return [{ kind: 'note', key, label: words.rounding, points: line.points }];
      if (line.kind === 'outside') return [{ kind: 'note', key, label: words.outside, points: line.points }];
      if (line.kind === 'adjustment')
        return [{ kind: 'term', key, points: line.points, ...tellAdjustment(line.adjustment) }];
      if (line.kind !== 'term')
        return [{ kind: 'note', key, label: words.cap(line.limit, line.bound, nameOf(line)), points: line.points }];
      if (line.points === 0) {
        idle += 1;
        if (!all) return [];
      }
      return [{ kind: 'term', key, label: nameOf(line), points: line.points, ...whyOf(line, words) }];
    });
    return { key: dimension.key, label: dimension.name, points: scored?.points ?? 0, lines };
  });
  const names = new Map(model.dimensions.map((dimension) => [dimension.key, dimension.name]));
  const closing = score.lines.flatMap((line, index): ReceiptLine[] => {
    const key = `total-${index}`;
    if (line.kind === 'dimension') return [];
    const label =
      line.kind === 'weight' ? words.weight(line.weight, names.get(line.dimension) ?? line.dimension) : words.rounding;
    return [{ kind: 'note', key, label, points: line.points }];
  });
  return { sections, closing, idle };
}

function nameTerm(term: Term | undefined, words: ReceiptWords): string {
  return term === undefined ? '' : (term.name ?? words.term(term));
}

type TermLine = Extract<DimensionLine, { kind: 'term' }>;

function whyOf({ why }: TermLine, words: ReceiptWords): Partial<Extract<ReceiptLine, { kind: 'term' }>> {
  if (why.kind === 'field') return { detail: words.values(why.values) };
  if (why.kind === 'count') return { count: why.counted };
  const { counted } = why;
  const last = counted.at(-1);
  if (last === undefined) return {};
  return {
    count: counted.length,
    at: last.occurred_at,
    left: counted.reduce((sum, touch) => sum + touch.share, 0) / counted.length,
    touches: counted.map((touch) => touch.id),
  };
}
