import { fold, foldList, foldScalar, isBlank } from './fold.ts';

/** How a stored value is read by the type of its field. Every reader answers undefined when the value is missing or of another type. */

const PLAIN_NUMBER = /^-?[0-9]+([.][0-9]+)?$/;
const DAY = /^([1-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const INSTANT = /^(.{10})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;
const FIRST_INSTANT = Date.UTC(1000, 0, 1);
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A day of milliseconds: of an elapsed day, and between two calendar days counted in UTC. */
export const DAY_MS = 86_400_000;

/** A text as compared: folded, or of an `exact` field the text itself. Numbers and booleans have a text too, lists have none. */
export function readText(value: unknown, exact = false): string | undefined {
  if (!exact) return foldScalar(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number, or a text of at most 15 characters that is a plain decimal: "12", "-0.5", not "1,5", "1e3" or " 12". */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && value.length <= 15 && PLAIN_NUMBER.test(value) ? Number(value) : undefined;
}

/** A boolean, or a text that folds to `true` or `false`. */
export function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? fold(value) : undefined;
  if (text === 'true') return true;
  return text === 'false' ? false : undefined;
}

/** A text `YYYY-MM-DD` that is a day of the calendar (years 1000–9999), as the number of days since 1970-01-01. */
export function readDay(value: unknown): number | undefined {
  const parts = typeof value === 'string' ? DAY.exec(value) : null;
  if (!parts) return undefined;
  const day = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
  return day.getUTCMonth() + 1 === Number(parts[2]) ? day.getTime() / DAY_MS : undefined;
}

/**
 * An instant in epoch milliseconds, parts of a millisecond cut off: a number is epoch milliseconds already, a text is ISO 8601
 * with seconds and `Z` or an offset; a `Date` or `Temporal.Instant` as it is.
 */
export function readInstant(value: unknown): number | undefined {
  if (typeof value === 'number') {
    const instant = Math.floor(value);
    return instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : undefined;
  }
  if (typeof value === 'string') return parseInstant(value);
  if (value instanceof Date) return readInstant(value.getTime());
  if (typeof value === 'object' && value !== null && 'epochMilliseconds' in value)
    return readInstant(value.epochMilliseconds);
  return undefined;
}

function parseInstant(text: string): number | undefined {
  const parts = INSTANT.exec(text);
  const day = readDay(parts?.[1]);
  if (!parts || day === undefined) return undefined;
  const [hours, minutes, seconds] = [Number(parts[2]), Number(parts[3]), Number(parts[4])];
  const milliseconds = Number((parts[5] ?? '').slice(0, 3).padEnd(3, '0'));
  const offset = Number(`${parts[6] ?? ''}1`) * (Number(parts[7] ?? 0) * 60 + Number(parts[8] ?? 0));
  return day * DAY_MS + ((hours * 60 + minutes - offset) * 60 + seconds) * 1000 + milliseconds;
}

/** The texts of a list, folded unless `exact`; a scalar is a list of one, missing items are left out. Undefined when none is left. */
export function readList(value: unknown, exact = false): string[] | undefined {
  const items = exact
    ? (Array.isArray(value) ? value : [value]).filter((item) => readText(item, true) !== undefined)
    : foldList(value);
  return items.length > 0 ? items : undefined;
}

/** The touches of a `count` field: their `occurred_at` in epoch milliseconds, in any order; no list means no touch. */
export function readHits(value: unknown): readonly number[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a rule's text may be compared at all: not blank, and something PostgreSQL can hold (no NUL, no half characters). */
export function isUsableText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0') && !isBlank(fold(value));
}
