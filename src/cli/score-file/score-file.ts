import { stringify } from 'csv-stringify/sync';
import { nameColumns } from '../../flow/capture/import/columns.ts';
import { prepareModel, type ScoreResult } from '../../model/evaluate.ts';
import { builtInCatalogues } from '../model/built-in-fields.ts';
import { loadModelFile } from '../model/model-file.ts';
import { chooseMapping } from './choose-mapping.ts';
import { addHits, type Hits, makeSignalMatcher } from './match-signals.ts';
import { openCsv } from './open-csv.ts';
import { type FilePerson, makePeopleReader } from './read-people.ts';
import { findKeys, keyForm, readTouches } from './read-touches.ts';
import { scorePerson } from './score-person.ts';

/** What a file is scored with. `at` is epoch milliseconds; `time_zone` says when days begin. */
export type ScoreFile = {
  people: string;
  model: string;
  mapping?: string | undefined;
  touches?: string | undefined;
  key?: string | undefined;
  at: number;
  time_zone: string;
};

/** A row and its score; `cells` are in the order of the file's columns. */
export type ScoredRow = { row_no: number; cells: string[]; person: FilePerson['shown']; score: ScoreResult };

/** What there is to say about the files beside the scores. */
export type ScoreNotes = {
  rows: number;
  problems: { file: string; row_no: number; problem: string }[];
  /** Fields of the model that no column says. */
  unsaid: string[];
  /** Touches read, and how many people they are of that no row is about. */
  touches: number;
  strangers: number;
};

/** Scores on their way: `rows` must be read to the end before `notes` are complete. */
export type FileScores = {
  columns: string[];
  dimensions: string[];
  rows: AsyncGenerator<ScoredRow>;
  notes: ScoreNotes;
};

/**
 * Scores every row of a CSV file with a model file, asking neither server nor database: a row is a person, read as the import reads
 * it, and the touch that such a row is; `touches` is a second file with what these people did. Rows are read by themselves: what
 * one says of a company the next does not know. Throws `file_unreadable`, `model_invalid`, `mapping_invalid`, `invalid_input`, `not_found`.
 */
export async function scoreFile(wanted: ScoreFile): Promise<FileScores> {
  const { model, custom } = await loadModelFile(wanted.model, builtInCatalogues);
  const people = await openCsv(wanted.people);
  const { mapping, unsaid } = await chooseMapping(people, wanted.mapping, custom);
  const timeZone = wanted.time_zone;
  const person = new Map([...builtInCatalogues.person, ...custom.map((field) => [field.name, field] as const)]);
  const ready = prepareModel(model, person, timeZone);
  const match = makeSignalMatcher(model, timeZone);
  const readPerson = makePeopleReader(people.columns, mapping, custom, timeZone, wanted.at);
  const touches = wanted.touches === undefined ? undefined : await openCsv(wanted.touches);
  const keys = touches && findKeys(people.columns, touches.columns, wanted.key);
  const done = touches && keys && (await readTouches(touches, keys.touches, match, timeZone));
  const notes: ScoreNotes = {
    rows: 0,
    problems: (done?.problems ?? []).map((each) => ({ file: wanted.touches ?? '', ...each })),
    unsaid,
    touches: done?.touches ?? 0,
    strangers: done?.hits.size ?? 0,
  };
  const keyPlace = keys ? people.columns.indexOf(keys.people) : -1;
  const known = new Set<string>();

  async function* readScores(): AsyncGenerator<ScoredRow> {
    for await (const row of people.rows()) {
      const read = row.kind === 'row' ? readPerson(row.cells) : { problem: row.detail };
      if (row.kind === 'reject' || 'problem' in read) {
        const problem = 'problem' in read ? read.problem : 'expected a row';
        notes.problems.push({ file: wanted.people, row_no: row.row_no, problem });
        continue;
      }
      notes.rows++;
      const key = keyForm(row.cells[keyPlace] ?? '');
      const theirs = done?.hits.get(key);
      if (theirs && !known.has(key)) {
        known.add(key);
        notes.strangers--;
      }
      const hits: Hits = new Map([...(theirs ?? [])].map(([signal, list]) => [signal, [...list]]));
      addHits(hits, match(read.touch, read.at), { occurred_at: read.at, id: 0 });
      const score = scorePerson(ready, read, hits, wanted.at);
      yield { row_no: row.row_no, cells: row.cells.slice(0, people.columns.length), person: read.shown, score };
    }
  }

  return { columns: people.columns, dimensions: model.dimensions.map(({ key }) => key), rows: readScores(), notes };
}

/** How many rows become text at once. */
const batchRows = 500;

/** Scores as CSV (RFC 4180, a line feed at the end of each row): the file's own columns, then total, each dimension, band and cell. */
export async function* writeScoredCsv({ columns, dimensions, rows }: FileScores): AsyncGenerator<string> {
  yield stringify([nameColumns([...columns, 'total', ...dimensions, 'band', 'cell'])]);
  let batch: string[][] = [];
  for await (const { cells, score } of rows) {
    const points = [score.points, ...score.dimensions.map((dimension) => dimension.points)].map(String);
    batch.push([...cells, ...points, score.band, score.cell ?? '']);
    if (batch.length < batchRows) continue;
    yield stringify(batch);
    batch = [];
  }
  if (batch.length > 0) yield stringify(batch);
}

/** Scores as JSON lines, each with its complete receipt. */
export async function* writeReceipts({ rows }: FileScores): AsyncGenerator<string> {
  for await (const { row_no, person, score } of rows) yield `${JSON.stringify({ row_no, person, score })}\n`;
}
