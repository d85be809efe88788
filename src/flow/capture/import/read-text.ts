import type { ImportEncoding } from './contract.ts';

/**
 * A file's bytes as UTF-8, whatever encoding they are in, without a byte order mark. What is not valid becomes U+FFFD.
 * Yields pieces of about the size that came.
 */
export async function* readText(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: ImportEncoding,
): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    let first = true;
    for await (const piece of bytes) {
      const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      const marked = first && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
      if (piece.length > 0) first = false;
      yield marked ? buffer.subarray(3) : buffer;
    }
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield Buffer.from(text);
  }
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest);
}
