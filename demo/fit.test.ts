import { expect, test, vi } from 'vitest';
import { type DemoPerson, generatePeople, type TruthTerm, truth } from './index.ts';

vi.setConfig({ testTimeout: 30_000 });

const until = Date.UTC(2026, 5, 1);

/** Whether a term holds by what the touches show, read from the term's own description and nothing else. */
function holds({ reads }: TruthTerm, { touches }: DemoPerson): boolean {
  if ('event' in reads) return touches.some((touch) => touch.type === 'track' && touch.event === reads.event);
  if ('path' in reads) {
    return touches.some((touch) => touch.type === 'page' && `${touch.properties.path}/`.startsWith(`${reads.path}/`));
  }
  const stated = touches.flatMap((touch) => (touch.type === 'identify' ? [touch.traits] : []));
  if ('employees' in reads) {
    const employees = stated.findLast((traits) => traits.company?.employees !== undefined)?.company?.employees ?? 0;
    return employees >= reads.employees.from && employees < reads.employees.below;
  }
  const values = stated.map((traits) => (reads.trait === 'industry' ? traits.company?.industry : traits[reads.trait]));
  const last = values.findLast((value) => value !== undefined);
  return last !== undefined && reads.one_of.includes(last);
}

/** Maximum likelihood by Newton's method; the first column is the intercept. Standard errors from the information matrix. */
function fitLogistic(rows: number[][], won: boolean[]): { coefficients: number[]; errors: number[] } {
  const size = (rows[0]?.length ?? 0) + 1;
  let coefficients: number[] = new Array(size).fill(0);
  for (let round = 0; ; round++) {
    const gradient: number[] = new Array(size).fill(0);
    const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    rows.forEach((row, at) => {
      const active = [0, ...row.flatMap((value, column) => (value === 1 ? [column + 1] : []))];
      const p = 1 / (1 + Math.exp(-active.reduce((sum, column) => sum + (coefficients[column] ?? 0), 0)));
      for (const i of active) {
        gradient[i] = (gradient[i] ?? 0) + (won[at] ? 1 : 0) - p;
        const line = information[i] ?? [];
        for (const j of active) line[j] = (line[j] ?? 0) + p * (1 - p);
      }
    });
    const inverse = invert(information);
    const step = inverse.map((line) => line.reduce((sum, value, j) => sum + value * (gradient[j] ?? 0), 0));
    coefficients = coefficients.map((value, i) => value + (step[i] ?? 0));
    if (round === 25) throw new Error('the fit does not settle');
    if (Math.max(...step.map(Math.abs)) < 1e-9)
      return { coefficients, errors: inverse.map((line, i) => Math.sqrt(line[i] ?? 0)) };
  }
}

/** Gauss–Jordan with pivoting. */
function invert(matrix: number[][]): number[][] {
  const size = matrix.length;
  const work = matrix.map((line, i) => [...line, ...line.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column++) {
    const pivot = work.reduce(
      (best, line, i) => (i >= column && Math.abs(line[column] ?? 0) > Math.abs(work[best]?.[column] ?? 0) ? i : best),
      column,
    );
    [work[column], work[pivot]] = [work[pivot] ?? [], work[column] ?? []];
    const lead = work[column] ?? [];
    const divisor = lead[column] ?? 0;
    lead.forEach((value, j) => {
      lead[j] = value / divisor;
    });
    work.forEach((line, i) => {
      const factor = line[column] ?? 0;
      if (i !== column && factor !== 0)
        line.forEach((value, j) => {
          line[j] = value - factor * (lead[j] ?? 0);
        });
    });
  }
  return work.map((line) => line.slice(size));
}

const decided = [...generatePeople({ people: 40_000, until })].filter(
  (person) => person.identified_at !== undefined && person.outcome.kind !== 'open',
);
const rows = decided.map((person) => truth.terms.map((term) => (holds(term, person) ? 1 : 0)));
const won = decided.map((person) => person.outcome.kind === 'won');

test('what the touches show is what the truth was reckoned from', () => {
  decided.forEach((person, at) => {
    const shown = truth.terms.filter((_, column) => rows[at]?.[column] === 1).map((term) => term.key);
    expect(new Set(shown)).toEqual(person.holding);
  });
});

test('a logistic fit on what the touches show comes back to the truth', () => {
  const { coefficients, errors } = fitLogistic(rows, won);
  [{ key: 'intercept', log_odds: truth.intercept }, ...truth.terms].forEach(({ key, log_odds }, i) => {
    const found = coefficients[i] ?? Number.NaN;
    const error = errors[i] ?? Number.NaN;
    expect(
      Math.abs(found - log_odds),
      `${key}: ${found.toFixed(2)} ± ${error.toFixed(2)}, true ${log_odds}`,
    ).toBeLessThan(3.5 * error);
    if (log_odds !== 0) expect(Math.sign(found), key).toBe(Math.sign(log_odds));
    else expect(Math.abs(found), key).toBeLessThan(0.25);
  });
});

test('decoys look important as long as nothing else is looked at', () => {
  truth.terms.forEach((term, column) => {
    if (term.log_odds !== 0) return;
    const rate = (value: number) => {
      const among = won.filter((_, at) => rows[at]?.[column] === value);
      return among.filter(Boolean).length / among.length;
    };
    expect(rate(1) / rate(0), term.key).toBeGreaterThan(1.3);
  });
});
