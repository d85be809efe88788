const MARKS = /[\u0300-\u036f]/g;
const ASCII = /^[\0-\x7f]*$/;

/**
 * The text as it is compared everywhere: compatibility-decomposed (NFKD), without combining marks U+0300–U+036F, in lower case
 * code point by code point, final sigma as sigma. So "İZMİR", "Izmir" and "izmir" are one text, and so are "Ёлка" and "елка".
 * `plumb_fold` in migrations/0002_fold.sql is its twin. Idempotent; spaces are kept.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(MARKS, '').toLowerCase().replaceAll('ς', 'σ');
}

/** Whether a text says nothing: empty or white space only. Such a value counts as missing. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** A finite number in plain decimals, without an exponent, as PostgreSQL writes a `numeric`: 1e21 → "1000000000000000000000". */
export function plainDecimal(value: number): string {
  const [mantissa = '', exponent] = String(Math.abs(value)).split('e');
  const sign = value < 0 ? '-' : '';
  if (exponent === undefined) return sign + mantissa;
  const [whole = '', fraction = ''] = mantissa.split('.');
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - whole.length)}${whole}${fraction}`;
  return sign + whole + fraction.padEnd(shift, '0');
}

/**
 * The folded text of one stored value: of a text itself, of a number its plain decimals, of a boolean `true` or `false`.
 * Undefined when it is missing (null, blank, not finite) or no scalar.
 */
export function foldScalar(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const folded = fold(value);
    return isBlank(folded) ? undefined : folded;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? plainDecimal(value) : undefined;
  return typeof value === 'boolean' ? String(value) : undefined;
}

/** The folded texts of a stored list, of a scalar a list of one; missing items and nested values are left out. */
export function foldList(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(foldScalar).filter((item) => item !== undefined);
}

/**
 * What `person.folded` and its like hold: for every field that has a value, its folded text, or the list of them. A missing
 * value has no key, so that SQL can tell missing from known by the key alone.
 */
export function foldFields(fields: Readonly<Record<string, unknown>>): Record<string, string | string[]> {
  const folded: Record<string, string | string[]> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (Array.isArray(value)) {
      const items = foldList(value);
      if (items.length > 0) folded[key] = items;
    } else {
      const text = foldScalar(value);
      if (text !== undefined) folded[key] = text;
    }
  }
  return folded;
}
