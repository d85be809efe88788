import { readFile } from 'node:fs/promises';
import { AppError } from '../../base/errors.ts';
import { readZodProblems } from '../../base/zod-problems.ts';
import type { Field } from '../../conditions/catalogue.ts';
import { assertMappingFits } from '../../flow/capture/import/check-mapping.ts';
import {
  ImportMapping,
  type ImportTarget,
  type ImportValueType,
  importValueTypes,
  type MappedColumn,
} from '../../flow/capture/import/contract.ts';
import { adaptMapping, shippedMappings } from '../../flow/capture/import/find-mapping.ts';
import { previewImport } from '../../flow/capture/import/guess-import.ts';
import { snakeKey } from '../../flow/capture/said.ts';
import type { CsvFile } from './open-csv.ts';

/** Where the source that a row names is kept: there are no sources to look it up in. */
const firstSource: ImportTarget = { to: 'new_field', field: 'first_source', label: 'First source', type: 'text' };

/** What the columns of a file hold, and which of the model's fields no column says. */
export type ChosenMapping = { mapping: ImportMapping; unsaid: string[] };

/**
 * The mapping of a file of people: the one named (a file in JSON, or one that is shipped), else as the import guesses it, a column
 * called like a field of the model that not every workspace has giving that field. Throws `not_found`, `mapping_invalid`.
 */
export async function chooseMapping(
  { columns, first }: CsvFile,
  named: string | undefined,
  custom: readonly Field[],
): Promise<ChosenMapping> {
  const chosen =
    named === undefined
      ? addCustomFields(previewImport({ columns, rows: first }, [], []).mapping, columns, custom)
      : adaptMapping(await readMapping(named), columns);
  const mapping: ImportMapping = {
    ...chosen,
    columns: chosen.columns.map((column) =>
      column.target.to === 'source' ? { ...column, target: firstSource } : column,
    ),
    // Whoever cannot be recognised is a person all the same here: every row is one.
    constants: [...chosen.constants, { target: { to: 'identifier', kind: 'anonymous_id' }, value: 'row' }],
  };
  assertMappingFits(mapping, columns);
  const said = new Set(mapping.columns.map(({ target }) => fieldOf(target)));
  return { mapping, unsaid: custom.map(({ name }) => name).filter((name) => !said.has(name)) };
}

function addCustomFields(guessed: ImportMapping, columns: readonly string[], custom: readonly Field[]): ImportMapping {
  const mapped = guessed.columns.map((column) => {
    if (column.target.to !== 'property' && column.target.to !== 'ignore') return column;
    const field = custom.find(({ name }) => name === column.column || name.split('.')[1] === snakeKey(column.column));
    return field ? toField(column, field) : column;
  });
  return { ...guessed, columns: mapped.filter(({ column }) => columns.includes(column)) };
}

function toField({ column }: MappedColumn, { name, type, label }: Field): MappedColumn {
  const [scope, key = ''] = name.split('.');
  const read = importValueTypes.find((each) => each === type) ?? ('text' satisfies ImportValueType);
  if (scope === 'company') return { column, target: { to: 'company_field', field: key }, type: read };
  return { column, target: { to: 'new_field', field: key, label: label ?? key, type: read } };
}

function fieldOf(target: ImportTarget): string {
  if (target.to === 'company_field') return `company.${target.field}`;
  return target.to === 'field' || target.to === 'new_field' ? `person.${target.field}` : '';
}

async function readMapping(nameOrPath: string): Promise<ImportMapping> {
  const shipped = shippedMappings.find(({ name }) => name === nameOrPath);
  if (shipped) return shipped.mapping;
  const text = await readFile(nameOrPath, 'utf8').catch(() => undefined);
  if (text === undefined) {
    const names = shippedMappings.map(({ name }) => JSON.stringify(name)).join(', ');
    throw new AppError('not_found', `Mapping ${JSON.stringify(nameOrPath)}: expected a file, or one of ${names}`);
  }
  const content = parseJson(text);
  // A file may hold a mapping alone, or one as it is shipped: with its name and header.
  const isShipped = typeof content === 'object' && content !== null && 'mapping' in content;
  const parsed = ImportMapping.safeParse(isShipped ? content.mapping : content);
  if (parsed.success) return parsed.data;
  const errors = readZodProblems(parsed.error);
  const message = `${nameOrPath}: ${errors[0]?.path.join('.')} ${errors[0]?.message}`;
  throw new AppError('mapping_invalid', message, { errors });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
