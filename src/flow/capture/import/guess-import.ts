import type { ImportLayout, ImportMapping, ImportPreview, SavedMapping } from './contract.ts';
import { adaptMapping, findMappingFor } from './find-mapping.ts';
import { type EncodingEvidence, guessEncoding } from './guess-encoding.ts';
import { guessLayout } from './guess-layout.ts';
import { guessMapping } from './guess-mapping.ts';
import { openRows } from './read-rows.ts';
import { readText } from './read-text.ts';

/** How many rows a guess of the mapping looks at, and how many a preview shows. */
const guessedRows = 200;
const shownRows = 20;

/** How a file is cut into rows, by its first bytes. Throws `file_unreadable`. */
export async function guessFileLayout(
  evidence: EncodingEvidence,
  { whole }: { whole: boolean },
): Promise<ImportLayout> {
  const encoding = guessEncoding(evidence);
  return guessLayout(await readHeadText(evidence.head, encoding), encoding, { whole });
}

/** The first rows of a file as a layout cuts them, and its columns. The last row of a head that is not all of the file may be cut short. */
export async function readFirstRows(
  head: Uint8Array,
  layout: ImportLayout,
): Promise<{ columns: string[]; rows: string[][] }> {
  const { columns, rows } = await openRows([head], layout);
  const first: string[][] = [];
  for await (const group of rows) {
    for (const row of group)
      if (row.kind === 'row' && first.length < guessedRows) first.push(row.cells.slice(0, columns.length));
    if (first.length >= guessedRows) break;
  }
  return { columns, rows: first };
}

/** What a file's columns most likely hold: as a mapping made for this header says, else as names and values suggest. */
export function previewImport(
  { columns, rows }: { columns: string[]; rows: string[][] },
  saved: readonly SavedMapping[],
  sources: readonly string[],
): ImportPreview {
  const guess = guessMapping(columns, rows, sources);
  const found = findMappingFor(columns, saved);
  const mapping: ImportMapping = found ? adaptMapping(found.mapping, columns) : guess.mapping;
  return {
    columns: columns.map((column, index) => {
      const suggestion = guess.suggestions[index];
      const own = found && mapping.columns.find((each) => each.column === column);
      return {
        column,
        samples: listSamples(rows, index),
        suggested: own ?? suggestion?.column ?? { column, target: { to: 'ignore' } },
        because: own ? 'saved mapping' : (suggestion?.because ?? 'nothing'),
      };
    }),
    rows: rows.slice(0, shownRows).map((row) => row.map((cell) => cell.slice(0, 500))),
    mapping,
    mapping_name: found?.name ?? null,
  };
}

function listSamples(rows: string[][], index: number): string[] {
  const samples = new Set<string>();
  for (const row of rows) {
    const cell = row[index]?.trim() ?? '';
    if (cell !== '') samples.add(cell.slice(0, 200));
    if (samples.size === 5) break;
  }
  return [...samples];
}

async function readHeadText(head: Uint8Array, encoding: ImportLayout['encoding']): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of readText([head], encoding)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
