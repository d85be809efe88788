import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type Db, inWorkspace } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import type { EncodingEvidence } from './guess-encoding.ts';
import { findChunk, insertChunk } from './queries.ts';

const chunkBytes = 1024 * 1024;

/** A file that has been stored: its size, the SHA-256 of its bytes, and what its encoding can be told from. */
export type StoredFile = { bytes: number; file_hash: string; evidence: EncodingEvidence };

/**
 * Stores a file piece by piece as it comes, in constant memory. Throws `too_large` beyond `mostBytes`; what was stored until
 * then is the caller's to forget.
 */
export async function storeFile(
  app: Db,
  workspaceId: number,
  importId: number,
  stream: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<StoredFile> {
  const sum = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const evidence: EncodingEvidence = { head: Buffer.alloc(0), foreign: undefined, isUtf8: true };
  let [bytes, count] = [0, 0];
  for await (const chunk of gatherChunks(stream)) {
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw new AppError('too_large', `The file has more than ${mostBytes} bytes: expected at most that`);
    sum.update(chunk);
    if (count === 0) evidence.head = chunk;
    if (!evidence.foreign && !isAscii(chunk)) evidence.foreign = chunk;
    evidence.isUtf8 &&= isValid(utf8, chunk, true);
    const no = count++;
    await inWorkspace(app, workspaceId, (tx) => insertChunk(tx, workspaceId, importId, no, chunk));
  }
  evidence.isUtf8 &&= isValid(utf8, Buffer.alloc(0), false);
  return { bytes, file_hash: sum.digest('hex'), evidence };
}

/** The bytes of a stored file in order. While one piece is worked on, the next one is fetched. */
export async function* readStored(app: Db, workspaceId: number, importId: number): AsyncGenerator<Buffer> {
  const fetch = (no: number) => inWorkspace(app, workspaceId, (tx) => findChunk(tx, workspaceId, importId, no));
  let next = fetch(0);
  for (let no = 1; ; no++) {
    const chunk = await next;
    if (chunk === undefined) return;
    next = fetch(no);
    // Whoever stops reading leaves it behind; its failure would be nobody's.
    next.catch(() => undefined);
    yield chunk;
  }
}

/** The first piece of a stored file, for guessing; `whole` when it is all of it. */
export async function readHead(app: Db, workspaceId: number, importId: number, bytes: number) {
  const head = await inWorkspace(app, workspaceId, (tx) => findChunk(tx, workspaceId, importId, 0));
  return { head: head ?? Buffer.alloc(0), whole: (head?.length ?? 0) >= bytes };
}

async function* gatherChunks(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    size += piece.length;
    if (size < chunkBytes) continue;
    const all = Buffer.concat(pieces);
    let start = 0;
    for (; all.length - start >= chunkBytes; start += chunkBytes) yield all.subarray(start, start + chunkBytes);
    pieces = [all.subarray(start)];
    size = all.length - start;
  }
  if (size > 0) yield Buffer.concat(pieces);
}

function isValid(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}
