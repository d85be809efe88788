import type { Arrival } from '../arrival.ts';
import { compileMapping, type MappingContext } from './compile-mapping.ts';
import type { ImportLayout, ImportMapping, ImportReject } from './contract.ts';
import { type FileRow, openRows, readLine } from './read-rows.ts';

/** How many rows are written in one transaction. */
export const batchRows = 2_000;

/** Some rows of a file, read: `rows` belong to `arrivals` one by one. `rows_read` counts all rows up to the end of this batch. */
export type RowBatch = {
  arrivals: Arrival[];
  rows: FileRow[];
  rejects: ImportReject[];
  rows_read: number;
  bytes_read: number;
};

export type BatchSource = {
  bytes: AsyncIterable<Uint8Array>;
  layout: ImportLayout;
  mapping: ImportMapping;
  context: Omit<MappingContext, 'columns'>;
  /** Rows that were kept before: they are passed over. */
  skip_rows: number;
  /** Epoch milliseconds at which the rows count as received. */
  received_at: number;
};

/** An opened import: `filled` says how often each column had a value, over the rows read so far. */
export type OpenedImport = { columns: string[]; batches: AsyncGenerator<RowBatch>; filled: Map<string, number> };

/** Opens a file for import; its rows come in batches as they are asked for. */
export async function openBatches(source: BatchSource): Promise<OpenedImport> {
  const progress = { bytes: 0 };
  const { columns, rows } = await openRows(countBytes(source.bytes, progress), source.layout);
  const reader = compileMapping(source.mapping, { ...source.context, columns });

  async function* read(): AsyncGenerator<RowBatch> {
    let batch = emptyBatch();
    let read = 0;
    for await (const group of rows) {
      for (const row of group) {
        if (row.row_no <= source.skip_rows) continue;
        read++;
        const result = row.kind === 'row' ? reader.read(row.cells, source.received_at) : row;
        if (result.kind === 'read') {
          batch.arrivals.push(result.arrival);
          batch.rows.push(row);
        } else {
          batch.rejects.push({ row_no: row.row_no, reason: result.reason, detail: result.detail, line: readLine(row) });
        }
        if (read === batchRows) {
          yield { ...batch, rows_read: row.row_no, bytes_read: progress.bytes };
          batch = emptyBatch();
          read = 0;
        }
      }
    }
    const last = batch.rows.at(-1)?.row_no ?? 0;
    const lastReject = batch.rejects.at(-1)?.row_no ?? 0;
    if (read > 0) yield { ...batch, rows_read: Math.max(last, lastReject), bytes_read: progress.bytes };
  }

  return { columns, batches: readAhead(read()), filled: reader.filled };
}

function emptyBatch(): Omit<RowBatch, 'rows_read' | 'bytes_read'> {
  return { arrivals: [], rows: [], rejects: [] };
}

async function* countBytes(bytes: AsyncIterable<Uint8Array>, progress: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    progress.bytes += piece.length;
    yield piece;
  }
}

/** Prepares the next item while the consumer works on this one: the database and this process then work at the same time. */
async function* readAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      next = source.next();
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await next.catch(() => undefined);
    await source.return(undefined);
  }
}
