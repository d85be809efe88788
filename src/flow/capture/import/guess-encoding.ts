import { isAscii } from 'node:buffer';
import { AppError } from '../../../base/errors.ts';
import type { ImportEncoding } from './contract.ts';
import { legacyEncodings, rateText } from './rate-text.ts';

/** What the guess rests on: the first bytes of a file, and where those are plain ASCII the first piece that is not. */
export type EncodingEvidence = {
  head: Uint8Array;
  foreign: Uint8Array | undefined;
  /** Whether all of the file, and not only these pieces, is valid UTF-8. */
  isUtf8: boolean;
};

/** What files that are no text begin with. */
const signatures: [string, number[]][] = [
  ['an Excel workbook or another ZIP archive: save it as CSV first', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Excel workbook: save it as CSV first', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['compressed: unpack it first', [0x1f, 0x8b]],
  ['compressed: unpack it first', [0x42, 0x5a, 0x68]],
  ['compressed: unpack it first', [0xfd, 0x37, 0x7a, 0x58]],
  ['compressed: unpack it first', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture', [0xff, 0xd8, 0xff]],
  ['UTF-32, which is not read: save it as UTF-8', [0xff, 0xfe, 0x00, 0x00]],
  ['UTF-32, which is not read: save it as UTF-8', [0x00, 0x00, 0xfe, 0xff]],
];

/**
 * The encoding that a file is most likely in. Throws `file_unreadable` for what is no text at all, saying what it seems
 * to be.
 */
export function guessEncoding({ head, foreign, isUtf8 }: EncodingEvidence): ImportEncoding {
  for (const [what, bytes] of signatures) {
    if (startsWith(head, bytes)) throw new AppError('file_unreadable', `The file is ${what}`);
  }
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return 'utf-8';
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  const wide = guessWide(head);
  if (wide) return wide;
  if (looksBinary(head)) throw new AppError('file_unreadable', 'The file holds bytes that are no text: expected CSV');
  if (isUtf8) return hasShifts(head) ? 'iso-2022-jp' : 'utf-8';
  return guessLegacy(keepForeignLines(foreign ?? head));
}

/**
 * UTF-16 without a mark: what is Latin, digits and punctuation has a zero in every other byte, and line ends do in any
 * language. A slip of an export puts zeroes anywhere.
 */
function guessWide(head: Uint8Array): ImportEncoding | undefined {
  const zeroes = [0, 0];
  const lineEnds = [0, 0];
  const length = Math.min(head.length, 65_536) & ~1;
  for (let i = 0; i < length; i++) {
    if (head[i] !== 0) continue;
    const side = i & 1;
    zeroes[side] = (zeroes[side] ?? 0) + 1;
    const other = head[i ^ 1];
    if (other === 10 || other === 13) lineEnds[side] = (lineEnds[side] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeroes;
  const isWide = (own: number, others: number, ends: number) =>
    others <= own / 20 && (own > length / 10 || (own > 1 && ends > 0));
  if (isWide(odd, even, lineEnds[1] ?? 0)) return 'utf-16le';
  if (isWide(even, odd, lineEnds[0] ?? 0)) return 'utf-16be';
  return undefined;
}

/** Control characters that no text has; a few zeroes are a known slip of exports. */
function looksBinary(head: Uint8Array): boolean {
  const length = Math.min(head.length, 4096);
  let controls = 0;
  for (let i = 0; i < length; i++) {
    const byte = head[i] as number;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1a && byte !== 0x1b)) controls++;
  }
  return controls > 2 && controls > length / 20;
}

/** ISO-2022-JP is ASCII with escape sequences that shift to Japanese and back. */
function hasShifts(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 65_536)).toString('latin1');
  return text.includes('\x1b$B') || text.includes('\x1b$@');
}

function guessLegacy(sample: Buffer): ImportEncoding {
  let best: ImportEncoding = 'windows-1252';
  let most = Number.NEGATIVE_INFINITY;
  for (const encoding of legacyEncodings) {
    const rating = rateText(sample, encoding);
    if (rating > most) [best, most] = [encoding, rating];
  }
  return best;
}

/** Only lines with foreign letters tell encodings apart; some 64 KB of them are plenty. */
function keepForeignLines(bytes: Uint8Array): Buffer {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lines: Buffer[] = [];
  let size = 0;
  for (let start = 0; start < all.length && size < 65_536; ) {
    const end = findLineEnd(all, start);
    const line = all.subarray(start, end);
    if (!isAscii(line)) {
      lines.push(line, newline);
      size += line.length + 1;
    }
    start = end + 1;
  }
  return Buffer.concat(lines);
}

const newline = Buffer.from('\n');

function findLineEnd(bytes: Buffer, start: number): number {
  for (let i = start; i < bytes.length; i++) if (bytes[i] === 10 || bytes[i] === 13) return i;
  return bytes.length;
}

function startsWith(bytes: Uint8Array, signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
