import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../base/errors.ts';
import type { ImportLayout } from '../../flow/capture/import/contract.ts';
import type { EncodingEvidence } from '../../flow/capture/import/guess-encoding.ts';
import { guessFileLayout, readFirstRows } from '../../flow/capture/import/guess-import.ts';
import { type FileRow, openRows } from '../../flow/capture/import/read-rows.ts';

/** How much of a file its layout and columns are guessed from. */
const headBytes = 1024 * 1024;

/** A CSV file of this machine, cut into rows as the import would; `first` are some rows to guess from. */
export type CsvFile = { path: string; columns: string[]; first: string[][]; rows: () => AsyncGenerator<FileRow> };

/**
 * Opens a CSV file (also one packed with gzip), its encoding, delimiter and header guessed as the import guesses them. Reads it
 * once to the end, in constant memory. Throws `file_unreadable`.
 */
export async function openCsv(path: string): Promise<CsvFile> {
  const evidence = await gatherEvidence(path);
  const { head, bytes } = evidence;
  const layout = await guessFileLayout(evidence, { whole: bytes <= head.length });
  const { columns, rows: first } = await readFirstRows(head, layout);
  return { path, columns, first, rows: () => readRows(path, layout) };
}

async function* readRows(path: string, layout: ImportLayout): AsyncGenerator<FileRow> {
  const { rows } = await openRows(readBytes(path), layout);
  for await (const group of rows) yield* group;
}

async function gatherEvidence(path: string): Promise<EncodingEvidence & { bytes: number }> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const evidence = { head: Buffer.alloc(0), foreign: undefined as Buffer | undefined, isUtf8: true, bytes: 0 };
  const decode = (piece: Buffer | undefined) => {
    try {
      if (evidence.isUtf8) utf8.decode(piece, { stream: piece !== undefined });
    } catch {
      evidence.isUtf8 = false;
    }
  };
  for await (const piece of readBytes(path)) {
    if (evidence.head.length < headBytes) evidence.head = Buffer.concat([evidence.head, piece]);
    if (!evidence.foreign && !isAscii(piece)) evidence.foreign = piece;
    evidence.bytes += piece.length;
    decode(piece);
  }
  decode(undefined);
  return evidence;
}

async function* readBytes(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: headBytes });
  try {
    if (!/\.gz$/i.test(path)) return yield* file as AsyncIterable<Buffer>;
    const unpacked = createGunzip();
    file.once('error', (error) => unpacked.destroy(error));
    yield* file.pipe(unpacked) as AsyncIterable<Buffer>;
  } catch (error) {
    const { code } = error as { code?: string };
    throw new AppError('file_unreadable', `${path}: expected a file that can be read (${code ?? error})`);
  }
}
