/** A measured figure beside its limit, measured in the same run, and what is aimed at. */
export type Figure = { name: string; measured: string; limit: string; ratio: string; aim: string; met: boolean | null };

/** Prints figures as a table. */
export function printFigures(figures: Figure[]): void {
  const rows = [
    ['figure', 'measured', 'limit', 'ratio', 'aim', ''],
    ...figures.map(({ name, measured, limit, ratio, aim, met }) => [
      name,
      measured,
      limit,
      ratio,
      aim,
      met === null ? '' : met ? 'met' : 'missed',
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  for (const row of rows)
    process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`);
}

/** Whole numbers with thousands apart. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** The value below which this share (0–1) of the sorted values lies. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** A throughput against its limit: the ratio is to be at least the aim. */
export function rateFigure(name: string, rate: number, limit: number, aim: number, unit: string): Figure {
  return {
    name,
    measured: `${whole(rate)} ${unit}/s`,
    limit: `${whole(limit)} ${unit}/s (plain COPY)`,
    ratio: (rate / limit).toFixed(2),
    aim: `≥ ${aim}`,
    met: rate / limit >= aim,
  };
}
