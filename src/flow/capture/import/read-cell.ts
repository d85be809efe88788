import { fold } from '../../../conditions/fold.ts';
import type { FieldValue } from '../arrival.ts';
import { readBoolean, readNumber } from '../field-values.ts';
import { cleanText } from '../flat-properties.ts';
import type { ImportMapping, ImportTarget, ImportValueType, MappedColumn, RejectReason } from './contract.ts';
import { makeInstantReader, readDay } from './read-time.ts';

/** Why a cell cannot be read as its column's kind. */
export type CellProblem = { reason: RejectReason; detail: string };

/** What a cell holds: a value, nothing (undefined), or a problem. Millions of them pass, so a value is not wrapped. */
export type Cell = FieldValue | undefined | CellProblem;

/** Whether a cell could not be read. */
export function isProblem(cell: Cell): cell is CellProblem {
  return typeof cell === 'object' && cell !== null && !Array.isArray(cell);
}

/** Fields of ours that are not text, so that a column need not say it. */
const fieldTypes: Record<string, ImportValueType> = {
  employees: 'number',
  budget: 'number',
  revenue: 'number',
  consent: 'boolean',
  unsubscribed: 'boolean',
  wants_contact: 'boolean',
};

/** Makes the reader of one column's cells: what means nothing here, what is written otherwise, and of what kind values are. */
export function makeCellReader(
  column: Pick<MappedColumn, 'type' | 'missing' | 'values'> & { target: ImportTarget; name: string },
  mapping: Pick<ImportMapping, 'missing' | 'date_order' | 'decimal' | 'separator'>,
  timeZone: string,
): (cell: string) => Cell {
  const missing = new Set([...mapping.missing, ...(column.missing ?? [])].map(formOf));
  const longest = Math.max(0, ...[...missing].map((each) => each.length * 2 + 8));
  const values = new Map(Object.entries(column.values ?? {}).map(([from, to]) => [formOf(from), to]));
  const read = makeValueReader(findType(column), mapping, timeZone);
  return (cell) => {
    const text = cleanText(cell).trim();
    if (text === '') return undefined;
    if ((text.length <= longest || values.size > 0) && missing.size + values.size > 0) {
      const form = formOf(text);
      if (missing.has(form)) return undefined;
      const other = values.get(form);
      if (other !== undefined) return other.trim() === '' ? undefined : read(other.trim(), column.name);
    }
    return read(text, column.name);
  };
}

/** Of what kind a column's values are: as it says, else as its target is. */
export function findType({
  type,
  target,
}: {
  type?: ImportValueType | undefined;
  target: ImportTarget;
}): ImportValueType {
  if (target.to === 'new_field') return target.type;
  if (type !== undefined) return type;
  if (target.to === 'field' || target.to === 'company_field') return fieldTypes[target.field] ?? 'text';
  return target.to === 'occurred_at' ? 'instant' : 'text';
}

type Reader = (text: string, name: string) => Cell;

function makeValueReader(
  type: ImportValueType,
  { date_order, decimal, separator }: Pick<ImportMapping, 'date_order' | 'decimal' | 'separator'>,
  timeZone: string,
): Reader {
  switch (type) {
    case 'text':
      return (text) => text;
    case 'number':
      return (text, name) => orReject(readNumber(text, decimal), 'not_a_number', name, text, 'a number');
    case 'boolean':
      return (text, name) => orReject(readBoolean(text), 'not_a_boolean', name, text, 'yes or no');
    case 'date':
      return (text, name) => orReject(readDay(text, date_order), 'not_a_date', name, text, 'a date');
    case 'instant': {
      const readInstant = makeInstantReader({ order: date_order, time_zone: timeZone });
      return (text, name) => {
        const instant = readInstant(text);
        const value = instant === undefined ? undefined : new Date(instant).toISOString();
        return orReject(value, 'not_a_date', name, text, 'a date or time');
      };
    }
    case 'list':
      return (text) => {
        const items = text.split(separator).map((item) => item.trim());
        return items.filter((item) => item !== '');
      };
  }
}

function orReject(
  value: FieldValue | undefined,
  reason: RejectReason,
  name: string,
  text: string,
  expected: string,
): Cell {
  if (value !== undefined) return value;
  return { reason, detail: `${name}: ${JSON.stringify(text.slice(0, 100))}, expected ${expected}` };
}

function formOf(text: string): string {
  return fold(text.trim());
}
