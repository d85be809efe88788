import { fold } from '../../../conditions/fold.ts';
import { findNameMeanings, type NameMeaning, nameForm } from '../field-names.ts';
import { readBoolean, readNumber } from '../field-values.ts';
import type { ImportMapping, ImportPreview, ImportTarget, MappedColumn } from './contract.ts';
import { findType } from './read-cell.ts';
import { makeInstantReader } from './read-time.ts';

type Because = ImportPreview['columns'][number]['because'];
export type Suggestion = { column: MappedColumn; because: Because };
export type GuessedMapping = { mapping: ImportMapping; suggestions: Suggestion[] };

/** Values by which people and systems say that there is none, folded. */
const missingWords = new Set(
  `select;n/a;na;#n/a;null;nil;none;nan;-;--;—;.;?;unknown;not provided;not specified;not set;blank;(blank);empty;undefined;
  нет;нет данных;не указано;не указан;не выбрано;неизвестно;无;暂无;未知;未填写;不详;空;nespecificat;necunoscut;fara;lipsa;nu exista`
    .split(/;\s*/)
    .map(fold),
);

/**
 * What the columns of a file most likely hold: by their names, by the first rows' values where a name says nothing. What is
 * not recognised is kept as a property of the touch. `sources` are the keys and names of the workspace's sources.
 */
export function guessMapping(
  columns: readonly string[],
  rows: readonly string[][],
  sources: readonly string[],
): GuessedMapping {
  const known = new Set(sources.map((name) => name.toLowerCase()));
  const meanings = findNameMeanings(columns);
  const taken = new Set<string>();
  const suggestions = columns.map((column, index): Suggestion => {
    const values = rows
      .map((row) => row[index]?.trim() ?? '')
      .filter((value) => value !== '' && !missingWords.has(fold(value)));
    const meaning = meanings[index];
    const byName = meaning && fitMeaning(meaning, column, values, known, taken);
    const byValue = byName ? undefined : findByValues(column, values, taken);
    const target = byName ?? byValue ?? { to: 'property', property: column };
    taken.add(nameTarget(target));
    return { column: { column, target }, because: byName ? 'header' : byValue ? 'values' : 'nothing' };
  });
  const mapping: ImportMapping = {
    event: 'Imported',
    columns: suggestions.map(({ column }) => column),
    constants: [],
    missing: findMissing(rows),
    date_order: guessDateOrder(rows),
    decimal: guessDecimal(suggestions, columns, rows),
    separator: ',',
  };
  return { mapping, suggestions };
}

/** The target a name stands for, where the values bear it out; a field that another column gives already is told apart. */
function fitMeaning(
  meaning: NameMeaning,
  column: string,
  values: string[],
  sources: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): ImportTarget | undefined {
  if (meaning.to === 'occurred_at') {
    return !taken.has('occurred_at') && mostly(values, isInstant) ? meaning : undefined;
  }
  if (meaning.to === 'source') {
    const named = values.length > 0 && values.every((value) => sources.has(value.toLowerCase()));
    return named ? meaning : undefined;
  }
  if (meaning.to === 'identifier' && meaning.kind === 'foreign_id') return findForeignId(column, values);
  const type = findType({ target: meaning });
  if (type === 'number' && !mostly(values, (value) => readNumber(value) !== undefined)) return undefined;
  if (type === 'boolean' && !mostly(values, (value) => readBoolean(value) !== undefined)) return undefined;
  if (!taken.has(nameTarget(meaning))) return meaning;
  if (meaning.to !== 'field' || (meaning.field !== 'email' && meaning.field !== 'phone')) return undefined;
  return taken.has(`identifier ${meaning.field}`) ? undefined : { to: 'identifier', kind: meaning.field };
}

/** Another system's id recognises a person only where it is unique in the world, or the system is known by the name. */
function findForeignId(column: string, values: string[]): ImportTarget | undefined {
  if (/^recordid(?:contact)?$/.test(nameForm(column)))
    return { to: 'identifier', kind: 'foreign_id', system: 'hubspot' };
  const unique = new Set(values).size === values.length && values.length > 0;
  return unique && values.every(isWorldwideId) ? { to: 'identifier', kind: 'foreign_id', system: 'import' } : undefined;
}

function findByValues(column: string, values: string[], taken: ReadonlySet<string>): ImportTarget | undefined {
  if (mostly(values, isEmail)) {
    if (!taken.has('field email')) return { to: 'field', field: 'email' };
    return taken.has('identifier email') ? undefined : { to: 'identifier', kind: 'email' };
  }
  if (mostly(values, isPhone) && !taken.has('field phone')) return { to: 'field', field: 'phone' };
  if (/id$/i.test(nameForm(column)) && !taken.has('identifier foreign_id')) return findForeignId(column, values);
  return undefined;
}

function nameTarget(target: ImportTarget): string {
  switch (target.to) {
    case 'field':
    case 'new_field':
      return `field ${target.field}`;
    case 'company_field':
      return `company ${target.field}`;
    case 'identifier':
      return `identifier ${target.kind}`;
    case 'property':
      return `property ${target.property}`;
    default:
      return target.to;
  }
}

function findMissing(rows: readonly string[][]): string[] {
  const found = new Map<string, string>();
  for (const row of rows) {
    for (const cell of row) {
      const text = cell.trim();
      if (text.length <= 20 && text !== '' && missingWords.has(fold(text)) && fold(text) !== 'нет')
        found.set(fold(text), text);
    }
  }
  return [...found.values()].sort();
}

/** A first number beyond 12 is a day, a second one shows that the first is the month. */
function guessDateOrder(rows: readonly string[][]): ImportMapping['date_order'] {
  let [dayFirst, monthFirst] = [0, 0];
  for (const cell of rows.flat()) {
    const match = /^(\d{1,2})[-./](\d{1,2})[-./]\d{2,4}(?:\D|$)/.exec(cell.trim());
    if (!match) continue;
    if (Number(match[1]) > 12) dayFirst++;
    else if (Number(match[2]) > 12) monthFirst++;
  }
  return monthFirst > dayFirst ? 'mdy' : 'dmy';
}

function guessDecimal(suggestions: Suggestion[], columns: readonly string[], rows: readonly string[][]): '.' | ',' {
  const numeric = suggestions.flatMap(({ column }) =>
    findType(column) === 'number' ? [columns.indexOf(column.column)] : [],
  );
  const cells = rows.flatMap((row) => numeric.map((index) => row[index] ?? ''));
  const commas = cells.filter((cell) => /\d,\d{1,2}$/.test(cell.trim())).length;
  const points = cells.filter((cell) => /\d\.\d{1,2}$/.test(cell.trim())).length;
  return commas > points ? ',' : '.';
}

function mostly(values: string[], test: (value: string) => boolean): boolean {
  return values.length > 0 && values.filter(test).length >= values.length * 0.8;
}

const readInstant = makeInstantReader({ order: 'dmy', time_zone: 'UTC' });
const readAmericanInstant = makeInstantReader({ order: 'mdy', time_zone: 'UTC' });
const isInstant = (value: string) => readInstant(value) !== undefined || readAmericanInstant(value) !== undefined;
const isEmail = (value: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
const isPhone = (value: string) =>
  /^\+[\d\s().-]{7,20}$|^\(?0\d[\d\s().-]{7,18}$|^8[\s(-]+\d[\d\s().-]{7,16}$/.test(value);
const isWorldwideId = (value: string) =>
  /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{24,64}$|^(?=.*[a-z])(?=.*\d)[a-z\d_-]{15,64}$/i.test(value);
