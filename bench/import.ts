import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generatePeople } from '../demo/index.ts';
import { registerListeners } from '../src/base/facts.ts';
import { bringInFile } from '../src/flow/capture/index.ts';
import { steps } from '../src/flow/flow.ts';
import { type BenchServer, copyText, timeCopy } from './bench-server.ts';
import { type Figure, rateFigure, whole } from './report.ts';

const header = [
  'Full name',
  'E-mail',
  'Phone',
  'Job title',
  'Company',
  'Industry',
  'Employees',
  'Country',
  'City',
  'Message',
];

/** Rows of a contact list: the demo company's people who said who they are, and further ones of the same make. */
function makeRows(count: number): (string | number)[][] {
  const rows: (string | number)[][] = [];
  for (const person of generatePeople({ people: count * 2, until: Date.now(), seed: 11 })) {
    if (person.identified_at === undefined) continue;
    const { company } = person;
    rows.push([
      `${person.first_name} ${person.last_name}`,
      person.email,
      person.phone ?? '',
      person.title,
      company.name,
      company.industry,
      company.employees,
      company.market.country,
      company.city,
      'Please send an offer for ten seats',
    ]);
    if (rows.length === count) break;
  }
  return rows;
}

/** Rows per second of a file import, each row a new person with a score, beside plain COPY of the same rows. */
export async function benchImport(server: BenchServer, count: number): Promise<Figure> {
  const rows = makeRows(count);
  const columns = `row_no bigint, source_id int, ${header.map((_, index) => `c${index} text`).join(', ')}`;
  const lines = rows.map((row, index) => [index, 1, ...row].map(copyText).join('\t'));
  const limit = await timeCopy(server, 'bench_row', columns, 'source_id, row_no', lines);

  const path = join(server.folder, 'leads.csv');
  const quote = (cell: string | number) =>
    /[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);
  await writeFile(path, [header, ...rows].map((row) => row.map(quote).join(',')).join('\n'));
  registerListeners(steps.flatMap((step) => step.listeners ?? []));
  const wanted = { path, source: undefined, mapping: undefined, most_bytes: 5e9 };
  const start = performance.now();
  const outcome = await bringInFile(server.db.app, server.workspaceId, wanted, {
    signal: new AbortController().signal,
  });
  const rate = (rows.length / (performance.now() - start)) * 1000;
  const { kept, rejected } = outcome.import.counts;
  if (kept !== rows.length) throw new Error(`${kept} of ${rows.length} rows kept, ${rejected} rejected`);
  return rateFigure(`rows of a file import, ${whole(rows.length)}`, rate, limit, 0.2, 'rows');
}
