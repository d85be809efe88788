import { z } from 'zod';
import { AppError } from '../../../base/errors.ts';
import { decodeCursor } from '../../../base/pages.ts';
import { touchTypes } from '../../capture/index.ts';
import { type TimelineKind, type TimelineQuery, timelineKinds } from '../contract.ts';

/** Where a timeline goes on: below this entry. `at` to the microsecond, as PostgreSQL keeps it. */
const Cursor = z.object({ at: z.iso.datetime(), rank: z.int(), id: z.int() });
export type TimelineCursor = z.infer<typeof Cursor>;

/** What of a timeline is asked for. `types` null: touches of every type. */
export type TimelineWish = {
  kinds: ReadonlySet<TimelineKind>;
  types: readonly string[] | null;
  after: TimelineCursor | null;
  limit: number;
};

/** Reads the lists in an address. Throws `invalid_input` for a kind or type that there is not. */
export function readTimelineQuery({ kinds, types, after, limit }: z.output<typeof TimelineQuery>): TimelineWish {
  return {
    kinds: new Set(readList('kinds', kinds, timelineKinds) ?? timelineKinds),
    types: readList('types', types, touchTypes),
    after: after === undefined ? null : decodeCursor(after, Cursor),
    limit,
  };
}

function readList<T extends string>(name: string, text: string | undefined, known: readonly T[]): T[] | null {
  const words = (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  const wrong = words.find((word) => !known.some((each) => each === word));
  if (wrong === undefined) return words as T[];
  const message = `Expected some of ${known.join(', ')}, found "${wrong}"`;
  throw new AppError('invalid_input', `query.${name}: ${message}`, { errors: [{ path: ['query', name], message }] });
}
