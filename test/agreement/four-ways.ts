import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import { type Database, inWorkspace } from '../../src/base/db.ts';
import { scoreFile } from '../../src/cli/score-file/score-file.ts';
import type { ImportMapping } from '../../src/flow/capture/import/contract.ts';
import { type Arrival, receive } from '../../src/flow/capture/index.ts';
import { scoreDue } from '../../src/flow/scoring/due.ts';
import { explainPeople } from '../../src/flow/scoring/index.ts';
import { rescoreAll } from '../../src/flow/scoring/rescore-all.ts';
import { writeModelFile } from '../../src/model/files/write-model-file.ts';
import type { Model } from '../../src/model/format.ts';

/** A table as a CSV file has it. */
export type Table = { columns: string[]; rows: string[][] };

/** The two files that `plumb score` reads, and by which column of both a touch is somebody's. */
export type Files = { people: Table; touches: Table; mapping: ImportMapping; key: string };

/** A workspace whose live model scores touches that come in in the order in which they happened. */
export type Served = { db: Database; workspaceId: number; modelId: number; model: Model; timeZone: string };

/** What is shown of one person: total, dimensions in the model's order, band and cell. */
export type Shown = { total: number; dimensions: number[]; band: string; cell: string | null };

/** The same people at an instant (epoch ms) in four ways, by person id. */
export type FourWays = { at: number; touches: number; live: Scores; bulk: Scores; reader: Scores; file: Scores };
export type Scores = Map<number, Shown>;

/** Touches of a transaction, as a busy server gathers them. */
const batch = 1_000;

/**
 * Lets arrivals come in, each received when it occurred, up to each of the instants (epoch ms, ascending), and time pass until then; answers what
 * is shown then in four ways: live (what every touch and every change by time left behind), in bulk (everybody scored anew in SQL), by the
 * reader (the receipt, from all touches), and by `plumb score` from files, with no server. `files` may depend on what is known by then; `idsOf`
 * says who the rows are, by their key.
 */
export async function* scoreFourWays(
  served: Served,
  arrivals: readonly Arrival[],
  instants: readonly number[],
  files: (at: number) => Promise<Files> | Files,
  idsOf: () => Promise<Map<string, number>>,
): AsyncGenerator<FourWays> {
  const { db, workspaceId, modelId, model, timeZone } = served;
  const waiting = arrivals.toSorted((a, b) => a.occurred_at - b.occurred_at);
  let next = 0;
  for (const at of instants) {
    const until = waiting.findIndex(({ occurred_at }, index) => index >= next && occurred_at > at);
    const end = until < 0 ? waiting.length : until;
    for (; next < end; next = Math.min(next + batch, end))
      await receive(db.app, workspaceId, waiting.slice(next, Math.min(next + batch, end)));
    await scoreDue(db, at);
    const live = await readStandings(served);
    await rescoreAll(db.app, workspaceId, modelId, [], () => at);
    const bulk = await readStandings(served);
    const reader = await readReceipts(served, [...live.keys()], at);
    const ids = await idsOf();
    const file = await scoreFiles(await files(at), model, at, timeZone, ids);
    yield { at, touches: next, live, bulk, reader, file };
  }
}

async function readStandings({ db, workspaceId, modelId }: Served): Promise<Scores> {
  const { rows } = await sql<Shown & { person_id: number }>`
    select s.person_id, s.total, s.dimension_points as dimensions, s.band, s.cell
    from standing s where s.workspace_id = ${workspaceId} and s.model_id = ${modelId}
    order by s.person_id`.execute(db.owner);
  return new Map(rows.map(({ person_id, ...shown }) => [person_id, shown]));
}

async function readReceipts({ db, workspaceId }: Served, ids: number[], at: number): Promise<Scores> {
  const scores: Scores = new Map();
  for (let from = 0; from < ids.length; from += batch) {
    const some = ids.slice(from, from + batch);
    const explained = await inWorkspace(db.app, workspaceId, (tx) => explainPeople(tx, workspaceId, some, at));
    for (const [id, { score }] of explained) scores.set(id, shownOf(score));
  }
  return scores;
}

async function scoreFiles(
  { people, touches, mapping, key }: Files,
  model: Model,
  at: number,
  time_zone: string,
  ids: ReadonlyMap<string, number>,
): Promise<Scores> {
  const folder = mkdtempSync(join(tmpdir(), 'plumb-agreement-'));
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  try {
    const scored = await scoreFile({
      people: put('people.csv', stringify([people.columns, ...people.rows])),
      touches: put('touches.csv', stringify([touches.columns, ...touches.rows])),
      mapping: put('mapping.json', JSON.stringify(mapping)),
      model: put('model.yaml', writeModelFile(model, 'yaml')),
      key,
      at,
      time_zone,
    });
    const scores: Scores = new Map();
    const place = people.columns.indexOf(key);
    for await (const { cells, score } of scored.rows) {
      const id = ids.get(cells[place] ?? '');
      if (id !== undefined) scores.set(id, shownOf(score));
    }
    if (scored.notes.problems.length > 0) throw new Error(JSON.stringify(scored.notes.problems.slice(0, 3)));
    return scores;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Score = Awaited<ReturnType<typeof explainPeople>> extends Map<number, { score: infer S }> ? S : never;

function shownOf({ points, dimensions, band, cell }: Score): Shown {
  return { total: points, dimensions: dimensions.map((each) => each.points), band, cell };
}
