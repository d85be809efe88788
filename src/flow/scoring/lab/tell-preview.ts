import { bandName } from '../../../model/band.ts';
import { allTerms } from '../../../model/format.ts';
import type { Question } from './asked-model.ts';
import type { PreviewAnswer, Sample } from './contract.ts';
import { estimate, scaleUp } from './sample.ts';

/** So many of the people read stand so before, and so after. `before` is null where no version is live. */
export type Standing = { total: number; band: string; cell: string | null };
export type Pair = { before: Standing | null; after: Standing; people: number };

/** What a term does for the people read; `given`: points of the last 30 days. */
export type TermTally = { holds: number; gives: number; given: number | null };

type Found = { sample: Sample; pairs: Pair[]; termSample: Sample; terms: ReadonlyMap<string, TermTally> };

/** Bars of totals, about this many. */
const bars = 40;

/** The answer for the people read, scaled up to everybody. `at` is epoch ms. */
export function tellPreview(
  { after, before }: Question,
  { sample, pairs, termSample, terms }: Found,
  at: number,
): PreviewAnswer {
  const number = (holds: (pair: Pair) => boolean) =>
    pairs.reduce((sum, pair) => (holds(pair) ? sum + pair.people : sum), 0);
  const tell = (isBefore: (standing: Standing) => boolean, isAfter: (standing: Standing) => boolean) => {
    const { value, error } = estimate(
      sample,
      number((pair) => isAfter(pair.after)),
    );
    const found = number((pair) => pair.before !== null && isBefore(pair.before));
    return { before: before ? scaleUp(sample, found) : null, after: value, error };
  };
  const inBand = (band: string) => {
    const into = number((pair) => pair.after.band === band && pair.before?.band !== band);
    const out = number((pair) => pair.before?.band === band && pair.after.band !== band);
    const is = (standing: Standing) => standing.band === band;
    return {
      ...tell(is, is),
      into: before ? scaleUp(sample, into) : null,
      out_of: before ? scaleUp(sample, out) : null,
      moved_error: before ? Math.max(estimate(sample, into).error, estimate(sample, out).error) : 0,
    };
  };
  const inCell = (cell: string) => {
    const is = (standing: Standing) => standing.cell === cell;
    const told = tell(is, is);
    return before?.model.grid ? told : { ...told, before: null };
  };
  const bands = [after, ...(before ? [before] : [])].flatMap(({ model }) =>
    model.bands.map(({ key }) => ({ band: key, name: bandName(model, key) })),
  );
  const average = (read: (pair: Pair) => number) =>
    sample.read === 0
      ? 0
      : Math.round((10 * pairs.reduce((sum, pair) => sum + pair.people * read(pair), 0)) / sample.read) / 10;
  const moved = (sign: number) =>
    scaleUp(
      sample,
      number((pair) => pair.before !== null && Math.sign(pair.after.total - pair.before.total) === sign),
    );
  const names = after.model.grid?.names as Record<string, string> | undefined;
  return {
    at: new Date(at).toISOString(),
    live_version: before?.version ?? null,
    sample: { people: sample.people, read: sample.read },
    totals: barsOf(pairs).map(([from, to]) => {
      const is = ({ total }: Standing) => total >= from && total <= to;
      return { from, to, ...tell(is, is) };
    }),
    bands: bands
      .filter(({ band }, index) => bands.findIndex((other) => other.band === band) === index)
      .map((each) => ({ ...each, ...inBand(each.band) })),
    cells: after.model.grid ? CELLS.map((cell) => ({ cell, name: names?.[cell] ?? null, ...inCell(cell) })) : null,
    terms_read: termSample.read,
    terms: allTerms(after.model).map(({ key }) => {
      const { holds, gives, given } = terms.get(key) ?? { holds: 0, gives: 0, given: null };
      const { value, error } = estimate(termSample, holds);
      return {
        term: key,
        holds: value,
        gives: scaleUp(termSample, gives),
        error,
        given_30_days: given === null ? null : scaleUp(termSample, given),
      };
    }),
    average: {
      before: before ? average((pair) => pair.before?.total ?? 0) : null,
      after: average((pair) => pair.after.total),
    },
    moved: before ? { up: moved(1), down: moved(-1), same: moved(0) } : null,
  };
}

const CELLS = ['A', 'B', 'C', 'D'].flatMap((row) => [1, 2, 3, 4].map((column) => `${row}${column}`));

/** The first and the last total of each bar, lowest first, without gaps. */
function barsOf(pairs: readonly Pair[]): [from: number, to: number][] {
  const totals = pairs.flatMap(({ before, after }) => [after.total, ...(before ? [before.total] : [])]);
  const [lowest, highest] = totals.reduce(
    ([least, most], total) => [Math.min(least, total), Math.max(most, total)],
    [0, 0],
  );
  const width = Math.max(1, Math.ceil((highest - lowest + 1) / bars));
  const number = Math.ceil((highest - lowest + 1) / width);
  return Array.from({ length: number }, (_, index) => [lowest + index * width, lowest + (index + 1) * width - 1]);
}
