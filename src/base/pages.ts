import type { z } from 'zod';
import { AppError } from './errors.ts';

/** Some rows of a list, and the cursor that leads to those after them; null at the end. */
export type Page<T> = { rows: T[]; next: string | null };

/** The place in a list where the next page begins: the sort keys of the last row, as opaque text. */
export function encodeCursor(keys: unknown): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** The keys of a cursor, checked against the list's own schema. Throws `invalid_input` for one of another list. */
export function decodeCursor<S extends z.ZodType>(cursor: string, schema: S): z.infer<S> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    const message = 'expected a cursor from the `next` of this list in the same order';
    throw new AppError('invalid_input', `The cursor is not valid: ${message}`, {
      errors: [{ path: ['cursor'], message }],
      cause,
    });
  }
}

/**
 * Makes a page of rows that were read with one more than `limit`: the extra one only shows that there is a next page.
 * `readKeys` gives the sort keys of a row, those that the cursor's schema expects.
 */
export function buildPage<T>(rows: T[], limit: number, readKeys: (row: T) => unknown): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? encodeCursor(readKeys(last)) : null };
}
