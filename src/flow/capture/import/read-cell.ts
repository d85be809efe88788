import { fold } from '../../../conditions/fold.ts';
import type { FieldValue } from '../arrival.ts';
import { cleanText } from '../flat-properties.ts';
import { type FieldTypes, type FieldTyping, makeTextReader } from '../typed-values.ts';
import type { ImportMapping, ImportTarget, ImportValueType, MappedColumn, RejectReason } from './contract.ts';

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

/**
 * Makes the reader of one column's cells: what means nothing here, what is written otherwise, and of what kind values are.
 * `fieldTypes` are those of the workspace's own fields.
 */
export function makeCellReader(
  column: Pick<MappedColumn, 'type' | 'missing' | 'values'> & { target: ImportTarget; name: string },
  mapping: Pick<ImportMapping, 'missing' | 'date_order' | 'decimal' | 'separator'>,
  timeZone: string,
  fieldTypes?: FieldTypes,
): (cell: string) => Cell {
  const missing = new Set([...mapping.missing, ...(column.missing ?? [])].map(formOf));
  const longest = Math.max(0, ...[...missing].map((each) => each.length * 2 + 8));
  const values = new Map(Object.entries(column.values ?? {}).map(([from, to]) => [formOf(from), to]));
  const typing = findOwnTyping(column.target, fieldTypes) ?? { type: findType(column) };
  const read = makeTypeReader(typing, { ...mapping, time_zone: timeZone });
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

/** The type of a custom field that is there already, which no mapping overrides. Its texts may be read from anything. */
function findOwnTyping(target: ImportTarget, fieldTypes: FieldTypes | undefined): FieldTyping | undefined {
  const isPerson = target.to === 'field' || target.to === 'new_field';
  if (!isPerson && target.to !== 'company_field') return undefined;
  const typing = (isPerson ? fieldTypes?.person : fieldTypes?.company)?.get(target.field);
  return typing?.type === 'text' ? undefined : typing;
}

type Reader = (text: string, name: string) => Cell;

function makeTypeReader(typing: FieldTyping, reading: Parameters<typeof makeTextReader>[1]): Reader {
  const read = makeTextReader(typing, reading);
  const refusal = refusals[typing.type];
  return (text, name) => {
    const value = read(text);
    if (value !== undefined || refusal === undefined) return value;
    const options = typing.type === 'select' ? ` ${listOptions(typing.options ?? [])}` : '';
    return {
      reason: refusal.reason,
      detail: `${name}: ${JSON.stringify(text.slice(0, 100))}, expected ${refusal.expected}${options}`,
    };
  };
}

const refusals: Partial<Record<FieldTyping['type'], { reason: RejectReason; expected: string }>> = {
  number: { reason: 'not_a_number', expected: 'a number' },
  boolean: { reason: 'not_a_boolean', expected: 'yes or no' },
  date: { reason: 'not_a_date', expected: 'a date' },
  instant: { reason: 'not_a_date', expected: 'a date or time' },
  select: { reason: 'not_an_option', expected: 'one of' },
};

function listOptions(options: readonly string[]): string {
  const shown = options.slice(0, 8).map((option) => JSON.stringify(option));
  return shown.join(', ') + (options.length > shown.length ? ` and ${options.length - shown.length} more` : '');
}

function formOf(text: string): string {
  return fold(text.trim());
}
