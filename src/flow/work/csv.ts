import { stringify } from 'csv-stringify/sync';

/** What a spreadsheet would take for a formula, also in full width. */
const formula = /^[\t\r\n ]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/;
/** A signed number or an international phone number computes nothing, and an apostrophe would spoil it. */
const harmless = /^(-?\d+([.,]\d+)?|\+\d{5,15})$/;

/**
 * A value as the text of a cell: lists joined, nothing for what is missing. Text that a spreadsheet would run gets an
 * apostrophe in front, for strangers write what stands in these cells.
 */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return cellText(value.join('; '));
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return formula.test(text) && !harmless.test(text) ? `'${text}` : text;
}

/** The first line of a file, with the mark by which spreadsheets know UTF-8. */
export function csvHead(labels: readonly string[]): string {
  return `\ufeff${csvLines([labels])}`;
}

/** Rows as lines of RFC 4180, ended by CRLF. */
export function csvLines(rows: readonly (readonly unknown[])[]): string {
  return stringify(
    rows.map((row) => row.map(cellText)),
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
}
